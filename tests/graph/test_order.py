"""Which files a collection holds decides its graph; the way in which they came and went does not."""

import random
from collections.abc import Iterable, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.links import link
from graph.stores import Row, Store, open_store, rows
from ingest.facts import AgencyMention, Campaign, Document, Extraction, Link, Reference, Relation, Span
from ontology.iris import links_graph_iri, source_iri, text_graph_iri

from .conftest import put

LANG_SON, CAO_BANG = "Ủy ban nhân dân tỉnh Lạng Sơn", "Ủy ban nhân dân tỉnh Cao Bằng"
DAYS = (None, "2018-01-04", "2021-01-07", "2024-03-01")
# Every way of citing of which another file may tell the rest: number and date, number, name, year, a bare number.
CITED: tuple[tuple[str, str | None, str | None], ...] = (
    ("Chỉ thị", "02/CT-UBND", None),
    ("Chỉ thị", "02", None),
    ("Quyết định", "15/2018/QĐ-UBND", None),
    ("Chỉ thị", "05-CT/TW", None),
    ("Luật", None, "Luật Thi đua, khen thưởng"),
    ("Luật", "15/2003/QH11", "Luật Thi đua, khen thưởng"),
    ("Luật", None, "Luật Giếng làng"),
    ("Luật", "155/2018/QH14", "Luật Giếng làng"),
    ("Chương trình", None, "Chương trình nước sạch tỉnh Lạng Sơn"),
)
RELATIONS: tuple[Relation, ...] = ("basis", "implements", "cites", "replaces")


def reference(document: str, place: int, cited: int, day: str | None, issuer: str | None, relation: int) -> Reference:
    span = Span(place, place + 5)
    kind, number, name = CITED[cited]
    return Reference(
        span, "x" * 5, span, document, kind, number, day, issuer, name, title="về A", relation=RELATIONS[relation]
    )


REFERENCE = st.builds(
    reference,
    st.just("d1"),
    st.integers(0, 40),
    st.integers(0, len(CITED) - 1),
    st.sampled_from((*DAYS, "2018")),
    st.sampled_from((None, LANG_SON, CAO_BANG)),
    st.integers(0, len(RELATIONS) - 1),
)
DOCUMENT = st.builds(
    Document,
    id=st.just("d1"),
    span=st.just(Span(0, 50)),
    type=st.sampled_from(("Chỉ thị", "Quyết định", "Công văn")),
    number=st.sampled_from((None, "02/CT-UBND", "15/2018/QĐ-UBND")),
    date=st.sampled_from(DAYS),
    issuer=st.sampled_from((None, LANG_SON, CAO_BANG)),
    subject=st.sampled_from((None, "Trích yếu A", "Trích yếu B")),
)


def file(name: str, document: Document, references: Sequence[Reference]) -> Extraction:
    span = Span(0, 3)
    return Extraction(
        name,
        (document,),
        tuple(references),
        links=(Link(0, "amends", 1),) if len(references) > 1 else (),
        campaigns=(Campaign(span, "abc", "d1", f"Giếng sạch {len(references)}", "phong trào"),),
        agencies=(
            AgencyMention(span, "abc", "d1", "Sở Nội vụ Tỉnh Lạng Sơn" if references else "Sở Nội vụ tỉnh Lạng Sơn"),
        ),
    )


def files(name: str) -> st.SearchStrategy[Extraction]:
    return st.builds(file, st.just(name), DOCUMENT, st.lists(REFERENCE, max_size=3))


NAMES = ("a", "b", "c", "d")
VERSIONS = st.tuples(*(st.tuples(files(name), files(name)) for name in NAMES))  # a final and an earlier state of each
STEPS = st.lists(
    st.tuples(st.sampled_from(range(len(NAMES))), st.sampled_from(("earlier", "final", "gone", "link"))), max_size=8
)


def quads(store: Store) -> set[Row]:
    return set(rows(store, "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"))


def drop(store: Store, name: str) -> None:
    store.drop_graph(text_graph_iri(source_iri(name)))
    store.drop_graph(links_graph_iri(source_iri(name)))


def linked(extractions: Iterable[Extraction]) -> Store:
    store = open_store("oxigraph:")
    for extraction in extractions:
        put(store, extraction)
    link(store)
    return store


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(VERSIONS, STEPS, st.sets(st.sampled_from(range(len(NAMES)))), st.randoms())
def test_any_way_to_the_same_files_gives_the_same_quads(
    versions: tuple[tuple[Extraction, Extraction], ...],
    steps: list[tuple[int, str]],
    wanted: set[int],
    random_: random.Random,
) -> None:
    store = open_store("oxigraph:")
    for index, step in steps:
        final, earlier = versions[index]
        if step == "link":
            link(store)
        elif step == "gone":
            drop(store, final.file)
        else:
            put(store, final if step == "final" else earlier)
    last = list(range(len(NAMES)))
    random_.shuffle(last)
    for index in last:
        if index in wanted:
            put(store, versions[index][0])
        else:
            drop(store, versions[index][0].file)
        if random_.random() < 0.3:
            link(store)
    link(store)
    assert quads(store) == quads(linked(versions[index][0] for index in sorted(wanted)))


@settings(max_examples=3)
@given(st.randoms())
def test_any_way_to_the_real_documents_gives_the_same_quads(
    gold: list[Extraction], linked_seeds: Store, random_: random.Random
) -> None:
    store = open_store("oxigraph:")
    coming = [*gold, *random_.sample(gold, 3)]  # three of them come twice
    random_.shuffle(coming)
    for extraction in coming:
        put(store, extraction)
        if random_.random() < 0.3:
            link(store)
            drop(store, extraction.file)
            put(store, extraction)
    link(store)
    assert quads(store) == quads(linked_seeds)
