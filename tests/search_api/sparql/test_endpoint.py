"""The page for browsers; what programs get is tested from outside in ``test_sparql_protocol.py``."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.settings import Settings

from ..conftest import SyllableEncoder

ALL = "SELECT ?s WHERE { ?s <urn:p> ?o }"
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path_factory.mktemp("collection"), query_seconds=2, query_rows=40)
    turtle = tmp_path_factory.mktemp("files") / "a.ttl"
    turtle.write_text("".join(f"<urn:s{i}> <urn:p> '<b>{i}</b>' . " for i in range(40)), encoding="utf-8")
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.import_file(turtle)
    with closing(Editions(settings, SyllableEncoder())) as editions, TestClient(create_app(editions)) as client:
        yield client


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        (ALL, 200, "40 dòng"),
        ("SELECT * { ?s ?p ?o }", 200, "hơn 40 dòng"),
        ("SELECT * { <urn:s1> ?p ?o }", 200, "&lt;b&gt;1&lt;/b&gt;"),
        ("ASK { <urn:s1> ?p ?o }", 200, "Đúng"),
        ("CONSTRUCT WHERE { <urn:s1> ?p ?o }", 200, "urn:p"),
        ("DROP ALL", 400, "lệnh cập nhật"),
        ("</textarea><script>", 400, "&lt;/textarea&gt;"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "SERVICE bị từ chối"),
    ],
)
def test_a_browser_gets_a_page(client: TestClient, query: str, status: int, words: str) -> None:
    page = client.get("/sparql", params={"query": query}, headers=HTML)
    assert page.status_code == status
    assert words in page.text
    assert "<script>" not in page.text


@pytest.mark.parametrize(
    ("parameters", "status"),
    [("update=DROP+ALL", 400), ("query=ASK{}&query=ASK{}", 400), ("default-graph-uri=urn:x", 400)],
)
def test_a_browser_is_told_what_is_wrong(client: TestClient, parameters: str, status: int) -> None:
    page = client.get(f"/sparql?{parameters}", headers=HTML)
    assert page.status_code == status
    assert "Về trang tìm kiếm" in page.text


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda text: f"SELECT * {{ ?s ?p ?o FILTER({text}) }}"))
def test_whatever_is_asked_the_server_does_not_fail(client: TestClient, query: str) -> None:
    for answer in (
        client.get("/sparql", params={"query": query.encode("utf-8", "replace")}),
        client.post("/sparql", data={"query": query.encode("utf-8", "replace")}),
    ):
        assert answer.status_code in (200, 400, 403), (query, answer.text)
