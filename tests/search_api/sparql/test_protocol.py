"""The SPARQL 1.1 Protocol from outside: requests to a server process over HTTP.

The cases are those of the W3C's protocol tests (each named after its test), as far as they concern queries; the rest
is in ``test_w3c.py``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import rdflib

from search_api.collection import Collection
from search_api.settings import Settings

from ..conftest import SyllableEncoder

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
JSON = "application/sparql-results+json"
ASK = "ASK {}"
FIRST = "ASK { <http://example.org/data1> a <http://example.org/Document> }"
BOTH = f"{FIRST[:-2]} . <http://example.org/data2> a <http://example.org/Document> }}"
NAMED = "ASK { GRAPH ?g { <http://example.org/data2> ?p ?o } }"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A collection of three imported files, and the names of their graphs in order."""
    data, files = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("files")
    names = []
    with Collection.open(Settings(data=data), SyllableEncoder()) as collection:
        for i in (1, 2, 3):
            (files / f"{i}.ttl").write_text(f"<http://example.org/data{i}> a <http://example.org/Document> .\n")
            before = set(collection.store.graphs())
            collection.import_file(files / f"{i}.ttl")
            new = set(collection.store.graphs()) - before
            names += [name for name in new if name.endswith("/default")]
    assert len(names) == 3
    return data, names


@pytest.fixture(scope="module")
def server(start_server: Callable[..., str], graphs: tuple[Path, list[str]]) -> httpx.Client:
    return httpx.Client(base_url=start_server(graphs[0], query_rows=5, cors_origins="https://tinh.example"), timeout=60)


def ask(client: httpx.Client, how: str, query: str, default: list[str], named: list[str]) -> bool:
    """The verdict on a query, sent in one of the three ways with a dataset."""
    dataset = {"default-graph-uri": default, "named-graph-uri": named}
    if how == "get":
        answer = client.get("/sparql", params={"query": query, **dataset})
    elif how == "form":
        answer = client.post("/sparql", data={"query": query, **dataset})
    else:
        answer = client.post("/sparql", params=dataset, content=query, headers={"content-type": QUERY})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == JSON
    return bool(answer.json()["boolean"])


@pytest.mark.parametrize("how", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "default", "named", "verdict"),
    [
        (ASK, [], [], True),  # query_get, query_post_form, query_post_direct
        (BOTH, [], [], True),  # without a dataset, all graphs are asked
        (FIRST, [0], [], True),  # query_dataset_default_graph
        (FIRST, [1], [], False),
        (BOTH, [0], [], False),
        (BOTH, [0, 1], [], True),  # query_dataset_default_graphs_get, _post
        (NAMED, [], [0, 1], True),  # query_dataset_named_graphs_get, _post
        (NAMED, [], [0], False),
        (NAMED, [1], [0], False),
        (FIRST, [], [0], False),  # only named graphs: the default graph is empty
        (NAMED, [1], [], False),  # only a default graph: none is named
        (f"{FIRST[:-1]} GRAPH ?g {{ <http://example.org/data2> ?p ?o }} }}", [0], [1, 2], True),  # query_dataset_full
    ],
)
def test_a_query_is_asked_of_the_dataset_of_the_request(
    server: httpx.Client,
    graphs: tuple[Path, list[str]],
    how: str,
    query: str,
    default: list[int],
    named: list[int],
    verdict: bool,
) -> None:
    names = graphs[1]
    assert ask(server, how, query, [names[i] for i in default], [names[i] for i in named]) is verdict


def test_from_chooses_graphs_and_the_request_goes_before_it(
    server: httpx.Client, graphs: tuple[Path, list[str]]
) -> None:
    first, second, _ = graphs[1]
    chosen = FIRST.replace("ASK", f"ASK FROM <{second}>")
    assert not ask(server, "get", chosen, [], [])
    assert ask(server, "get", chosen.replace(second, first), [], [])
    assert ask(server, "get", chosen, [first], [])  # query_multiple_dataset
    assert ask(server, "get", f"PREFIX g: <{second}> {NAMED.replace('ASK', 'ASK FROM NAMED g:')}", [], [])


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("SELECT (1 AS ?a) {}", "*/*", JSON),  # query_content_type_select
        ("SELECT (1 AS ?a) {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT (1 AS ?a) {}", "application/xml;q=0.5, text/csv;q=0.8", "text/csv"),
        ("SELECT (1 AS ?a) {}", "text/turtle, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),  # query_content_type_ask
        (ASK, "text/csv", "text/csv"),
        (ASK, "text/tab-separated-values", "text/tab-separated-values"),
        ("DESCRIBE <http://example.org/data1>", "*/*", "text/turtle"),  # query_content_type_describe
        ("CONSTRUCT WHERE { ?s a ?t }", "application/rdf+xml", "application/rdf+xml"),  # query_content_type_construct
        ("CONSTRUCT WHERE { ?s a ?t }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s a ?t }", "application/trig", "application/trig"),
        ("CONSTRUCT WHERE { ?s a ?t }", "application/n-quads", "application/n-quads"),
        ("CONSTRUCT WHERE { ?s a ?t }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?s a ?t }", "text/csv, application/ld+json;q=0.2, */*;q=0.1", "application/ld+json"),
    ],
)
def test_the_client_chooses_the_format(server: httpx.Client, query: str, accept: str, kind: str) -> None:
    answer = server.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == kind
    assert answer.content
    assert (
        server.head("/sparql", params={"query": query}, headers={"accept": accept}).headers["content-type"]
        == (answer.headers["content-type"])
    )


@pytest.mark.parametrize(
    ("method", "arguments", "status"),
    [
        ("PUT", {"content": ASK, "headers": {"content-type": QUERY}}, 405),  # bad_query_method
        ("DELETE", {"params": {"query": ASK}}, 405),
        ("GET", {"params": {"query": [ASK, "SELECT * {}"]}}, 400),  # bad_multiple_queries
        ("POST", {"data": {"query": [ASK, ASK]}}, 400),
        ("POST", {"content": ASK, "params": {"query": ASK}, "headers": {"content-type": QUERY}}, 400),
        ("POST", {"content": ASK, "headers": {"content-type": "text/plain"}}, 415),  # bad_query_wrong_media_type
        ("POST", {"content": f"query={ASK}"}, 415),  # bad_query_missing_form_type
        ("POST", {"content": ASK}, 415),  # bad_query_missing_direct_type
        ("POST", {"content": ASK.encode("utf-16"), "headers": {"content-type": f"{QUERY}; charset=UTF-16"}}, 415),
        ("POST", {"content": ASK.encode("utf-16"), "headers": {"content-type": QUERY}}, 400),  # bad_query_non_utf8
        ("GET", {"url": "/sparql?query=ASK%20%7B%20%3Fs%20%3Fp%20%22%FF%22%20%7D"}, 400),
        ("GET", {"params": {"query": "ASK {"}}, 400),  # bad_query_syntax
        ("GET", {"params": {"query": ""}}, 400),
        ("GET", {"params": {"default-graph-uri": "urn:g"}}, 400),
        ("POST", {"data": {"default-graph-uri": "urn:g"}}, 400),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "http://example.org/none"}}, 400),
        ("GET", {"params": {"query": ASK, "default-graph-uri": "not an IRI"}}, 400),
        ("GET", {"params": {"query": "ASK FROM <http://example.org/none> {}"}}, 400),
        ("GET", {"params": {"query": ASK}, "headers": {"accept": "image/png"}}, 406),
        ("GET", {"params": {"query": ASK}, "headers": {"accept": "text/turtle"}}, 406),
        ("GET", {"headers": {"accept": JSON}}, 400),
        ("POST", {"content": "#" * 300_000, "headers": {"content-type": QUERY}}, 413),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 400),
        ("POST", {"data": {"query": "CLEAR ALL"}}, 400),
    ],
)
def test_bad_requests_are_refused_as_problems(
    server: httpx.Client, method: str, arguments: dict[str, Any], status: int
) -> None:
    answer = server.request(method, **{"url": "/sparql", **arguments})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    if status == 405:
        assert set(answer.headers["allow"].split(", ")) >= {"GET", "POST"}


def test_the_message_of_the_parser_is_passed_on(server: httpx.Client) -> None:
    told = server.get("/sparql", params={"query": "SELECT ?a WHERE { ?a ?b }"}).json()
    assert "error at 1:" in told["detail"]
    told = server.get("/sparql", params={"query": "CLEAR ALL", "lang": "en"}).json()
    assert told["type"].endswith("/update")
    assert "not a query" in told["detail"]


def test_an_answer_that_is_cut_says_so(server: httpx.Client) -> None:
    for query, accept, rows, cut in (
        ("SELECT * { VALUES ?a { 1 2 3 4 5 } }", "text/csv", 5, "false"),
        ("SELECT * { VALUES ?a { 1 2 3 4 5 6 } }", "text/csv", 5, "true"),
        ("SELECT * { VALUES ?a { 1 2 3 4 5 6 } }", JSON, 5, "true"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", 5, "true"),
        ("CONSTRUCT WHERE { ?s a <http://example.org/Document> }", "application/n-triples", 3, "false"),
    ):
        answer = server.get("/sparql", params={"query": query}, headers={"accept": accept})
        assert (answer.headers["result-rows"], answer.headers["result-cut"]) == (str(rows), cut)
        if accept != JSON:
            assert len(answer.text.splitlines()) == rows + (accept == "text/csv")


def test_what_has_not_changed_is_not_sent_again(server: httpx.Client) -> None:
    asked = {"params": {"query": BOTH}, "headers": {"accept": "text/csv"}}
    first = server.get("/sparql", **asked)  # type: ignore[arg-type]
    held = {"accept": "text/csv", "if-none-match": f'"x", {first.headers["etag"]}'}
    again = server.get("/sparql", params={"query": BOTH}, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    for other in ({"query": FIRST}, {"query": BOTH, "default-graph-uri": "urn:g"}):
        assert server.get("/sparql", params=other, headers=held).status_code != 304
    assert server.get("/sparql", params={"query": BOTH}, headers={**held, "accept": JSON}).status_code == 200
    assert "etag" not in server.get("/sparql", params={"query": "SELECT (RAND() AS ?n) {}"}).headers


def test_answers_are_compressed(server: httpx.Client) -> None:
    words = ", ".join(['"dẫn chiếu "'] * 500)
    query = {"query": f"SELECT (CONCAT({words}) AS ?a) {{}}"}
    with server.stream("GET", "/sparql", params=query) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    assert len(raw) < 1000 < len(server.get("/sparql", params=query).content)


def test_only_the_named_pages_of_others_may_read(server: httpx.Client) -> None:
    for origin, allowed in (("https://tinh.example", True), ("https://evil.example", False)):
        answer = server.post("/sparql", data={"query": ASK}, headers={"origin": origin})
        assert answer.status_code == 200
        assert (answer.headers.get("access-control-allow-origin") == origin) is allowed
        asked = {"origin": origin, "access-control-request-method": "POST"}
        assert (server.options("/sparql", headers=asked).status_code == 200) is allowed
        asked["access-control-request-headers"] = "authorization"
        assert server.options("/sparql", headers=asked).status_code == 400


@pytest.mark.parametrize("path", ["/sparql", "/graph-store"])
def test_options_tells_the_methods(server: httpx.Client, path: str) -> None:
    answer = server.options(path)
    assert answer.status_code == 204
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["allow"].split(", "))


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize(
    ("accept", "kind"),
    [("text/turtle", "text/turtle"), ("application/ld+json", "application/ld+json"), ("*/*", "text/turtle")],
)
def test_the_service_describes_itself(server: httpx.Client, path: str, accept: str, kind: str) -> None:
    answer = server.get(path, headers={"accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == kind
    query = (
        "ASK { ?s a sd:Service ; sd:endpoint ?s ; sd:resultFormat ?f . ?d void:triples ?n ; void:sparqlEndpoint ?s }"
    )
    graph = rdflib.Graph().parse(data=answer.text, format="json-ld" if "json" in kind else "turtle")
    graph.bind("sd", "http://www.w3.org/ns/sparql-service-description#")
    graph.bind("void", "http://rdfs.org/ns/void#")
    assert graph.query(query).askAnswer
    assert rdflib.URIRef(f"{server.base_url}/sparql".replace("//sparql", "/sparql")) in set(graph.subjects())
    assert server.get(path, headers={"accept": accept, "if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_graph_is_read_by_its_name_and_at_its_address(server: httpx.Client, graphs: tuple[Path, list[str]]) -> None:
    name = graphs[1][0]
    indirect = server.get("/graph-store", params={"graph": name}, headers={"accept": "application/n-triples"})
    direct = server.get(
        name.replace("https://danchieu.example/", "/graph-store/"), headers={"accept": "application/n-triples"}
    )
    assert indirect.text == direct.text
    assert "<http://example.org/data1>" in indirect.text
    assert "<http://example.org/data2>" not in indirect.text
    unnamed = server.get("/graph-store?default", headers={"accept": "application/n-triples"})
    assert (unnamed.status_code, unnamed.text) == (200, "")
    assert server.head("/graph-store", params={"graph": name}).status_code == 200
    tag = indirect.headers["etag"]
    headers = {"accept": "application/n-triples", "if-none-match": tag}
    assert server.get("/graph-store", params={"graph": name}, headers=headers).status_code == 304


@pytest.mark.parametrize(
    ("method", "path", "accept", "status"),
    [
        ("GET", "/graph-store?graph=http://example.org/none", "*/*", 404),
        ("HEAD", "/graph-store?graph=http://example.org/none", "*/*", 404),
        ("GET", "/graph-store/none", "*/*", 404),
        ("GET", "/graph-store", "*/*", 400),
        ("GET", "/graph-store?default&graph=urn:g", "*/*", 400),
        ("GET", "/graph-store?default", "image/png", 406),
        ("PUT", "/graph-store?default", "*/*", 415),
        ("POST", "/graph-store?graph=urn:g", "*/*", 415),
        ("DELETE", "/graph-store/import/x", "*/*", 404),
    ],
)
def test_graphs_that_are_not_there_or_not_to_be_changed(
    server: httpx.Client, method: str, path: str, accept: str, status: int
) -> None:
    answer = server.request(method, path, headers={"accept": accept})
    assert answer.status_code == status
    assert method == "HEAD" or answer.json()["detail"]
