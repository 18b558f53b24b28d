import itertools

import pytest
from rdflib import URIRef

from graph.links import link
from graph.stores import Row, Store, rows
from ingest.pipeline import extract
from ontology.iris import DEFAULT_BASE

from .conftest import put

CT19 = DEFAULT_BASE + "eli/vn/ttg/ct/2021/07/16/19"
KH200 = DEFAULT_BASE + "eli/vn-09/ubnd/kh/2021/10/09/200"
KH206 = DEFAULT_BASE + "eli/vn-09/ubnd/kh/2020/12/29/206"
QD57 = DEFAULT_BASE + "eli/vn-09/ubnd/qd/2018/10/23/57-2018"
QD29 = DEFAULT_BASE + "eli/vn-09/ubnd/qd/2020/06/10/29-2020"


def quads(store: Store) -> set[Row]:
    return set(rows(store, "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"))


def ask(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}"))


@pytest.mark.parametrize(
    ("subject", "predicate", "obj"),
    [
        (KH200, "eli:ensures_implementation_of", CT19),
        (DEFAULT_BASE + "eli/vn-09/vks/cv/2021/10/26/1419", "vnd:transmits", KH200),
        (DEFAULT_BASE + "eli/vn/hdtdkt/hd/2021/08/31/16", "vnd:guides", CT19),
        (KH206, "eli:based_on", DEFAULT_BASE + "eli/vn/qh/luat/2003/11/26/15-2003"),
        (KH206, "eli-dl:foresees_change_of", QD57 + "/art_4/para_1/point_h"),
        (QD29, "eli:amends", QD57 + "/art_4/para_1/point_h"),
        (
            DEFAULT_BASE + "eli/vn-09/vks/sy/2021/01/08/10",
            "vnd:certifiedCopyOf",
            DEFAULT_BASE + "eli/vn-09/ubnd/ct/2021/01/07/02",
        ),
    ],
)
def test_relations_of_the_real_documents(linked_seeds: Store, subject: str, predicate: str, obj: str) -> None:
    assert ask(linked_seeds, f"<{subject}> {predicate} <{obj}>")


@pytest.mark.parametrize(
    ("words", "predicate", "relation"),
    [
        ("đính chính", "eli:corrects", "corrects"),
        ("hướng dẫn thi hành", "vnd:details", "details"),
        ("đình chỉ thi hành", "vnd:suspends", "suspends"),
        ("sửa đổi, bổ sung", "eli:amends", "amends"),
    ],
)
def test_the_finest_relation_is_stated(store: Store, words: str, predicate: str, relation: str) -> None:
    put(store, extract(f"Nghị định số 9/2021/NĐ-CP {words} Luật số 5/2020/QH14", "a.txt"))
    link(store)
    assert ask(store, f"?a {predicate} ?b . ?s vnd:relation relation:{relation} ; rdf:predicate {predicate}")
    assert relation != "corrects" or not ask(store, "?a eli:amends ?b")


def test_a_planned_repeal_is_not_stated(linked_seeds: Store) -> None:
    assert not ask(linked_seeds, "?work eli:repeals ?other")


def test_a_part_belongs_to_its_whole(linked_seeds: Store) -> None:
    assert ask(linked_seeds, f"<{QD57}/art_4/para_1/point_h> eli:is_part_of/eli:is_part_of/eli:is_part_of <{QD57}>")


@pytest.mark.parametrize(
    ("number", "dates"),
    [
        ("02/CT-UBND", ["2018-01-04", "2021-01-07"]),
        ("04/CT-UBND", ["2020-09-01", "2021-01-30"]),
        ("19/CT-TTg", ["2021-07-16"]),
        ("05-CT/TW", ["2016-05-15"]),
        ("162/KH-BCĐ", ["2019-12-13"]),
    ],
)
def test_works_by_number(linked_seeds: Store, number: str, dates: list[str | None]) -> None:
    query = f'SELECT ?date {{ ?work eli:number "{number}" ; eli:date_document ?date }} ORDER BY ?date'
    found = rows(linked_seeds, query)
    assert [date for (date,) in found] == dates


def test_a_lost_header_is_the_work_that_the_cover_letter_names(linked_seeds: Store) -> None:
    query = f"SELECT ?number {{ ?document eli:realizes <{KH200}> . ?document vnd:inferredNumber ?number }}"
    found = rows(linked_seeds, query)
    assert found == [("200/KH-UBND",)]
    assert ask(linked_seeds, f"?s vnd:subjectWork <{KH200}> ; vnd:inferred true ; vnd:objectWork <{CT19}>")


def test_self_and_anaphor_mean_works(linked_seeds: Store) -> None:
    assert ask(linked_seeds, f"?m vnd:selfReference true ; vnd:denotes <{KH200}>")
    assert ask(linked_seeds, f'?m vnd:antecedent "19/CT-TTg" ; vnd:denotes <{CT19}>')


@pytest.mark.parametrize(
    ("mention", "reason"),
    [
        ('vnd:printedNumber "05-CT/TW"', "authority"),
        ('vnd:printedName "Luật Thi đua, khen thưởng" ; vnd:printedDate ?date', "name-and-date"),
        ('vnd:antecedent "19/CT-TTg"', "same-document"),
        ('vnd:printedNumber "651/QĐ-UBND"', "number-alone"),
    ],
)
def test_a_mention_says_why_it_means_a_work(linked_seeds: Store, mention: str, reason: str) -> None:
    query = f"?m {mention} ; vnd:denotes ?work ; vnd:resolution resolution:{reason} ; vnd:confidence ?sure"
    assert ask(linked_seeds, query)


def test_what_the_authority_file_knows_describes_a_work_that_is_only_mentioned(linked_seeds: Store) -> None:
    query = """SELECT ?number ?title ?issuer ?alias { ?work eli:id_local ?alias ; eli:number ?number ;
        dcterms:title ?title ; eli:passed_by/skos:prefLabel ?issuer FILTER (?work = ?law) }"""
    law = f"{DEFAULT_BASE}eli/vn/qh/luat/2003/11/26/15-2003"
    found = rows(linked_seeds, query.replace("?law", f"<{law}>"))
    assert {row[:3] for row in found} == {("15/2003/QH11", "Luật Thi đua, khen thưởng", "Quốc hội")}
    assert {row[3] for row in found} == {"15/2003/QH11", "Luật Thi đua, khen thưởng", "Luật TĐKT"}


def test_each_thing_is_described_once(linked_seeds: Store) -> None:
    for thing, label in (("eli:LegalResource", "rdfs:label"), ("org:Organization", "skos:prefLabel")):
        found = rows(linked_seeds, f"SELECT ?x {{ ?x a {thing} ; {label} ?label }}")
        assert len(found) == len(set(found)) > 20


def test_linking_twice_changes_nothing(linked_seeds: Store) -> None:
    before = quads(linked_seeds)
    assert link(linked_seeds) > 40
    assert quads(linked_seeds) == before


def test_every_direct_relation_has_a_statement_with_evidence(linked_seeds: Store) -> None:
    for predicate in ("eli:ensures_implementation_of", "eli:based_on", "vnd:transmits", "eli:cites", "eli:amends"):
        direct = set(rows(linked_seeds, f"SELECT ?s ?o {{ ?s {predicate} ?o }}"))
        stated = set(
            rows(
                linked_seeds,
                f"SELECT ?s ?o {{ ?x rdf:subject ?s ; rdf:predicate {predicate} ; rdf:object ?o ; vnd:evidence ?e ."
                " ?e oa:hasTarget/oa:hasSelector/oa:start ?start }",
            )
        )
        assert direct == stated
        assert direct


def test_links_graphs_are_named_after_their_files(linked_seeds: Store) -> None:
    names = {kind: [g for g in linked_seeds.graphs() if g.endswith(kind)] for kind in ("/text", "/links")}
    assert len(names["/text"]) == len(names["/links"]) == 5
    assert all(URIRef(a[:-5]) == URIRef(b[:-6]) for a, b in zip(*map(sorted, names.values()), strict=True))
    assert len(list(itertools.chain(*names.values()))) + 1 == len(linked_seeds.graphs())
