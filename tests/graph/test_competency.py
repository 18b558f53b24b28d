"""Twenty-one questions of legal staff over the five real documents, the same on every engine of SPARQL."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib.query import ResultRow

from graph.build import text_layer
from graph.links import link
from graph.stores import Store, open_store, rows
from graph.validate import whole_graph
from ingest.pipeline import extract
from ontology.iris import DEFAULT_BASE, source_iri, text_graph_iri
from ontology.terms import PREFIXES

Ask = Callable[[str], set[tuple[str, ...]]]
QUESTIONS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("competency.toml").read_text(encoding="utf-8")
)["question"]


def _read(store: Store, seeds: Path) -> None:
    for path in sorted(seeds.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        layer = text_layer(extract(text, path.name), path.name, "0" * 64, DEFAULT_BASE, text)
        store.put_graph(text_graph_iri(source_iri(path.name)), layer)
    link(store)


def _of_store(store: Store) -> Ask:
    return lambda sparql: {tuple(value or "" for value in row) for row in rows(store, sparql)}


def _of_rdflib(store: Store) -> Ask:
    whole = whole_graph(store)

    def ask(sparql: str) -> set[tuple[str, ...]]:
        answer = whole.query(sparql, initNs=PREFIXES)
        return {
            tuple("" if value is None else str(value) for value in row) for row in answer if isinstance(row, ResultRow)
        }

    return ask


@pytest.fixture(scope="module", params=["memory", "disk", "rdflib"])
def ask(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("kho")
    store = open_store(f"oxigraph://{folder}" if request.param == "disk" else "oxigraph:")
    _read(store, shared / "seeds")
    yield _of_rdflib(store) if request.param == "rdflib" else _of_store(store)
    store.close()


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["name"] for question in QUESTIONS])
def test_question(ask: Ask, question: dict[str, Any]) -> None:
    assert ask(question["query"]) == {tuple(row) for row in question["answers"]}
