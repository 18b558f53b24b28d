"""From every triple about a fact to its words."""

import random
from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode
from rdflib.namespace import PROV, SDO

from graph.evidence import Evidence, evidence_by_annotation, evidence_by_statement, evidence_of
from graph.statements import EVERY
from graph.stores import Store, rows
from ontology.iris import DEFAULT_BASE, source_iri
from ontology.terms import ELI, VND

from .conftest import DRIVES, drive

CT19 = DEFAULT_BASE + "eli/vn/ttg/ct/2021/07/16/19"
KH200 = DEFAULT_BASE + "eli/vn-09/ubnd/kh/2021/10/09/200"
DRIVE = DEFAULT_BASE + "eli/vn-x-tung-giang/ubnd/ct/2025/01/10/03"
AGENCY = DEFAULT_BASE + "agency/uy-ban-nhan-dan-tinh-tung-giang"
SIGNER = DEFAULT_BASE + "person/uy-ban-nhan-dan-tinh-tung-giang/lo-van-bao"
SOURCE = source_iri("tung-giang-2025.txt")
# What says where words stand, how a file is embodied and what a day is: no facts of their own.
FRAME = ("SpecificResource", "Selector", "Format", "Instant", "Interval", "Concept", "ResourceType", "MediaObject")


def test_all_words_that_say_a_triple_in_order(linked_seeds: Store) -> None:
    found = evidence_of(linked_seeds, KH200, str(ELI.ensures_implementation_of), CT19)
    assert len(found) > 3
    assert [(w.file, w.start) for w in found] == sorted((w.file, w.start) for w in found)
    assert all("Chỉ thị" in witness.text for witness in found)
    assert all(witness.confidence for witness in found)


def test_a_triple_that_nothing_says_has_no_words(linked_seeds: Store) -> None:
    assert evidence_of(linked_seeds, CT19, str(VND.transmits), KH200) == []
    assert evidence_of(linked_seeds, KH200, str(ELI.number), Literal("1/KH-UBND")) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "words"),
    [
        (DRIVE, ELI.number, Literal("03/CT-UBND"), "03/CT-UBND"),
        (DRIVE, ELI.passed_by, AGENCY, "ỦY BAN NHÂN DÂN\nTỈNH TÙNG GIANG"),
        (f"{SOURCE}#d1", VND.printedNumber, Literal("03/CT-UBND"), "03/CT-UBND"),
        (f"{SOURCE}#d1", ELI.realizes, DRIVE, "03/CT-UBND"),
        (f"{SOURCE}#k0", VND.due, f"{DEFAULT_BASE}time/2025-03-15", "15 tháng 3 năm 2025"),
        (f"{SOURCE}#k0", VND.lead, f"{DEFAULT_BASE}agency/so-noi-vu-tinh-tung-giang", "Giao Sở Nội vụ chủ trì"),
        (f"{SOURCE}#g0", VND.indicatorKey, Literal("grdp"), "tốc độ tăng trưởng GRDP năm 2025 đạt 8%"),
        (f"{SOURCE}#g0.quantity", SDO.unitText, Literal("%"), "tốc độ tăng trưởng GRDP năm 2025 đạt 8%"),
        (SIGNER, SDO.name, Literal("Lò Văn Báo"), "Lò Văn Báo"),
        (SIGNER, PROV.actedOnBehalfOf, AGENCY, "Lò Văn Báo"),
        (f"{SOURCE}#d1", PROV.qualifiedAttribution, f"{SOURCE}#d1.signature-0", "Lò Văn Báo"),
        (f"{SOURCE}#d1.signature-0", VND.capacity, Literal("TM."), "TM. ỦY BAN NHÂN DÂN"),
    ],
)
def test_the_words_of_a_fact(drives: Store, subject: str, predicate: str, value: str | Literal, words: str) -> None:
    found = evidence_of(drives, subject, str(predicate), value)
    assert found
    assert any(words in witness.text for witness in found)
    text = drive(*DRIVES["tung-giang-2025.txt"])
    for witness in found:
        assert witness.file != "tung-giang-2025.txt" or text[witness.start : witness.end] == witness.text


def test_what_a_launching_document_says_of_its_drive(drives: Store) -> None:
    campaign, _ = rows(drives, "SELECT ?c ?d { ?d vnd:launches ?c . ?d vnd:printedNumber '03/CT-UBND' }")[0]
    founding = f"{DEFAULT_BASE}anniversary/thanh-lap-tinh-tung-giang"
    assert campaign
    (ends,) = evidence_of(drives, campaign, str(SDO.endDate), Literal("2025-11-04"))
    assert ends.text == "04/11/2025"
    commemorated = evidence_of(drives, campaign, str(VND.commemorates), founding)
    assert {(one.rule, one.confidence) for one in commemorated} == {("anniversary-in-title", 1.0)}
    assert evidence_of(drives, campaign, str(SDO.organizer), AGENCY)
    assert all("21 năm" in one.text for one in commemorated)


def test_an_inferred_value_leads_to_the_words_that_give_it(linked_seeds: Store) -> None:
    found = rows(linked_seeds, "SELECT ?d ?n { ?d vnd:inferredNumber ?n ; a eli:LegalExpression }")
    assert found
    for document, number in found:
        values = evidence_of(linked_seeds, document or "", str(VND.inferredNumber), Literal(number or ""))
        assert values
        assert all(one.inferred for one in values)


def test_every_kind_of_triple_about_a_fact_has_words(drives: Store) -> None:
    """A few triples of each property and class."""
    classes: dict[str, set[str]] = defaultdict(set)
    for node, kind in rows(drives, "SELECT ?s ?c { ?s a ?c }"):
        classes[node or ""].add((kind or "").replace("#", "/").rpartition("/")[2])
    by_kind: dict[tuple[str, ...], list[tuple[str, str, str | Literal]]] = defaultdict(list)
    for s, p, o in drives.query("SELECT ?s ?p ?o { ?s ?p ?o }"):  # type: ignore[misc]
        kinds = sorted(classes[s.value])
        if kinds and not any(frame in kind for frame in FRAME for kind in kinds):
            by_kind[(*kinds, p.value)].append((s.value, p.value, o.value if isinstance(o, NamedNode) else o))
    assert len(by_kind) > 80
    for kind, triples in by_kind.items():
        for triple in random.Random(1).sample(triples, min(3, len(triples))):
            assert evidence_of(drives, *triple), (kind, triple)


def test_annotations_and_statements_lead_to_the_same_words(linked_seeds: Store) -> None:
    mentions = evidence_by_annotation(linked_seeds, "?evidence a vnd:InstrumentMention .")
    stated = set[Evidence]().union(*evidence_by_statement(linked_seeds, EVERY).values())
    assert len(mentions) > 100
    assert len(stated & set(mentions.values())) > 90


def test_of_a_whole_document_no_words_are_quoted(linked_seeds: Store) -> None:
    found = evidence_by_annotation(linked_seeds, "?evidence a eli:LegalExpression .")
    assert {evidence.text for evidence in found.values()} == {""}
