"""The W3C's tests of the SPARQL 1.1 Protocol (updates), the Graph Store Protocol and the result formats, from outside.

Each case is named after its test in https://github.com/w3c/rdf-tests (sparql/sparql11/protocol, graph-store-protocol,
http-rdf-update, csv-tsv-res, json-res), with data of our own. Those of queries are in ``test_protocol.py``.
"""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import rdflib
from rdflib.compare import isomorphic

from search_api.collection import Collection
from search_api.settings import Settings

from ..conftest import SyllableEncoder

UPDATE = "application/sparql-update"
TURTLE = "text/turtle; charset=utf-8"
PREFIXES = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix v: <http://www.w3.org/2006/vcard/ns#> . "
ONE, TWO, THREE = (f"http://kasei.example/data{i}" for i in (1, 2, 3))
DATA = " ".join(f"GRAPH <{iri}> {{ <{iri}> a foaf:Document }}" for iri in (ONE, TWO, THREE))
DECLARED = "PREFIX dc: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>"
SETUP = f"{DECLARED} DROP ALL ; INSERT DATA {{ {DATA} }} ; "
RESULT = "http://example.org/protocol-update-test/"
INSERT = f"INSERT {{ GRAPH <{RESULT}> {{ ?s a dc:BibliographicResource }} }} WHERE "
CONFLICT = "WITH <http://example/a> DELETE { ?p ?q 'Bill' } INSERT { ?p ?q 'William' } WHERE { ?p ?q 'Bill' }"


@pytest.fixture(scope="module")
def server(start_server: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> httpx.Client:
    data = tmp_path_factory.mktemp("data")
    Collection.open(Settings(data=data), SyllableEncoder()).close()
    return httpx.Client(base_url=start_server(data), timeout=60)


def update(client: httpx.Client, text: str, using: list[str] = [], named: list[str] = []) -> int:  # noqa: B006
    parameters = {"using-graph-uri": using, "using-named-graph-uri": named}
    return client.post("/sparql", params=parameters, content=text, headers={"content-type": UPDATE}).status_code


def asked(client: httpx.Client, query: str) -> bool:
    return bool(client.get("/sparql", params={"query": query}).json()["boolean"])


def held(client: httpx.Client, path: str) -> rdflib.Graph:
    """A graph as the server gives it, in Turtle."""
    answer = client.get(path, headers={"accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == TURTLE
    return rdflib.Graph().parse(data=answer.text, format="turtle")


def turtle(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PREFIXES + text, format="turtle")


@pytest.mark.parametrize(
    ("using", "named", "where", "expected"),
    [
        ([ONE], [], "{ ?s a foaf:Document }", [True, False, False]),  # update_dataset_default_graph
        ([ONE, TWO], [], "{ ?s a foaf:Document }", [True, True, False]),  # update_dataset_default_graphs
        ([], [ONE, TWO], "{ GRAPH ?g { ?s a foaf:Document } }", [True, True, False]),  # update_dataset_named_graphs
        ([], [ONE, TWO], "{ ?s a foaf:Document }", [False, False, False]),
        (  # update_dataset_full
            [ONE],
            [TWO],
            "{ { GRAPH ?g { ?s a foaf:Document } } UNION { ?s a foaf:Document } }",
            [True, True, False],
        ),
        ([], [], f"{{ GRAPH <{THREE}> {{ ?s a foaf:Document }} }}", [False, False, True]),
    ],
)
def test_an_update_reads_the_dataset_of_the_request(
    server: httpx.Client, using: list[str], named: list[str], where: str, expected: list[bool]
) -> None:
    assert update(server, SETUP + INSERT + where, using, named) == 204
    found = [asked(server, f"ASK {{ GRAPH <{RESULT}> {{ <{iri}> a ?t }} }}") for iri in (ONE, TWO, THREE)]
    assert found == expected


def test_updates_come_as_forms_and_as_such(server: httpx.Client) -> None:
    assert update(server, SETUP) == 204
    assert server.post("/sparql", data={"update": "CLEAR ALL"}).status_code == 204  # update_post_form
    assert not asked(server, f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}")
    assert update(server, SETUP) == 204
    assert update(server, "CLEAR ALL") == 204  # update_post_direct
    assert not asked(server, f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}")


def test_relative_names_in_an_update_are_resolved(server: httpx.Client) -> None:  # update_base_uri
    graph = "<http://example.org/protocol-base-test/>"
    assert update(server, f"CLEAR GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{ <urn:s> <urn:p> <test> }} }}") == 204
    found = server.get("/sparql", params={"query": f"SELECT ?o {{ GRAPH {graph} {{ <urn:s> <urn:p> ?o }} }}"}).json()
    (row,) = found["results"]["bindings"]
    assert row["o"] == {"type": "uri", "value": "https://danchieu.example/test"}


@pytest.mark.parametrize(
    ("method", "arguments", "status"),
    [
        ("GET", {"params": {"update": "CLEAR ALL"}}, 400),  # bad_update_get
        ("POST", {"data": {"update": ["CLEAR NAMED", "CLEAR DEFAULT"]}}, 400),  # bad_multiple_updates
        (
            "POST",
            {"content": "CLEAR NAMED", "headers": {"content-type": "text/plain"}},
            415,
        ),  # bad_update_wrong_media_type
        ("POST", {"content": "update=CLEAR%20NAMED"}, 415),  # bad_update_missing_form_type
        (  # bad_update_non_utf8
            "POST",
            {"content": "CLEAR NAMED".encode("utf-16"), "headers": {"content-type": f"{UPDATE}; charset=UTF-16"}},
            415,
        ),
        ("POST", {"data": {"update": "CLEAR XYZ"}}, 400),  # bad_update_syntax
        (  # bad_update_dataset_conflict
            "POST",
            {
                "content": CONFLICT,
                "params": {"using-named-graph-uri": "http://example/people"},
                "headers": {"content-type": UPDATE},
            },
            400,
        ),
    ],
)
def test_bad_updates_are_refused(server: httpx.Client, method: str, arguments: dict[str, Any], status: int) -> None:
    answer = server.request(method, "/sparql", **arguments)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def put(client: httpx.Client, path: str, text: str) -> int:
    return client.put(path, content=PREFIXES + text, headers={"content-type": TURTLE}).status_code


def test_put_get_repeat(server: httpx.Client) -> None:
    direct = "/graph-store/person/1.ttl"  # put__initial_state, put__graph_already_in_store and what they get
    indirect = f"/graph-store?graph={server.base_url}graph-store/person/1.ttl"
    server.delete(direct)
    for name, first, then in (("John", direct, indirect), ("Jane", indirect, direct)):
        text = f"<http://e.example/1> a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn '{name} Doe' ] ."
        assert put(server, first, text) == (201 if name == "John" else 204)
        assert isomorphic(held(server, then), turtle(text))


def test_put_get_default(server: httpx.Client) -> None:  # put__default_graph, get_of_put__default_graph
    text = "[] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name 'Alice' ] ."
    assert put(server, "/graph-store?default", text) == 204
    assert isomorphic(held(server, "/graph-store?default"), turtle(text))
    assert asked(server, "ASK { ?p <http://www.w3.org/2006/vcard/ns#given-name> 'Alice' }")
    assert update(server, "CLEAR DEFAULT") == 204
    assert len(held(server, "/graph-store?default")) == 0


def test_put_delete_get_delete(server: httpx.Client) -> None:  # delete__existing_graph, delete__nonexistent_graph
    path = "/graph-store/person/2.ttl"
    assert put(server, path, "[] a foaf:Person .") == 201
    assert server.delete(path).status_code == 204
    assert server.get(path).status_code == 404
    assert server.delete(path).status_code == 404


def test_post_get_post_get(server: httpx.Client) -> None:  # post__existing_graph, post__multipart_formdata
    path, person = "/graph-store/person/3.ttl", "<http://e.example/3>"
    first = f"{person} a foaf:Person ; foaf:businessCard [ a v:VCard ; v:fn 'Jane Doe' ] ."
    assert put(server, path, f"{person} a foaf:Person .") == 201
    assert server.post(path, content=PREFIXES + first, headers={"content-type": TURTLE}).status_code == 204
    assert isomorphic(held(server, path), turtle(first))
    parts = [
        (f"{name}.ttl", (f"{name}.ttl", f"{PREFIXES} {person} foaf:{name} '{value}' .", TURTLE))
        for name, value in (("familyName", "Doe"), ("givenName", "Jane"))
    ]
    assert server.post(path, files=parts).status_code == 204
    assert isomorphic(held(server, path), turtle(f"{first} {person} foaf:givenName 'Jane' ; foaf:familyName 'Doe' ."))
    assert server.post(path, content="", headers={"content-type": TURTLE}).status_code == 204  # get_of_post__after_noop
    assert len(held(server, path)) == 6


def test_post_get_new_graph(server: httpx.Client) -> None:  # post__create__new_graph
    text = "[] a foaf:Person ; foaf:businessCard [ a v:VCard ; v:given-name 'Alice' ] ."
    made = server.post("/graph-store", content=PREFIXES + text, headers={"content-type": TURTLE})
    assert made.status_code == 201
    place = made.headers["location"]
    assert isomorphic(held(server, f"/graph-store?graph={place}"), turtle(text))
    assert isomorphic(held(server, place), turtle(text))


def test_heads(server: httpx.Client) -> None:  # head_on_an_existing_graph, head_on_a_nonexisting_graph
    assert put(server, "/graph-store/person/5.ttl", "[] a foaf:Person .") == 201
    answer = server.head("/graph-store/person/5.ttl", headers={"accept": TURTLE})
    assert (answer.status_code, answer.headers["content-type"]) == (200, TURTLE)
    assert server.head("/graph-store/person/4.ttl", headers={"accept": TURTLE}).status_code == 404


def test_a_payload_that_is_not_what_it_says_is_refused(server: httpx.Client) -> None:  # put__mismatched_payload
    wrong = {"content-type": "application/rdf+xml"}
    assert server.put("/graph-store?default", content="<urn:a> <urn:b> 'c' .", headers=wrong).status_code == 400


ROWS = """@prefix : <http://example.org/> .
:s1 :p1 :s2 .
:s2 :p2 "foo" . :s3 :p3 "bar, \\"x\\"\\ny"@en . :s4 :p4 4 . :s5 :p5 5.5 . :s6 :p6 _:b . :s7 :p7 "07"^^:d ."""
ALL = "SELECT ?s ?p ?o { GRAPH <http://example.org/rows> { ?s ?p ?o } } ORDER BY ?s"
SOME = """PREFIX : <http://example.org/>
SELECT ?s ?o ?z { GRAPH <http://example.org/rows> { ?s ?p ?o OPTIONAL { ?s :p2 ?z } } } ORDER BY ?s LIMIT 2"""
N = "http://example.org/"
CSV = f"""s,p,o\r
{N}s1,{N}p1,{N}s2\r
{N}s2,{N}p2,foo\r
{N}s3,{N}p3,"bar, ""x""\ny"\r
{N}s4,{N}p4,4\r
{N}s5,{N}p5,5.5\r
{N}s6,{N}p6,_:b\r
{N}s7,{N}p7,07\r
"""
TSV = f"""?s\t?p\t?o
<{N}s1>\t<{N}p1>\t<{N}s2>
<{N}s2>\t<{N}p2>\t"foo"
<{N}s3>\t<{N}p3>\t"bar, \\"x\\"\\ny"@en
<{N}s4>\t<{N}p4>\t4
<{N}s5>\t<{N}p5>\t5.5
<{N}s6>\t<{N}p6>\t_:b
<{N}s7>\t<{N}p7>\t"07"^^<{N}d>
"""


@pytest.fixture(scope="module")
def rows(server: httpx.Client) -> httpx.Client:
    made = server.put("/graph-store?graph=http://example.org/rows", content=ROWS, headers={"content-type": TURTLE})
    assert made.status_code == 201
    return server


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (ALL, "text/csv", CSV),  # csv01, csv03
        (ALL, "text/tab-separated-values", TSV),  # tsv01, tsv03
        (SOME, "text/csv", f"s,o,z\r\n{N}s1,{N}s2,\r\n{N}s2,foo,foo\r\n"),  # csv02
        (SOME, "text/tab-separated-values", f'?s\t?o\t?z\n<{N}s1>\t<{N}s2>\t\n<{N}s2>\t"foo"\t"foo"\n'),  # tsv02
    ],
)
def test_tables_are_written_as_csv_and_tsv(rows: httpx.Client, query: str, accept: str, expected: str) -> None:
    answer = rows.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.headers["content-type"].split(";")[0] == accept
    assert re.sub(r"_:\w+", "_:b", answer.text) == expected


def test_tables_and_verdicts_are_written_as_json(rows: httpx.Client) -> None:
    def told(query: str) -> Any:
        return rows.get(
            "/sparql", params={"query": query}, headers={"accept": "application/sparql-results+json"}
        ).json()

    found = told(ALL)  # jsonres01
    assert found["head"] == {"vars": ["s", "p", "o"]}
    objects = [row["o"] for row in found["results"]["bindings"]]
    assert objects.pop(5)["type"] == "bnode"
    assert objects == [
        {"type": "uri", "value": f"{N}s2"},
        {"type": "literal", "value": "foo"},
        {"type": "literal", "value": 'bar, "x"\ny', "xml:lang": "en"},
        {"type": "literal", "value": "4", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        {"type": "literal", "value": "5.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"},
        {"type": "literal", "value": "07", "datatype": f"{N}d"},
    ]
    assert [set(row) for row in told(SOME)["results"]["bindings"]] == [{"s", "o"}, {"s", "o", "z"}]  # jsonres02
    assert told(f"ASK {{ GRAPH <{N}rows> {{ <{N}s1> ?p <{N}s2> }} }}")["boolean"] is True  # jsonres03
    assert told(f"ASK {{ GRAPH <{N}rows> {{ <{N}s1> ?p <{N}s3> }} }}")["boolean"] is False  # jsonres04
