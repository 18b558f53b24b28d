from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient

from search_api.api import create_app
from search_api.collection import Collection
from search_api.editions import Editions
from search_api.settings import Settings

from .conftest import SyllableEncoder

ALL = "SELECT ?s WHERE { ?s <urn:p> ?o }"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path_factory.mktemp("collection"), query_seconds=2)
    turtle = tmp_path_factory.mktemp("files") / "a.ttl"
    turtle.write_text("".join(f"<urn:s{i}> <urn:p> '<b>{i}</b>' . " for i in range(40)), encoding="utf-8")
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.import_file(turtle)
    with closing(Editions(settings, SyllableEncoder())) as editions, TestClient(create_app(editions)) as client:
        yield client


@pytest.mark.parametrize(
    ("query", "accept", "kind", "part"),
    [
        (ALL, None, "application/sparql-results+json", '"urn:s1"'),
        (ALL, "application/sparql-results+xml", "application/sparql-results+xml", "<uri>urn:s1</uri>"),
        (ALL, "text/csv", "text/csv", "urn:s1\r\n"),
        (ALL, "text/tab-separated-values", "text/tab-separated-values", "<urn:s1>\n"),
        ("ASK { <urn:s1> ?p ?o }", "application/json", "application/json", "true"),
        ("CONSTRUCT WHERE { <urn:s1> ?p ?o }", "text/turtle", "text/turtle", "<urn:p>"),
        ("DESCRIBE <urn:s1>", "application/n-triples", "application/n-triples", "<urn:s1> <urn:p>"),
    ],
)
def test_formats_by_get_and_both_kinds_of_post(
    client: TestClient, query: str, accept: str | None, kind: str, part: str
) -> None:
    headers = {"accept": accept} if accept else {"accept": "*/*"}
    answers = [
        client.get("/sparql", params={"query": query}, headers=headers),
        client.post("/sparql", data={"query": query}, headers=headers),
        client.post("/sparql", content=query, headers={**headers, "content-type": "application/sparql-query"}),
    ]
    for answer in answers:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert part in answer.text


@pytest.mark.parametrize(
    ("parameters", "status", "words"),
    [
        ({}, 400, "Thiếu câu truy vấn"),
        ({"query": "SELECT"}, 400, "sai cú pháp"),
        ({"query": "DROP ALL"}, 403, "chỉ đọc"),
        ({"update": "DROP ALL"}, 403, "chỉ đọc"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}, 403, "SERVICE"),
        ({"query": ALL, "default-graph-uri": "urn:g"}, 400, "default-graph-uri"),
        ({"query": "SELECT * { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + "}"}, 503, "dừng"),
    ],
)
def test_refusals_say_why(client: TestClient, parameters: dict[str, str], status: int, words: str) -> None:
    for answer in (client.get("/sparql", params=parameters), client.post("/sparql", data=parameters)):
        assert answer.status_code == status
        assert words in answer.json()["error"]


def test_update_bodies_and_unknown_formats_are_refused(client: TestClient) -> None:
    update = client.post("/sparql", content="DROP ALL", headers={"content-type": "application/sparql-update"})
    assert update.status_code == 403
    assert client.get("/sparql", params={"query": ALL}, headers={"accept": "image/png"}).status_code == 406
    assert client.post("/sparql", content=b"q" * 300_000, headers={"content-type": FORM}).status_code == 413


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        (ALL, 200, "40 dòng"),
        ("SELECT * { <urn:s1> ?p ?o }", 200, "&lt;b&gt;1&lt;/b&gt;"),
        ("ASK { <urn:s1> ?p ?o }", 200, "Đúng"),
        ("CONSTRUCT WHERE { <urn:s1> ?p ?o }", 200, "urn:p"),
        ("DROP ALL", 403, "Ở đây chỉ đọc"),
        ("</textarea><script>", 400, "&lt;/textarea&gt;"),
    ],
)
def test_a_browser_gets_a_page(client: TestClient, query: str, status: int, words: str) -> None:
    page = client.get("/sparql", params={"query": query}, headers={"accept": "text/html"})
    assert page.status_code == status
    assert words in page.text
    assert "<script>" not in page.text
