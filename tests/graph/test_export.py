import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.export import Format, export
from graph.stores import Store, open_store

READ = {
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "turtle": ox.RdfFormat.TURTLE,
}


def quads(store: Store) -> set[ox.Quad]:
    found = store.query("SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }")
    return {ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in found}  # type: ignore[union-attr, call-overload]


@pytest.mark.parametrize("kind", READ)
def test_every_statement_comes_back(linked_seeds: Store, tmp_path: Path, kind: Format) -> None:
    assert export(linked_seeds, tmp_path / "out", kind) == linked_seeds.health()
    found = set(ox.parse(path=tmp_path / "out", format=READ[kind]))
    expected = quads(linked_seeds)
    if kind == "turtle":
        expected = {ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in expected}
    assert found == expected
    assert not list(tmp_path.glob(".*")), "a draft is left behind"


def test_jsonld_is_compact(linked_seeds: Store, tmp_path: Path) -> None:
    export(linked_seeds, tmp_path / "out", "jsonld")
    told = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    catalogue = next(graph for graph in told["@graph"] if graph["@id"].endswith("/catalogue"))
    assert any(node.get("number") == "19/CT-TTg" and "date" in node for node in catalogue["@graph"])
    assert not any(key.startswith("http") for graph in told["@graph"] for node in graph["@graph"] for key in node)


@pytest.mark.parametrize("kind", ["trig", "jsonld", "graphml", "csv"])
def test_a_failure_leaves_what_was_there(
    linked_seeds: Store, tmp_path: Path, kind: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / ("out" if kind == "csv" else "file")
    export(linked_seeds, out, kind)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="space"):
        export(open_store("oxigraph:"), out, kind)
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_a_place_that_cannot_be_written(linked_seeds: Store, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        export(linked_seeds, tmp_path / "missing" / "out", "trig")
