from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from graph.stores import Store, StoreError, open_store, rows

A, P = "https://x.example/a", "https://x.example/p"


def one(value: str) -> Graph:
    graph = Graph()
    graph.add((URIRef(A), URIRef(P), Literal(value)))
    return graph


def test_put_replaces_and_drop_removes(store: Store) -> None:
    store.put_graph("https://x.example/g", one("1"))
    store.put_graph("https://x.example/g", one("2"))
    store.put_graph("https://x.example/h", [ox.Triple(ox.NamedNode(A), ox.NamedNode(P), ox.Literal("3"))])
    assert store.graphs() == ["https://x.example/g", "https://x.example/h"]
    assert sorted(rows(store, "SELECT ?o { ?s ?p ?o }")) == [("2",), ("3",)]
    store.drop_graph("https://x.example/g")
    store.drop_graph("https://x.example/never")
    assert store.health() == 1


def test_update(store: Store) -> None:
    store.update(f"INSERT DATA {{ GRAPH <https://x.example/g> {{ <{A}> <{P}> 1 }} }}")
    assert rows(store, "SELECT ?o { ?s ?p ?o }") == [("1",)]


@given(st.text(max_size=60))
def test_bound_text_is_data_and_never_query(text: str) -> None:
    store = open_store("oxigraph:")
    store.put_graph("https://x.example/g", one(text))
    assert rows(store, "SELECT ?s ?o { ?s ?p ?o }", {"o": ox.Literal(text)}) == [(A, text)]


def test_a_collection_survives_closing(tmp_path: Path) -> None:
    url = f"oxigraph://{tmp_path / 'kho'}"
    store = open_store(url)
    store.put_graph("https://x.example/g", one("1"))
    store.flush()
    store.close()
    again = open_store(url)
    assert again.health() == 1
    again.close()


def test_a_held_store_says_so_in_vietnamese(tmp_path: Path) -> None:
    held = open_store(f"oxigraph://{tmp_path}")
    with pytest.raises(StoreError, match="tiến trình khác"):
        open_store(f"oxigraph://{tmp_path}")
    held.close()


@pytest.mark.parametrize("url", ["", "mysql://x", "oxigraph://host/path", "kho"])
def test_unknown_addresses(url: str) -> None:
    with pytest.raises(StoreError, match="Không hiểu"):
        open_store(url)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="Không mở được"):
        open_store(f"oxigraph://{tmp_path / 'file' / 'kho'}")


def test_rows_need_a_select(store: Store) -> None:
    with pytest.raises(TypeError):
        rows(store, "ASK { ?s ?p ?o }")


@given(st.lists(st.tuples(st.sampled_from("gh"), st.text(st.characters(codec="utf-8"), max_size=9)), max_size=9))
def test_many_graphs_at_once_are_the_same_as_one_by_one(said: list[tuple[str, str]]) -> None:
    graphs = {
        f"https://x.example/{name}": b"".join(
            f"<{A}> <{P}> {ox.Literal(text)} .\n".encode() for other, text in said if other == name
        )
        for name in "gh"
    }
    once, each = open_store("oxigraph:"), open_store("oxigraph:")
    once.put_graph("https://x.example/g", one("old"))
    once.put_graphs(graphs)
    for name, triples in graphs.items():
        each.put_graph(name, triples)
    query = "SELECT DISTINCT ?g ?o { GRAPH ?g { ?s ?p ?o } }"
    assert sorted(map(str, rows(once, query))) == sorted(map(str, rows(each, query)))


def test_what_is_no_n_triples_is_refused(store: Store) -> None:
    with pytest.raises(SyntaxError):
        store.put_graphs({"https://x.example/g": b"nonsense .\n"})
