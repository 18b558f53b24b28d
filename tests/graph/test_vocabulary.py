import pyoxigraph as ox
import pytest

from graph.stores import open_store, rows
from graph.validate import validate
from graph.vocabulary import EXAMPLES, TERMS, put_vocabulary, vocabulary_graphs
from ontology.examples import examples
from ontology.terms import VND


@pytest.mark.parametrize(
    ("graph", "pattern", "found"),
    [
        (TERMS, f"VALUES ?one {{ <{VND.transmits}> }} ?one rdfs:label ?label", {str(VND.transmits)}),
        (
            EXAMPLES,
            "?one a <http://www.w3.org/ns/shacl#SPARQLExecutable>",
            {f"{EXAMPLES}/{example.name}" for example in examples()},
        ),
    ],
)
def test_each_part_is_in_a_graph_of_its_own(graph: str, pattern: str, found: set[str]) -> None:
    store = open_store("oxigraph:")
    put_vocabulary(store)
    assert {one for (one,) in rows(store, f"SELECT ?one WHERE {{ GRAPH <{graph}> {{ {pattern} }} }}")} == found


def test_an_old_one_is_replaced_and_the_new_one_keeps_to_the_shapes() -> None:
    store = open_store("oxigraph:")
    old = ox.Triple(*[ox.NamedNode("https://danchieu.example/old")] * 3)
    store.put_graph(TERMS, [old])
    put_vocabulary(store)
    assert store.health() == sum(len(vocabulary_graphs()[name]) for name in (TERMS, EXAMPLES))
    assert validate(store).conforms


def test_what_is_the_same_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store("oxigraph:")
    put_vocabulary(store)
    vocabulary_graphs.cache_clear()
    monkeypatch.setattr(store, "put_graph", lambda *_: pytest.fail("it was written again"))
    put_vocabulary(store)
