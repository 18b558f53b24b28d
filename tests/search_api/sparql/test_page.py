from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ontology.examples import Example, examples
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.settings import Settings
from search_api.web import built

from ..conftest import SyllableEncoder

HTML = {"accept": "text/html"}
# The samples commemorate nothing.
DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: 77/CT-UBND

Sơn Khê, ngày 05 tháng 01 năm 2021

CHỈ THỊ
Về phát động đợt thi đua đặc biệt chào mừng kỷ niệm 190 năm Ngày thành lập tỉnh Sơn Khê (04/11/1831 - 04/11/2021)

Chủ tịch Ủy ban nhân dân tỉnh phát động đợt thi đua đặc biệt.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path_factory.mktemp("collection"))
    more = tmp_path_factory.mktemp("more") / "77.txt"
    more.write_text(DIRECTIVE, encoding="utf-8")
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest([SAMPLES, more]).failed
    with closing(Editions(settings, SyllableEncoder())) as editions, TestClient(create_app(editions)) as client:
        yield client


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.name)
def test_each_example_has_answers(client: TestClient, example: Example) -> None:
    answer = client.get("/sparql", params={"query": example.query})
    assert answer.status_code == 200, answer.text
    if answer.headers["content-type"].startswith("text/turtle"):
        assert answer.text.strip()
    else:
        assert answer.json()["results"]["bindings"]


def test_the_examples_are_in_the_graph(client: TestClient) -> None:
    asked = """PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT ?query FROM <https://danchieu.example/query> WHERE {
      ?example a sh:SPARQLExecutable ; sh:select|sh:construct ?query ; schema:position ?position
    } ORDER BY ?position"""
    found = client.get("/sparql", params={"query": asked}).json()["results"]["bindings"]
    assert [row["query"]["value"] for row in found] == [example.query for example in examples()]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_example_is_offered(client: TestClient, language: str) -> None:
    page = client.get("/sparql", params={"lang": language}, headers=HTML).text
    for example in examples():
        assert example.labels[language] in page


def test_the_view_is_part_of_the_state(client: TestClient) -> None:
    address = {"query": "ASK {}", "view": "timeline"}
    assert "view=timeline&amp;lang=en" in client.get("/sparql", params=address, headers=HTML).text
    assert "view=" not in client.get("/sparql", params={**address, "view": "x"}, headers=HTML).text


def test_what_is_not_built_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(built, "FOLDER", tmp_path)
    for path, language, words in (
        ("/sparql", "vi", "Chưa có trình soạn SPARQL: chạy `make assets`"),
        ("/sparql", "en", "The SPARQL editor is not built"),
        ("/graph?work=52/VKS-VP", "vi", "chạy `make assets`"),
    ):
        page = client.get(path, params={"lang": language} if "?" not in path else None, headers=HTML)
        assert page.status_code == 200
        assert words in page.text
        assert "/static/built/" not in page.text
    (tmp_path / "sparql.js").touch()
    assert "Chưa có trình soạn" not in client.get("/sparql", headers=HTML).text


def test_words_in_the_page_are_data(client: TestClient) -> None:
    hostile = "</script><script>alert(1)</script>"
    page = client.get("/sparql", params={"query": f'ASK {{ ?a ?b "{hostile}" }}', "view": hostile}, headers=HTML).text
    assert "<script>alert" not in page
