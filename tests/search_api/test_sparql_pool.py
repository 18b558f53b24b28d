import http.server
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from search_api.sparql.errors import QueryError
from search_api.sparql.pool import QueryPool

RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    store = ox.Store(str(folder / "live"))
    graph = ox.NamedNode("http://example.org/g")
    store.extend(
        ox.Quad(ox.NamedNode(f"http://example.org/{i}"), ox.NamedNode("http://example.org/p"), ox.Literal(i), graph)
        for i in range(50)
    )
    store.backup(str(folder / "checkpoint"))
    return folder / "checkpoint"


@pytest.fixture(scope="module")
def pool(checkpoint: Path) -> Iterator[QueryPool]:
    with QueryPool(checkpoint, workers=1, seconds=1.0) as pool:
        yield pool


def test_named_graphs_are_one_graph_to_a_question(pool: QueryPool) -> None:
    answer = json.loads(pool.run("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "json"))
    assert answer["results"]["bindings"][0]["n"]["value"] == "50"


@pytest.mark.parametrize(
    ("query", "extension", "part"),
    [
        ("ASK { ?s ?p 7 }", "csv", b"true"),
        ("SELECT (eli:cites AS ?known) {}", "json", b"http://data.europa.eu/eli/ontology#cites"),
        ("SELECT ?s { ?s ?p 7 }", "tsv", b"?s"),
        ("CONSTRUCT WHERE { ?s ?p 7 }", "nt", b"<http://example.org/7>"),
        ("DESCRIBE <http://example.org/7>", "ttl", b"<http://example.org/7>"),
    ],
)
def test_formats(pool: QueryPool, query: str, extension: str, part: bytes) -> None:
    assert part in pool.run(query, extension)


def test_a_runaway_query_ends_at_its_deadline_and_the_next_is_answered(pool: QueryPool) -> None:
    began = time.monotonic()
    with pytest.raises(QueryError, match="timeout"):
        pool.run(RUNAWAY, "json")
    assert time.monotonic() - began < 3
    assert pool.run("ASK {}", "csv") == b"true"


def test_an_error_in_a_query_is_told_with_its_place(pool: QueryPool) -> None:
    with pytest.raises(QueryError, match=r"syntax: .*1:"):
        pool.run("SELECT * {", "json")


def test_a_query_that_eats_memory_is_stopped(checkpoint: Path) -> None:
    with (
        QueryPool(checkpoint, workers=1, seconds=20, memory=64 << 20) as pool,
        pytest.raises(QueryError, match="memory"),
    ):
        pool.run("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j", "json")


def test_an_isolated_worker_reaches_no_address(pool: QueryPool) -> None:
    if not pool.isolated:
        pytest.skip("this system does not let a process leave the network")
    hits: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            hits.append(self.path)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(QueryError):
            pool.run(f"SELECT * {{ SERVICE <http://127.0.0.1:{server.server_port}/> {{ ?s ?p ?o }} }}", "json")
        server.shutdown()
    assert hits == []
