from hypothesis import given
from hypothesis import strategies as st

from graph.stores import open_store, rows
from graph.triples import Triples, put_changed, text, vietnamese

IRIS = st.sampled_from(["https://x.example/a", "https://x.example/b"])
SAYINGS = st.lists(st.tuples(IRIS, IRIS, IRIS | st.text(max_size=9).map(text) | st.text(max_size=9).map(vietnamese)))


def said(sayings: list[tuple[str, str, str]]) -> Triples:
    graph = Triples()
    for saying in sayings:
        graph.say(*saying)
    return graph


@given(SAYINGS)
def test_the_signature_is_that_of_the_set(sayings: list[tuple[str, str, str]]) -> None:
    assert said(sayings).signature() == said([*reversed(sayings), *sayings]).signature()


def test_only_what_changed_is_written() -> None:
    store = open_store("oxigraph:")
    a, b = "https://x.example/a", "https://x.example/b"
    assert put_changed(store, {a: said([(a, a, a)]), b: said([(b, b, b)])}) == 2
    assert put_changed(store, {a: said([(a, a, a)]), b: said([(b, b, a)])}) == 1
    assert rows(store, f"SELECT ?o {{ <{b}> <{b}> ?o }}") == [(a,)]
