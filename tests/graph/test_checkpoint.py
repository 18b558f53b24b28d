from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.stores import StoreError, open_store

ONE = Graph().parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle")


def test_a_checkpoint_stays_as_it_was(tmp_path: Path) -> None:
    store = open_store(f"oxigraph:{tmp_path / 'live'}")
    store.put_graph("urn:g", ONE)
    store.checkpoint(tmp_path / "copy")
    store.drop_graph("urn:g")
    assert len(ox.Store.read_only(str(tmp_path / "copy"))) == 1
    assert store.health() == 0


def test_what_has_no_files_cannot_be_copied(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store("oxigraph:").checkpoint(tmp_path / "copy")
