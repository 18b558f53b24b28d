from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.export import export
from graph.imports import UnusableImportError, drop_import, import_iri, import_quads, read_import
from graph.links import link
from graph.naming import find_works
from graph.stores import Store, rows
from graph.trace import trace
from ontology.iris import DEFAULT_BASE
from ontology.terms import ELI

OURS = f"{DEFAULT_BASE}graph/catalogue"
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(content: str, name: str = "x.trig") -> Path:
        (tmp_path / name).write_text(content, encoding="utf-8")
        return tmp_path / name

    return made


def take(store: Store, path: Path) -> str:
    file = read_import(path, 1_000_000_000)
    store.extend(import_quads(file))
    return import_iri(file.digest)


def test_a_graph_of_our_name_is_stored_under_another(store: Store, make: Make) -> None:
    iri = take(store, make(f"<{OURS}> {{ <urn:a> <urn:b> <urn:c> }} <urn:d> <urn:e> 'f' ."))
    assert all(name == iri or name.startswith(f"{iri}/") for name in store.graphs())
    assert rows(store, "SELECT ?g { GRAPH ?g { <urn:d> ?p ?o } }") == [(f"{iri}/default",)]
    named = rows(store, f"SELECT ?g {{ ?g dcterms:source <{OURS}> }}")
    assert named == rows(store, "SELECT ?g { GRAPH ?g { <urn:a> ?p ?o } }")
    assert len(rows(store, f"SELECT ?d {{ <{iri}> dcterms:date ?d ; schema:sha256 ?s ; dcterms:identifier ?n }}")) == 1
    drop_import(store, "0" * 64)
    assert store.graphs()
    drop_import(store, read_import(make(f"<{OURS}> {{ <urn:a> <urn:b> <urn:c> }} <urn:d> <urn:e> 'f' ."), 999).digest)
    assert store.graphs() == []


def test_names_that_are_local_get_the_import_s_own(store: Store, make: Make) -> None:
    iri = take(
        store, make(f"<{DEFAULT_BASE}source/ab#m1> <urn:p> [ <urn:q> _:n ] . _:n <urn:r> <{DEFAULT_BASE}eli/x> .")
    )
    assert rows(store, "SELECT ?s { ?s <urn:p> ?o }") == [(f"{iri}/source/ab#m1",)]
    assert rows(store, "SELECT ?x { ?s <urn:p> ?o . ?o <urn:q> ?n . ?n <urn:r> ?x }") == [(f"{DEFAULT_BASE}eli/x",)]
    assert not any(isinstance(row["s"], ox.BlankNode) for row in store.query("SELECT ?s { ?s ?p ?o }"))  # type: ignore[union-attr, call-overload]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        ("<urn:a> <urn:b> <urn:c> .\n<urn:a> oops .", "x.ttl", r"x\.ttl, dòng 2: sai cú pháp"),
        ("<urn:a> <urn:b> <urn:c> .", "x.docx", "trig"),
        ("<urn:a> <urn:b> 'ccccccccccccccccccccccccccccccccccccccccccccccccccccc' .", "x.nt", "lớn hơn"),
        ("<urn:a> a <https://danchieu.example/ontology#RelationStatement> .", "x.ttl", r"urn:a.*vnd:relation"),
    ],
)
def test_what_cannot_be_used_is_told(make: Make, content: str, name: str, message: str) -> None:
    with pytest.raises(UnusableImportError, match=message):
        read_import(make(content, name), 70)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableImportError, match=r"none\.ttl"):
        read_import(tmp_path / "none.ttl", 70)


@pytest.mark.parametrize("reference", ["99/2022/QĐ-UBND", "quyet dinh 99/2022/QD-UBND", "https://other.example/w1"])
def test_a_work_under_a_foreign_name_is_found(store: Store, make: Make, reference: str) -> None:
    take(store, make(f"<https://other.example/w1> a <{ELI.LegalResource}> ; <{ELI.number}> '99/2022/QĐ-UBND' ."))
    assert find_works(store, reference) == ["https://other.example/w1"]


@pytest.mark.parametrize("kind", ["trig", "nquads"])
def test_an_export_of_one_collection_is_seen_in_another_and_changes_none_of_its_graphs(
    linked_seeds: Store, store: Store, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / ("out.trig" if kind == "trig" else "out.nq")
    export(linked_seeds, path, kind)  # type: ignore[arg-type]
    take(store, path)
    before = store.graphs()
    link(store)
    assert store.graphs() == before
    assert rows(store, f"SELECT ?s {{ GRAPH <{OURS}> {{ ?s a eli:LegalResource }} }}") == []
    seen, expected = (trace(each, "200/KH-UBND") for each in (store, linked_seeds))
    assert seen["work"] == {**expected["work"], "held": False, "status": "unknown"}  # without its text
    assert [link["relation"] for link in seen["out"]] == [link["relation"] for link in expected["out"]]
