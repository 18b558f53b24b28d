from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef, namespace
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SDO, TIME, XSD

from graph.build import text_graph
from ingest.facts import (
    AgencyMention,
    Anniversary,
    Campaign,
    DateMention,
    Document,
    Extraction,
    Link,
    Reference,
    Signer,
    Span,
    Stamp,
    Target,
    Task,
)
from ontology.iris import DEFAULT_BASE, source_iri
from ontology.terms import ELI, OA, RELATION, VND

TEXT = "Căn cứ Quyết định số 57/2018/QĐ-UBND ngày 23/10/2018"
SOURCE = source_iri("a.txt")


def node(local: str) -> URIRef:
    return URIRef(f"{SOURCE}#{local}")


def reference(**fields: Any) -> Reference:
    return Reference(span=Span(7, 36), text=TEXT[7:36], core=Span(7, 36), document="d1", type="Quyết định", **fields)


EXTRACTION = Extraction(
    file="a.txt",
    documents=(
        Document(
            id="d1",
            span=Span(0, len(TEXT)),
            type="Kế hoạch",
            subject="Thi đua",
            signers=(Signer("Trần Văn A", "Chủ tịch", "TM.", Span(0, 3)),),
            recipients=("Sở Nội vụ",),
            recipient_spans=(Span(0, 3),),
            stamps=(Stamp("incoming", Span(42, 52), "417", "2018-10-24"),),
            effective="2018-11-01",
            expires="2020-12-31",
            where={"date": Span(42, 52)},
            inferred={"number": "200/KH-UBND", "date": "2021-10-09"},
            reasons={"number": "công văn gửi kèm"},
        ),
    ),
    references=(
        reference(number="57/2018/QĐ-UBND", date="2018-10-23", pinpoint=("Điều 4", "khoản 1"), relation="basis"),
        reference(relation="amends", narrower="corrects", source=0, planned=True),
    ),
    links=(Link(0, "amends", 1, "corrects"),),
    campaigns=(Campaign(Span(0, 3), "Căn", "d1", "Thi đua", "đợt thi đua", launched=True, end="2021-10"),),
    agencies=(AgencyMention(Span(0, 3), "Căn", "d1", "Sở Nội vụ"),),
    dates=(DateMention(Span(42, 52), TEXT[42:52], "d1", "2018-10-23"),),
    tasks=(
        Task(Span(0, 6), TEXT[:6], "d1", ("Sở Nội vụ",), ("Sở Y tế",), "2021-01/2021-03", Span(42, 52), "table"),
        Task(Span(0, 6), TEXT[:6], "d1"),
    ),
    targets=(
        Target(
            Span(0, 3), "Căn", "d1", "tỷ lệ hộ nghèo", low=2.5, high=3.0, unit="%", period="2021/2025", change="down"
        ),
        Target(Span(0, 3), "Căn", "d1", "thu ngân sách", value=10737.3, comparison=">="),
    ),
    anniversaries=(Anniversary(Span(0, 3), "Căn", "d1", "ngày thành lập Đảng", 90, "1930-02-03", "2020-02-03"),),
)
GRAPH = text_graph(EXTRACTION, "a.txt", "f" * 64, DEFAULT_BASE, TEXT)


def test_file_and_document() -> None:
    source = URIRef(SOURCE)
    assert GRAPH.value(source, DCTERMS.identifier) == Literal("a.txt")
    assert GRAPH.value(source, namespace.SDO.sha256) == Literal("f" * 64)
    assert GRAPH.value(node("d1.format"), ELI.embodies) == node("d1")
    assert GRAPH.value(node("d1.format"), ELI.is_exemplified_by) == source
    assert GRAPH.value(node("d1"), VND.inferredNumber) == Literal("200/KH-UBND")
    assert GRAPH.value(node("d1"), VND.printedNumber) is None
    assert GRAPH.value(node("d1.inferred-number"), VND.reason) == Literal("công văn gửi kèm")


def test_stamp_recipient_and_time_of_effect() -> None:
    stamp, recipient = node("d1.stamp-0"), node("d1.recipient-0")
    assert (stamp, RDF.type, VND.Stamp) in GRAPH
    assert GRAPH.value(stamp, VND.inDocument) == node("d1")
    assert GRAPH.value(stamp, VND.stampKind) == Literal("incoming")
    assert GRAPH.value(stamp, VND.printedNumber) == Literal("417")
    assert str(GRAPH.value(stamp, VND.printedDate)) == "2018-10-24"
    assert GRAPH.value(node("d1.stamp-0.quote"), OA.exact) == Literal("23/10/2018")
    assert GRAPH.value(recipient, VND.fieldValue) == Literal("Sở Nội vụ")
    assert str(GRAPH.value(node("d1"), ELI.first_date_entry_in_force)) == "2018-11-01"
    assert str(GRAPH.value(node("d1"), ELI.date_no_longer_in_force)) == "2020-12-31"


def test_the_finer_relation_stands_beside_the_stated_one() -> None:
    for local in ("m1", "l0"):
        assert GRAPH.value(node(local), VND.statedRelation) == RELATION.amends
        assert GRAPH.value(node(local), VND.narrowerRelation) == RELATION.corrects
    assert GRAPH.value(node("m0"), VND.narrowerRelation) is None


def test_mention_with_its_printed_parts_and_place() -> None:
    assert GRAPH.value(node("m0"), VND.printedNumber) == Literal("57/2018/QĐ-UBND")
    assert GRAPH.value(node("m0"), VND.pinpoint) == Literal("Điều 4; khoản 1")
    assert GRAPH.value(node("m1"), VND.subjectMention) == node("m0")
    assert GRAPH.value(node("m1"), VND.planned) == Literal(True)
    target = GRAPH.value(node("m0"), OA.hasTarget)
    selectors = {GRAPH.value(s, RDF.type): s for s in GRAPH.objects(target, OA.hasSelector)}
    position = selectors[OA.TextPositionSelector]
    start, end = (int(str(GRAPH.value(position, term))) for term in (OA.start, OA.end))
    assert GRAPH.value(selectors[OA.TextQuoteSelector], OA.exact) == Literal(TEXT[start:end])


def test_header_fields_are_quoted_from_the_text() -> None:
    target = GRAPH.value(node("d1.date"), OA.hasTarget)
    assert {GRAPH.value(s, OA.exact) for s in GRAPH.objects(target, OA.hasSelector)} == {None, Literal("23/10/2018")}


def test_signer_and_campaign() -> None:
    signature = GRAPH.value(node("d1"), PROV.qualifiedAttribution)
    assert GRAPH.value(GRAPH.value(signature, PROV.agent), namespace.SDO.name) == Literal("Trần Văn A")
    campaign = GRAPH.value(node("d1"), VND.launches)
    assert GRAPH.value(campaign, namespace.SDO.endDate) == Literal("2021-10")


def test_a_task_with_its_agencies_and_deadline() -> None:
    assert GRAPH.value(node("k0"), VND.lead) == URIRef(f"{DEFAULT_BASE}agency/so-noi-vu")
    assert GRAPH.value(node("k0"), VND.supporting) == URIRef(f"{DEFAULT_BASE}agency/so-y-te")
    due = GRAPH.value(node("k0"), VND.due)
    assert due == URIRef(f"{DEFAULT_BASE}time/2021-01--2021-03")
    assert GRAPH.value(due, RDFS.label) == Literal("quý I năm 2021", lang="vi")
    last = GRAPH.value(due, TIME.hasEnd)
    assert GRAPH.value(last, TIME.inXSDDate) == Literal("2021-03-31", datatype=XSD.date)
    assert GRAPH.value(node("k1"), VND.due) is None


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("g0", {SDO.minValue: 2.5, SDO.maxValue: 3.0, SDO.unitText: "%", SDO.value: None}),
        ("g1", {SDO.value: 10737.3, SDO.unitText: None, SDO.minValue: None}),
    ],
)
def test_a_target_with_its_figure(local: str, expected: dict[URIRef, Any]) -> None:
    quantity = GRAPH.value(node(local), VND.quantity)
    for term, value in expected.items():
        found = GRAPH.value(quantity, term)
        assert (found if found is None else type(value)(found.toPython())) == value


def test_a_target_is_compared_by_its_key() -> None:
    assert GRAPH.value(node("g0"), VND.indicatorKey) == Literal("ho-ngheo")
    assert GRAPH.value(node("g0"), VND.change) == Literal("down")
    assert GRAPH.value(node("g1"), VND.comparison) == Literal(">=")
    assert GRAPH.value(node("g0"), VND.forPeriod) == URIRef(f"{DEFAULT_BASE}time/2021--2025")


def test_an_anniversary_is_an_event_that_the_drive_commemorates() -> None:
    event = URIRef(f"{DEFAULT_BASE}anniversary/dang-cong-san-viet-nam")
    assert GRAPH.value(node("n0"), OA.hasBody) == event
    assert GRAPH.value(node("n0"), VND.years) == Literal(90)
    assert GRAPH.value(GRAPH.value(node("d1"), VND.launches), VND.commemorates) == event


def test_a_signer_without_an_agency_is_known_to_the_document_alone() -> None:
    assert GRAPH.value(node("d1.signature-0"), PROV.agent) == node("d1.signer-0")
    assert GRAPH.value(node("d1.signature-0"), VND.position) == Literal("Chủ tịch")
    issued = replace(EXTRACTION, documents=(replace(EXTRACTION.documents[0], issuer="Chủ tịch UBND tỉnh A"),))
    graph = text_graph(issued, "a.txt", "", DEFAULT_BASE)
    assert graph.value(node("d1.signature-0"), PROV.agent) == URIRef(f"{DEFAULT_BASE}person/ubnd-tinh-a/tran-van-a")


def test_no_blank_nodes_and_the_same_graph_each_time() -> None:
    assert not any(isinstance(term, BNode) for triple in GRAPH for term in triple)
    assert set(GRAPH) == set(text_graph(EXTRACTION, "a.txt", "f" * 64, DEFAULT_BASE, TEXT))


@given(st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_any_text_survives_the_way_through_n_triples(quote: str, number: str) -> None:
    mention = Reference(Span(0, len(quote)), quote, Span(0, 1), "d1", type="Chỉ thị", number=number)
    graph = text_graph(Extraction("x", references=(mention,)), "x", "", "https://b.example/")
    values = {str(o) for o in graph.objects(None, VND.printedNumber)}
    assert values == {number}
