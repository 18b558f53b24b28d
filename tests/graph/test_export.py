from pathlib import Path

import pytest
from rdflib import Dataset, Graph

from graph.export import Format, export
from graph.stores import Store


@pytest.mark.parametrize("kind", ["trig", "nquads", "jsonld"])
def test_all_graphs_come_back(linked_seeds: Store, tmp_path: Path, kind: Format) -> None:
    names = {"nquads": "nquads", "jsonld": "json-ld", "trig": "trig"}
    assert export(linked_seeds, tmp_path / "out", kind) == linked_seeds.health()
    found = Dataset().parse(tmp_path / "out", format=names[kind])
    assert {str(g.identifier) for g in found.graphs() if len(g)} == set(linked_seeds.graphs())


def test_turtle_holds_the_union(linked_seeds: Store, tmp_path: Path) -> None:
    export(linked_seeds, tmp_path / "out.ttl", "turtle")
    assert len(Graph().parse(tmp_path / "out.ttl")) > 5000


def test_a_place_that_cannot_be_written(linked_seeds: Store, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        export(linked_seeds, tmp_path / "missing" / "out", "trig")
