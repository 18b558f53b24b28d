from hypothesis import given
from hypothesis import strategies as st

from graph.build import text_graph
from graph.links import link
from graph.stores import open_store
from ingest.facts import Document, Extraction, Reference, Span
from ontology.iris import DEFAULT_BASE, source_iri, text_graph_iri
from search_api.web.fulltext import pieces, references

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda s: Span(min(s), max(s)))


def test_references_of_a_file_come_from_the_graph() -> None:
    document = Document(
        "d1", Span(0, 60), "Kế hoạch", number="1/KH-UBND", date="2021-01-02", issuer="UBND tỉnh Lạng Sơn"
    )
    span = Span(10, 30)
    mention = Reference(span, "Chỉ thị số 19/CT-TTg", span, "d1", "Chỉ thị", "19/CT-TTg", date="2021-07-20")
    store = open_store("oxigraph:")
    for name in ("a.txt", "b.txt"):
        facts = Extraction(name, (document,), (mention,) if name == "a.txt" else ())
        store.put_graph(text_graph_iri(source_iri(name)), text_graph(facts, name, "0" * 64, DEFAULT_BASE))
    link(store, DEFAULT_BASE)
    ((found, work),) = references(store, source_iri("a.txt"))
    assert found == span
    assert work.endswith("ct/2021/07/20/19")
    assert references(store, source_iri("b.txt")) == []


def test_nested_references_show_the_inner_one() -> None:
    cut = pieces("Kế hoạch thực hiện Chỉ thị 1/CT", [(Span(19, 31), "b"), (Span(0, 31), "a")], Span(9, 31), [0])
    assert [(piece.text, piece.work, piece.wanted, piece.first) for piece in cut] == [
        ("Kế hoạch ", "a", False, False),
        ("thực hiện ", "a", True, True),
        ("Chỉ thị 1/CT", "b", True, False),
    ]
    assert [piece.anchor for piece in cut] == [True, False, False]


@given(st.text(max_size=40), st.lists(st.tuples(SPANS, st.just("w"))), st.none() | SPANS, st.lists(st.integers(0, 40)))
def test_nothing_is_lost(text: str, marked: list[tuple[Span, str]], wanted: Span | None, anchors: list[int]) -> None:
    assert "".join(piece.text for piece in pieces(text, marked, wanted, anchors)) == text
