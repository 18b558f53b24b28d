import urllib.parse

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from graph.reports import REPORTS
from search_api.collection import Collection
from search_api.meaning.default_model import ModelError
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.schemas import ChainResult, CompareResult, ReportResult, SearchResult, TraceResult

HTML = {"accept": "text/html"}
COMPARED = {
    "campaigns": "year=2025",
    "anniversaries": "",
    "targets": "indicator=GRDP",
    "tasks": "quarter=2025-Q1&lead=so+noi+vu",
    "leaders": "",
    "signers": "name=luc+dinh+khoang",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nowhere", 404),
        ("/document?file=/etc/passwd", 404),
        ("/api/search", 422),
        ("/api/search?q=a&k=0", 422),
        ("/api/search?q=a&held=maybe", 422),
        ("/?q=a&held=maybe", 422),
        ("/api/similar", 422),
        ("/api/trace?q=a&depth=99", 422),
        ("/api/trace?q=a&direction=up", 422),
        ("/api/trace?q=a&relation=likes", 422),
        ("/api/trace?q=a&from=2024-02-31", 422),
        ("/trace?q=a&as-of=yesterday", 422),
        ("/api/reports/nothing", 404),
        ("/api/compare/tasks?quarter=I", 422),
        ("/api/compare/targets?year=25", 422),
        ("/api/search?q=" + "a" * 3000, 400),
    ],
)
def test_bad_requests_are_told(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    assert told["type"].startswith("https://danchieu.example/problem/")
    page = client.get(path, headers=HTML)
    assert page.status_code == status
    assert "Về trang tìm kiếm" in page.text


def test_k_is_capped(client: TestClient, collection: Collection) -> None:
    found = client.get("/api/search", params={"q": "thi đua", "k": 10**6}).json()["passages"]
    assert len(found) <= collection.settings.max_results


def test_a_foreign_name_for_this_machine_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_docs_describe_the_api(client: TestClient) -> None:
    names = [
        *("search", "similar", "suggest", "trace", "chain", "reports/{name}"),
        *("corrections", "corrections/{correction}", "files", "files/{identifier}", "jobs/{identifier}"),
        *(f"compare/{kind}" for kind in COMPARED),
    ]
    assert set(client.get("/openapi.json").json()["paths"]) == {
        *(f"/api/v1/{name}" for name in names),
        "/sparql",
        "/graph-store",
        "/graph-store/{path}",
        "/.well-known/void",
        "/healthz",
        "/readyz",
    }


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("search?q=thi+dua", SearchResult),
        ("search?q=02/CT-UBND", SearchResult),
        ("trace?q=52/VKS-VP&depth=2", TraceResult),
        ("trace?q=05/CT-UBND", TraceResult),
        ("chain?q=52/VKS-VP", ChainResult),
        *((f"reports/{name}", ReportResult) for name in REPORTS),
        *((f"compare/{kind}?{query}", CompareResult) for kind, query in COMPARED.items()),
    ],
)
def test_answers_are_as_described(client: TestClient, path: str, model: type[BaseModel]) -> None:
    found = client.get(f"/api/v1/{path}").json()
    assert model.model_validate(found)
    assert set(found) == {field.alias or name for name, field in model.model_fields.items()}


def test_long_lists_come_in_pages(client: TestClient) -> None:
    whole = client.get("/api/v1/reports/missing")
    total = len(whole.json()["rows"])
    assert total > 2
    assert whole.headers["total-count"] == str(total)
    assert 'rel="next"' not in whole.headers["link"]
    rows, path = [], "/api/v1/reports/missing?limit=2&lang=en"
    while path:
        page = client.get(path)
        rows += page.json()["rows"]
        path = page.links.get("next", {}).get("url", "")
        assert not path or "lang=en" in path
    assert rows == whole.json()["rows"]
    assert client.get("/api/v1/compare/tasks?limit=1&offset=99999").json()["rows"] == []


def test_the_api_without_a_version_is_the_newest_one(client: TestClient) -> None:
    paths = ["search?q=thi+dua&k=2", "trace?q=52/VKS-VP", "reports/missing", "compare/leaders"]
    for path in paths:
        assert client.get(f"/api/{path}").json() == client.get(f"/api/v1/{path}").json()


def test_head_is_get_without_a_body(client: TestClient) -> None:
    for path in ("/", "/api/v1/search?q=thi+dua", "/static/style.css"):
        asked, head = client.get(path), client.head(path)
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["content-type"] == asked.headers["content-type"]


@pytest.mark.parametrize(
    ("parameters", "header", "language"),
    [
        ("", "", "vi"),
        ("", "en-US,en;q=0.9", "en"),
        ("", "fr, en;q=0.5, vi;q=0.7", "vi"),
        ("", "de", "vi"),
        ("?lang=vi", "en", "vi"),
        ("?lang=en", "vi", "en"),
    ],
)
def test_problems_are_told_in_the_language_asked_for(
    client: TestClient, parameters: str, header: str, language: str
) -> None:
    answer = client.get(f"/api/v1/nothing{parameters}", headers={"accept-language": header})
    assert answer.headers["content-language"] == language
    assert answer.json()["title"] == {"vi": "Không tìm thấy", "en": "Not found"}[language]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 405),
        ({"origin": "http://testserver"}, 405),
        ({"sec-fetch-site": "same-origin"}, 405),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
    ],
)
def test_pages_of_others_may_not_write(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/api/v1/search", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("failure", "status"), [(ModelError("Thiếu mô hình"), 503), (ZeroDivisionError("secret"), 500)]
)
def test_a_failure_is_told_without_its_inside(
    editions: Editions, collection: Collection, monkeypatch: pytest.MonkeyPatch, failure: Exception, status: int
) -> None:
    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(collection, "find", fail)
    with TestClient(create_app(editions), raise_server_exceptions=False) as client:
        answer = client.get("/api/search", params={"q": "x"})
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert "secret" not in answer.text


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK"), ("docx", b"PK")])
def test_the_result_of_a_search_is_saved_as_a_list(client: TestClient, kind: str, begins: bytes) -> None:
    query = urllib.parse.urlencode({"q": "kế hoạch thi đua", "type": "Kế hoạch"})
    page = client.get(f"/?{query}", headers=HTML).text
    assert f"/list.{kind}?" in page
    saved = client.get(f"/list.{kind}?{query}")
    assert saved.content.startswith(begins)
    assert f'filename="danchieu.{kind}"' in saved.headers["content-disposition"]


def test_a_list_of_another_kind_is_not_found(client: TestClient) -> None:
    assert client.get("/list.exe?q=a").status_code == 404


def test_messages_beside_answers_are_in_the_language_of_the_reader(client: TestClient) -> None:
    asked = {"q": "Văn bản nào thay thế Kế hoạch 37/KH-UBND?", "lang": "en"}
    message = client.get("/api/v1/search", params=asked).json()["message"]
    assert message == "No document in the collection replaces Kế hoạch 37/KH-UBND."
    assert message in client.get("/", params=asked, headers=HTML).text
    assert client.get("/api/v1/search", params={"q": asked["q"]}).json()["message"].startswith("Không có văn bản nào")
