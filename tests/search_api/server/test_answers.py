import pytest
from fastapi.testclient import TestClient

from graph.reports import REPORTS
from search_api.collection import Collection
from search_api.server.editions import Editions

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
