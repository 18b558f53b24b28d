import re
import urllib.parse
from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from graph.reports import REPORTS
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.meaning.default_model import ModelError
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.schemas import ChainResult, CompareResult, ReportResult, SearchResult, TraceResult
from search_api.settings import Settings
from search_api.web import navigation

from ..conftest import SyllableEncoder

HTML = {"accept": "text/html"}
PLACE = {"file", "start", "end", "text", "document"}
PASSAGE = PLACE | {"score", "scores", "headings", "matched", "reasons", "places"}
DOCUMENT = {"number", "type", "date", "issuer", "iri", "title"}
SEARCH = {
    *("query", "understood", "sparql", "answers", "answers_hidden", "message", "corrected", "choices", "suggestions"),
    *("meaning", "passages", "groups", "facets", "filters"),
}
COMPARED = {
    "campaigns": "year=2025",
    "anniversaries": "",
    "targets": "indicator=GRDP",
    "tasks": "quarter=2025-Q1&lead=so+noi+vu",
    "leaders": "",
    "signers": "name=luc+dinh+khoang",
}
WORK = {"iri", "number", "type", "date", "issuer", "title", "held"}


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editions]:
    settings = Settings(data=tmp_path_factory.mktemp("collection"), query_seconds=5)
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest([SAMPLES]).failed
    with closing(Editions(settings, SyllableEncoder())) as made:
        yield made


@pytest.fixture
def collection(editions: Editions) -> Iterator[Collection]:
    with editions.current() as edition:
        yield edition.collection


@pytest.fixture(scope="module")
def client(editions: Editions) -> Iterator[TestClient]:
    with TestClient(create_app(editions)) as client:
        yield client


def test_search_json_keeps_its_shape(client: TestClient, collection: Collection) -> None:
    found = client.get("/api/search", params={"q": "phát động thi đua 05/CT-UBND", "k": 3}).json()
    assert set(found) == SEARCH
    assert set(found["understood"]) == {"instruments", "agencies", "types", "years", "relation", "direction"}
    assert set(found["meaning"]) == {"ready", "loading", "encoded", "passages", "problem"}
    assert found["meaning"]["ready"]
    assert len(found["passages"]) == 3
    for passage in found["passages"]:
        assert set(passage) == PASSAGE
        assert set(passage["scores"]) == {"dense", "bm25"}
        assert set(passage["document"]) == DOCUMENT
        text = collection.text(passage["file"]) or ""
        for one in (passage, *passage["matched"], *(r["where"] for r in passage["reasons"] if r["where"])):
            assert text[one["start"] : one["end"]] == one["text"]
        for place in passage["places"]:
            assert set(place) == PLACE
        for reason in passage["reasons"]:
            assert set(reason) == {"kind", "named", "steps", "where"}
            assert set(reason["named"]) == {"kind", "iri", "name"}
            assert all(set(step) == {"relation", "side", "planned", "work"} for step in reason["steps"])
    assert any(passage["reasons"] for passage in found["passages"])
    for group in found["groups"]:
        assert set(group) == {"file", "document", "status", "campaigns", "score", "passages"}
        assert group["score"] == found["passages"][group["passages"][0]]["score"]
    assert set(found["facets"]) == {"type", "issuer", "year", "campaign", "status", "held"}
    for counts in found["facets"].values():
        assert all(set(one) == {"value", "count", "chosen"} for one in counts)
    assert set(found["filters"]) == {"type", "issuer", "year", "campaign", "status", "held", "unknown"}


def test_a_search_keeps_to_its_filters(client: TestClient) -> None:
    asked = {"q": "thi đua", "type": ["CT", "ke hoach"], "year": "2024", "status": "in-force", "held": "held", "k": 50}
    found = client.get("/api/search", params=asked).json()
    assert {passage["document"]["type"] for passage in found["passages"]} == {"Chỉ thị", "Kế hoạch"}
    assert {passage["document"]["date"][:4] for passage in found["passages"]} == {"2024"}
    asked["issuer"] = "Bộ Không Có"
    found = client.get("/api/search", params=asked).json()
    assert found["passages"] == []
    assert found["filters"]["unknown"] == [{"field": "issuer", "name": "Bộ Không Có"}]


def test_similar_json_keeps_its_shape(client: TestClient) -> None:
    found = client.get("/api/similar", params={"q": "37/KH-UBND", "k": 2}).json()
    assert set(found) == {"query", "document", "candidates", "by_meaning", "similar"}
    assert len(found["similar"]) == 2
    told = {"file", "id", "start", "end", "document"}
    assert set(found["document"]) == told
    for one in found["similar"]:
        assert set(one) == told | {"score", "scores", "reasons"}
        assert set(one["document"]) == DOCUMENT
        assert set(one["scores"]) == {"meaning", "words", "graph"}
        assert all(set(reason) == {"kind", "names", "relation", "side"} for reason in one["reasons"])
    several = client.get("/api/similar", params={"q": "05/CT-UBND"}).json()
    assert several["document"] is None
    assert len(several["candidates"]) == 2


@pytest.mark.parametrize(
    ("loading", "failure", "told"),
    [
        (True, None, {"vi": "phần tìm theo nghĩa đang được nạp", "en": "search by meaning is being loaded"}),
        (False, "Thiếu mô hình", {"vi": "Chỉ tìm được theo từ ngữ: Thiếu", "en": "Found by words only: Thiếu"}),
    ],
)
def test_words_answer_while_there_is_no_model_and_that_is_said(
    client: TestClient,
    editions: Editions,
    monkeypatch: pytest.MonkeyPatch,
    loading: bool,
    failure: str,
    told: dict[str, str],
) -> None:
    monkeypatch.setattr(editions.encoder, "loading", loading)
    monkeypatch.setattr(editions.encoder, "failure", failure)
    monkeypatch.setattr(editions.encoder, "queries", None)
    found = client.get("/api/search", params={"q": "phát động thi đua"}).json()
    assert found["passages"]
    assert all(passage["scores"]["dense"] is None for passage in found["passages"])
    assert found["meaning"].items() >= {"ready": False, "loading": loading, "problem": failure}.items()
    for language, words in told.items():
        assert words in client.get("/", params={"q": "thi đua", "lang": language}).text


def test_passages_without_vectors_are_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = property(lambda _: frozenset({1, 2}), lambda *_: None)
    monkeypatch.setattr("search_api.meaning.known.Meaning.waiting", waiting, raising=False)
    state = client.get("/api/search", params={"q": "thi đua"}).json()["meaning"]
    assert state["encoded"] == state["passages"] - 2
    assert f"{state['encoded']} trên {state['passages']} đoạn" in client.get("/", params={"q": "thi đua"}).text


def test_trace_json_keeps_its_shape(client: TestClient, collection: Collection) -> None:
    found = client.get("/api/trace", params={"q": "52/VKS-VP", "depth": 2}).json()
    assert set(found) == {"query", "candidates", "work", "status", "out", "in", "cut"}
    assert set(found["status"]) == {"status", "as_of", "since", "reasons", "expected"}
    assert set(found["work"]) >= WORK
    link = next(link for link in found["out"] if link["relation"] == "transmits")
    assert set(link) == {"relation", "planned", "inferred", "again", "work", "pinpoint", "evidence"}
    first = next(one for one in found["out"] if not one["again"])
    assert {"out", "in", "cut", "status"} <= set(first["work"])
    for evidence in link["evidence"]:
        assert (collection.text(evidence["file"]) or "")[evidence["start"] : evidence["end"]] == evidence["text"]


def test_a_trace_keeps_to_what_was_asked(client: TestClient) -> None:
    asked = {"q": "52/VKS-VP", "direction": "out", "relation": ["transmits", "copies"], "as-of": "2024-01-01"}
    found = client.get("/api/trace", params=asked).json()
    assert {link["relation"] for link in found["out"]} == {"transmits"}
    assert found["in"] == []
    assert found["status"]["as_of"] == "2024-01-01"
    asked["from"] = "2090-01-01"
    assert client.get("/api/trace", params=asked).json()["out"] == []


def test_a_chain_is_told_and_shown(client: TestClient) -> None:
    found = client.get("/api/chain", params={"q": "52/VKS-VP"}).json()
    assert set(found) == {"query", "candidates", "work", "steps"}
    assert {act["relation"] for step in found["steps"] for act in step["acts"]} >= {"transmits"}
    page = client.get("/trace", params={"q": "52/VKS-VP"}).text
    assert "Chuỗi ban hành" in page
    assert all(step["work"]["number"] in page for step in found["steps"] if step["work"]["number"])


@pytest.mark.parametrize("name", REPORTS)
def test_reports(client: TestClient, name: str) -> None:
    found = client.get(f"/api/reports/{name}").json()
    assert found["report"] == name
    assert all(set(row) == {"kind", "works", "values", "evidence"} for row in found["rows"])


@pytest.mark.parametrize(("kind", "query"), COMPARED.items())
def test_comparisons_keep_their_shape(client: TestClient, collection: Collection, kind: str, query: str) -> None:
    found = client.get(f"/api/compare/{kind}?{query}").json()
    assert set(found) == {"kind", "rows"}
    assert found["kind"] == kind
    assert found["rows"] or kind == "anniversaries"
    for row in found["rows"]:
        assert kind == "leaders" or set(row["work"]) == WORK
        for evidence in row["evidence"]:
            assert (collection.text(evidence["file"]) or "")[evidence["start"] : evidence["end"]] == evidence["text"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=thi+dua",
        "/?held=held&type=kh",
        "/?q=05/CT-UBND&type=ct&type=kh&year=2024&held=held&issuer=&campaign=x",
        "/trace?q=52/VKS-VP&direction=in&relation=&from=&to=2030-01-01&as-of=",
        "/trace",
        "/trace?q=52/VKS-VP&depth=2",
        "/trace?q=05/CT-UBND",
        "/trace?q=x",
        "/sparql",
        "/ambiguous",
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_in_both_languages(client: TestClient, path: str, language: str) -> None:
    page = (
        client.get(path, params={"lang": language}, headers=HTML)
        if "?" not in path
        else client.get(f"{path}&lang={language}", headers=HTML)
    )
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


def test_a_number_that_two_works_share_offers_both(client: TestClient) -> None:
    page = client.get("/trace", params={"q": "05/CT-UBND"}).text
    assert "18/01/2024" in page
    assert "17/02/2025" in page


def test_every_link_of_the_pages_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/", "/?q=kế+hoạch+thi+đua", "/trace?q=52/VKS-VP&depth=2", "/?lang=en"]
    while waiting and len(seen) < 120:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = client.get(path, headers=HTML)
        assert page.status_code == 200, path
        if "text/html" in page.headers["content-type"] and path != "/docs":
            links = (link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page.text))
            waiting += [link.split("#")[0] for link in links if not link.startswith("#")]
    assert len(seen) > 30


def test_a_passage_is_shown_in_its_document(client: TestClient) -> None:
    passage = client.get("/api/search", params={"q": "phát động thi đua", "k": 1}).json()["passages"][0]
    place = urllib.parse.urlencode({key: passage[key] for key in ("file", "start", "end")})
    page = client.get(f"/document?{place}").text
    assert '<mark id="here">' in page
    assert 'class="ref' in page


def test_the_navigation_leads_to_pages(client: TestClient) -> None:
    for entry in (*navigation.MAIN, *navigation.FOOT):
        assert client.get(entry.path, headers=HTML).status_code == 200
        assert f'<a href="{entry.path}"' in client.get("/", headers=HTML).text


def test_no_page_needs_script_or_another_host(client: TestClient) -> None:
    for path in ("/", "/?q=thi+đua", "/trace?q=52/VKS-VP", "/graph?work=52/VKS-VP", "/sparql", "/docs"):
        page = client.get(path, headers=HTML)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        loaded = re.findall(r'(?:src|rel="stylesheet" href|rel="icon" href)="([^"]+)"', page.text)
        assert loaded
        assert all(address.startswith("/static/") for address in loaded)
        assert all(client.get(address).status_code == 200 for address in loaded)
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))|\son\w+=|style=", page.text)


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
