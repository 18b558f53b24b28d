from typing import Any

import pytest

from search_api.commands.terminal_search import print_search, print_similar

DOCUMENT = {"number": "200/KH-UBND", "type": "Kế hoạch", "date": "2021-10-09", "issuer": "UBND", "iri": "http://a"}
DOCUMENT |= {"title": "Về\nviệc X"}
PASSAGE: dict[str, Any] = {
    "file": "a/b.txt",
    "start": 3,
    "end": 20,
    "text": "thực hiện\n[bold]",
    "score": 0.5,
    "scores": {"dense": None, "bm25": 3.0},
    "document": DOCUMENT,
    "headings": ["Kế hoạch", "Điều 1"],
    "matched": [{"start": 3, "end": 12, "text": "thực\nhiện"}],
    "reasons": [{"kind": "same", "named": {"name": "Kế hoạch 200"}, "steps": [], "where": None}],
    "places": [{"file": "c.txt", "start": 1, "end": 2, "text": "x", "document": {**DOCUMENT, "number": "7/KH"}}],
}
RESULT: dict[str, Any] = {
    "answers": [],
    "answers_hidden": 2,
    "suggestions": [{"text": "chỉ thị 19", "kind": "number"}],
    "message": "Có lời.",
    "passages": [PASSAGE],
    "groups": [{"file": "a/b.txt", "document": DOCUMENT, "status": "repealed", "passages": [0]}],
    "facets": {
        "type": [{"value": "Kế hoạch", "count": 3}, {"value": "Chỉ thị", "count": 1}],
        "year": [{"value": "2021", "count": 4}],
        "status": [{"value": "in-force", "count": 2}, {"value": "repealed", "count": 1}],
    },
    "filters": {"unknown": [{"field": "issuer", "name": "Bộ X"}]},
}


def test_a_search_is_told_by_document_with_reasons_copies_and_counts(capsys: pytest.CaptureFixture[str]) -> None:
    print_search(RESULT, "vi")
    told = capsys.readouterr().out
    for words in (
        "Có lời.",
        "Bạn có tìm “chỉ thị 19”?",
        "2 câu trả lời không hợp bộ lọc",
        "“Bộ X” ở mục Cơ quan ban hành",
        "Kế hoạch 200/KH-UBND, 2021-10-09, UBND, Hết hiệu lực toàn bộ",
        "Về việc X",
        "1. Điều 1: thực hiện [bold]",
        "Thuộc chính Kế hoạch 200",
        "Có các từ: thực hiện",
        "= Kế hoạch 7/KH, 2021-10-09, UBND  c.txt:1-2",
        "nghĩa – · từ ngữ 3.00  b.txt:3-20",
        "Loại văn bản: Kế hoạch (3) · Chỉ thị (1)",
        "Tình trạng hiệu lực: Còn hiệu lực (2)",
    ):
        assert words in told
    assert "Năm ban hành" not in told  # one value is no choice


def test_nothing_found_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    empty = {"passages": [], "groups": [], "facets": {}, "filters": {"unknown": []}, "message": None}
    empty["suggestions"] = []
    print_search({**RESULT, **empty, "answers_hidden": 0}, "vi")
    assert capsys.readouterr().out == "Không tìm thấy đoạn nào.\n"


@pytest.mark.parametrize(("by_meaning", "alike", "said"), [(True, 1, "Cùng dẫn chiếu: A; B"), (False, 0, "vectơ")])
def test_similar_documents(capsys: pytest.CaptureFixture[str], by_meaning: bool, alike: int, said: str) -> None:
    place = {"file": "a/b.txt", "document": DOCUMENT}
    one = {**place, "score": 0.5, "reasons": [{"kind": "instruments", "names": ["A", "B"]}]}
    print_similar({"document": DOCUMENT, "by_meaning": by_meaning, "similar": [one] * alike}, "vi")
    told = capsys.readouterr().out
    assert said in told
    assert ("Không thấy văn bản tương tự" in told) is not alike
