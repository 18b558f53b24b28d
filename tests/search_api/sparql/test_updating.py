"""SPARQL Update: what an operator may change, and that nothing else is changed, stays behind or gets out."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings
from search_api.sparql.errors import QueryError
from search_api.sparql.guard import graphs_changed
from search_api.sparql.update_text import prepared

from ..conftest import SyllableEncoder

SECONDS = 5.0
BASE = "https://danchieu.example/"
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), '/source/')) }"
CROSS = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("kho")
    return Settings(data=data, query_seconds=SECONDS, max_import_bytes=20_000, rate_limit="off")


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.ingest(sorted(SAMPLES.glob("*.txt"))[:1])
    with closing(Editions(settings, SyllableEncoder())) as editions:
        yield TestClient(create_app(editions, rights=Rights(Tokens(settings.data), writable=True)))


def update(client: TestClient, text: str, **headers: str) -> tuple[int, str]:
    """Status of an update, and the name of the problem."""
    answer = client.post("/sparql", content=text, headers={"content-type": "application/sparql-update", **headers})
    return answer.status_code, answer.json()["type"].rpartition("/")[2] if answer.content else ""


def cell(client: TestClient, query: str) -> str:
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return str(next(iter(row.values()))["value"])


def test_what_documents_say_is_read_and_a_graph_of_ones_own_written(client: TestClient) -> None:
    text = """INSERT { GRAPH <urn:numbers> { ?w <urn:has> ?n ; <urn:in> [ <urn:is> ?g ] } }
              WHERE { GRAPH ?g { ?w a eli:LegalResource ; eli:number ?n } }"""
    before = cell(client, COUNT)
    assert update(client, text) == (204, "")
    numbers = "SELECT (COUNT(DISTINCT ?n) AS ?c) { GRAPH <urn:numbers> { ?w <urn:has> ?n } }"
    assert int(cell(client, numbers)) > 5
    assert update(client, "DELETE WHERE { GRAPH <urn:numbers> { ?w <urn:in> ?b } }") == (204, "")
    assert not client.get("/sparql", params={"query": "ASK { ?w <urn:in> ?b }"}).json()["boolean"]
    assert update(client, "MOVE <urn:numbers> TO <urn:moved>") == (204, "")
    assert int(cell(client, numbers)) == 0
    assert update(client, "INSERT DATA { <urn:x> <urn:y> 1 } ; DROP ALL") == (204, "")
    assert not client.get("/sparql", params={"query": "ASK { { ?w <urn:has> ?n } UNION { <urn:x> ?y 1 } }"}).json()[
        "boolean"
    ]
    assert cell(client, COUNT) == before


@pytest.mark.parametrize(
    ("text", "status", "problem"),
    [
        ("INSERT DATA { GRAPH <graph/catalogue> { <urn:a> <urn:b> 1 } }", 403, "fixed_graph"),
        ("PREFIX s: <source/> DELETE DATA { GRAPH s:x { <urn:a> <urn:b> 1 } }", 403, "fixed_graph"),
        (f"BASE <{BASE}> CLEAR GRAPH <ontology>", 403, "fixed_graph"),
        ("DROP SILENT GRAPH <import/0123456789abcdef/default>", 403, "fixed_graph"),
        ("MOVE <graph/catalogue> TO <urn:g>", 403, "fixed_graph"),
        ("COPY <urn:g> TO <graph/catalogue>", 403, "fixed_graph"),
        ("WITH <graph/catalogue> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", 403, "fixed_graph"),
        ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", 403, "variable_graph"),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", 403, "variable_graph"),
        ("INSERT DATA { <source/x> <urn:b> 1 }", 400, "unusable"),
        ("LOAD <http://127.0.0.1:{port}/a> INTO GRAPH <urn:g>", 403, "load"),
        ("LOAD SILENT <http://127.0.0.1:{port}/b>", 403, "load"),
        ("INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:{port}/c> { ?s ?p ?o } }", 403, "service"),
        (
            "INSERT { ?s ?p 1 } USING <http://127.0.0.1:{port}/d> WHERE { ?s ?p ?o }",
            204,
            "",
        ),  # empty: nothing is fetched
        ("SELECT * {}", 400, "syntax"),
        ("INSERT DATA { a:b a:c 1 }", 400, "syntax"),
        ("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } } ; CREATE GRAPH <urn:g>", 400, "not_done"),
        (f"INSERT DATA {{ <urn:a> <urn:b> '{'x' * 21_000}' }}", 413, "long"),
        (f"INSERT {{ ?a0 ?b1 ?c2 }} WHERE {{ GRAPH ?g {{ {CROSS} }} }}", 503, "timeout memory"),
    ],
)
def test_what_is_not_to_be_changed_is_refused(client: TestClient, text: str, status: int, problem: str) -> None:
    before = client.get("/.well-known/void").headers["etag"]
    with socket.create_server(("127.0.0.1", 0)) as listener:
        began = time.monotonic()
        told = update(client, text.replace("{port}", str(listener.getsockname()[1])))
        assert time.monotonic() - began < SECONDS + 2  # with the start of the process and the copy
        assert (told[0], told[1] in problem.split() or told[1] == problem) == (status, True), told
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert client.get("/.well-known/void").headers["etag"] == before  # no new edition


def test_a_foreign_page_cannot_make_a_browser_update(client: TestClient) -> None:
    for headers in ({"origin": "https://a.example"}, {"sec-fetch-site": "cross-site"}):
        assert update(client, "DROP ALL", **headers) == (403, "forbidden")
        assert client.post("/sparql", data={"update": "DROP ALL"}, headers=headers).status_code == 403
        assert client.post("/sparql", data={"query": "ASK {}"}, headers=headers).status_code == 200


def test_nothing_is_left_of_the_copy(client: TestClient, settings: Settings) -> None:
    update(client, "INSERT DATA { <urn:a> <urn:b> 2 }")
    assert not list(settings.data.rglob(".update*"))


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("DROP ALL ; ", {"ALL"}),
        ("clear named", {"NAMED"}),
        ("#\rDROP ALL", {"ALL"}),
        ("ADD <urn:a> TO DEFAULT", {"DEFAULT"}),
        ("BASE <http://b.example/c/> INSERT DATA { GRAPH <d> { <e> <f> 1 } }", {"http://b.example/c/d"}),
        ("BASE <Http://B.example/c/> DROP GRAPH <../d>", {"Http://B.example/d"}),
        ("PREFIX eli: <urn:eli:> CREATE GRAPH eli:a ; CREATE GRAPH eli:b", {"urn:eli:a", "urn:eli:b"}),
        ("PREFIX dc: <urn:x/> CREATE GRAPH dc:a ; CREATE GRAPH x:b", {"urn:x/a", "urn:x/b"}),
        ("INSERT { ?s ?p 1 } USING <urn:u> WHERE { GRAPH <urn:r> { ?s ?p ?o } }", {"DEFAULT"}),
    ],
)
def test_the_graphs_that_an_update_changes(text: str, graphs: set[str]) -> None:
    assert graphs_changed(text, {"x": "urn:x/"}, BASE, False) == graphs


@given(st.text(st.sampled_from("'\"\\ {}<>#;a:?\n"), max_size=12), st.sampled_from(["'", "'''", '"', '"""']))
def test_words_in_texts_are_not_the_words_of_the_update(words: str, quote: str) -> None:
    """Whatever stands in a literal, what is prepared means the same as what was written."""
    text = f"INSERT DATA {{ <urn:a> <urn:b> {quote}DROP ALL {words} WHERE{quote} }}"
    before, after = ox.Store(), ox.Store()
    try:
        before.update(text)
    except SyntaxError:
        return
    after.update(prepared(text, ["urn:u"], [], ["urn:w"]))
    assert set(after) == set(before)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("DROP ALL", ["urn:kept"]),
        ("clear silent named", ["urn:kept"]),
        ("# drop all\nDROP GRAPH <urn:w>", ["urn:kept", "urn:v"]),
        ("PREFIX clear: <urn:> DROP GRAPH clear:w ; CLEAR GRAPH <urn:none>", ["urn:kept", "urn:v"]),
        ("BASE <urn:> CLEAR NAMED", ["urn:kept"]),
        (r"PREFIX a: <urn:\u0041> DROP ALL", ["urn:kept"]),
        ("CLEAR DEFAULT", ["urn:kept", "urn:v", "urn:w"]),
    ],
)
def test_all_means_the_graphs_that_may_be_changed(text: str, left: list[str]) -> None:
    store = ox.Store()
    node = ox.NamedNode("urn:a")
    store.extend(ox.Quad(node, node, node, ox.NamedNode(f"urn:{name}")) for name in ("kept", "v", "w"))
    store.update(prepared(text, [], [], ["urn:v", "urn:w"]))
    assert sorted({quad.graph_name.value for quad in store}) == left


def test_a_dataset_is_chosen_once() -> None:
    for text in ("WITH <urn:a> DELETE { ?s ?p 1 } WHERE { ?s ?p 1 }", "INSERT { ?s ?p 1 } USING <urn:a> WHERE {}"):
        with pytest.raises(QueryError, match="two_datasets"):
            graphs_changed(text, {}, BASE, True)
