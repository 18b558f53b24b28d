"""Gold facts of the real documents, as the extractor would hand them over."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from rdflib import Graph

from graph.build import text_graph
from graph.links import link
from graph.stores import Store, open_store
from graph.validate import whole_graph
from ingest.facts import Extraction, extraction_from_json
from ingest.pipeline import extract
from ontology.iris import DEFAULT_BASE, source_iri, text_graph_iri

ROOT = Path(__file__).resolve().parent.parent.parent


def _gold(path: Path) -> Extraction:
    data = json.loads(path.read_text(encoding="utf-8"))
    for reference in data["references"]:
        reference.setdefault("core", reference["span"])
    return extraction_from_json(data)


@pytest.fixture(scope="session")
def gold(shared: Path) -> list[Extraction]:
    return [_gold(path) for path in sorted((shared / "gold").glob("*.gold.json"))]


def put(store: Store, extraction: Extraction) -> None:
    """Store the text layer of one file under its own name."""
    graph = text_graph(extraction, extraction.file, "0" * 64, DEFAULT_BASE)
    store.put_graph(text_graph_iri(source_iri(extraction.file)), graph)


@pytest.fixture
def store() -> Store:
    return open_store("oxigraph:")


Collected = Callable[[Mapping[str, str]], Store]


@pytest.fixture(scope="session")
def collected() -> Collected:
    """What makes a linked collection in memory of texts by the names of their files."""

    def collect(texts: Mapping[str, str]) -> Store:
        store = open_store("oxigraph:")
        for name, text in texts.items():
            graph = text_graph(extract(text, name), name, "0" * 64, DEFAULT_BASE, text)
            store.put_graph(text_graph_iri(source_iri(name)), graph)
        link(store)
        return store

    return collect


@pytest.fixture(scope="session")
def sample_graph() -> Graph:
    """The samples as extracted, linked, all layers as one graph; not to be written to."""
    store = open_store("oxigraph:")
    for path in sorted((ROOT / "samples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        graph = text_graph(extract(text, path.name), path.name, "0" * 64, DEFAULT_BASE, text)
        store.put_graph(text_graph_iri(source_iri(path.name)), graph)
    link(store)
    return whole_graph(store)


@pytest.fixture(scope="session")
def linked_seeds(gold: list[Extraction]) -> Store:
    """The five real documents, linked; not to be written to."""
    store = open_store("oxigraph:")
    for extraction in gold:
        put(store, extraction)
    link(store)
    return store
