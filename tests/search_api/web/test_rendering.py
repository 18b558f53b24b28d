import re
from typing import Any
from urllib.parse import unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from ontology.relations import relations
from search_api.server.tracing import DEPTHS, TraceFilters
from search_api.web.paging import page_of
from search_api.web.rendering import dated, day, quoting, render, trace_query

HOSTILE = "\"><script>alert('x')</script>"
WORK = {
    "iri": "http://localhost:8000/eli/a",
    "number": "19/CT-TTg",
    "type": "Chỉ thị",
    "date": "2021-07-20",
    "issuer": "Thủ tướng Chính phủ",
    "title": "Về việc X",
    "held": False,
    "status": "repealed",
}
EVIDENCE = {"file": "a b/c&d.txt", "start": 3, "end": 9, "text": "Thực hiện"}
LINK = {"relation": "implements", "planned": True, "inferred": False, "work": WORK, "pinpoint": ["Điều 4", "khoản 1"]}
LINK = {**LINK, "again": False, "evidence": [EVIDENCE]}
REASON = {"relation": "repeals", "work": WORK, "date": "2022-01-02", "pinpoint": ["Điều 4"], "bearing": "counts"}
STATUS = {"status": "repealed", "as_of": "2023-01-02", "since": "2022-01-02", "expected": []}


def result(**changes: Any) -> dict[str, Any]:
    passage = {**EVIDENCE, "score": 0.875, "scores": {"dense": None, "bm25": 3.0}, "headings": ["X", "Điều 1"]}
    document = {key: WORK[key] for key in ("number", "type", "date", "issuer", "iri", "title")}
    passage |= {"document": document, "matched": [{"start": 3, "end": 9, "text": "thực hiện"}], "places": []}
    named = {"kind": "instrument", "iri": WORK["iri"], "name": "Chỉ thị 19/CT-TTg"}
    passage["reasons"] = [{"kind": "mention", "named": named, "steps": [], "where": EVIDENCE}]
    group = {"file": EVIDENCE["file"], "document": document, "status": "repealed", "score": 0.875, "passages": [0]}
    understood = {
        "instruments": ["X"],
        "agencies": [],
        "types": [],
        "years": ["2021"],
        "relation": None,
        "direction": None,
    }
    answer = {**WORK, "kind": "document", "value": "v", "evidence": [EVIDENCE] * 3}
    return {
        "query": "thực hiện",
        "understood": understood,
        "sparql": "SELECT *",
        "message": "Có 1 văn bản.",
        "answers": [answer, {**answer, "kind": "fact"}],
        "answers_hidden": 0,
        "suggestions": [{"text": "thực hiện x", "kind": "words"}],
        "choices": [{"iri": WORK["iri"], "label": "Chỉ thị 19/CT-TTg", "q": "Chỉ thị 19/CT-TTg"}],
        "meaning": {"ready": True, "loading": False, "encoded": 1, "passages": 1, "problem": None},
        "passages": [passage],
        "groups": [group],
        "facets": {},
        "filters": {"unknown": []},
        **changes,
    }


def search_page(query: str, language: Any = "vi", state: Any = None, **changes: Any) -> str:
    found = result(**changes) if query else None
    shown = {"result": found, "longest": 9, "page": page_of([], 1), "place": {}, "browsed": None, "kept": []}
    return render("search.html", language, "/", q=query, state={"q": query, **(state or {})}, **shown)


def searched(document: Any = None, **passage: Any) -> dict[str, Any]:
    """What the page is changed by if the one passage is another, in another document."""
    given = result()
    document = document or given["passages"][0]["document"]
    one = {**given["passages"][0], **passage, "document": document}
    return {"passages": [one], "groups": [{**given["groups"][0], "document": document, "file": one["file"]}]}


@pytest.mark.parametrize(("bm25", "told"), [(None, True), (0.5, False)])
def test_it_is_told_when_no_words_matched(bm25: float | None, told: bool) -> None:
    page = search_page("x", **searched(scores={"dense": 0.8, "bm25": bm25}))
    assert ("Không đoạn nào có từ ngữ của câu hỏi" in page) == told


def trace_page(work: dict[str, Any], links: list[dict[str, Any]], candidates: int = 0) -> str:
    status = {**STATUS, "reasons": [{**REASON, "work": work, "evidence": [EVIDENCE]}]}
    traced = {"query": "x", "candidates": [], "work": work, "status": status, "out": links, "in": links, "cut": 7}
    traced["more"] = {"out": {}, "in": {}}
    asked = TraceFilters(depth=2, relation=("basis",), from_="2020-01-02")
    shown = {
        "asked": asked,
        "depths": DEPTHS,
        "relations": list(relations()),
        "choices": [WORK] * candidates,
        "similar": None,
    }
    act = {"relation": "transmits", "object": WORK["iri"], "inferred": True, "evidence": [EVIDENCE]}
    passed_on = {"acts": [act], "recipients": [{"line": "x", "agencies": [], "evidence": [EVIDENCE]}]}
    steps = [{"work": WORK, "acts": [], "recipients": []}, {"work": work, **passed_on}]
    page = {"held": None, "unfolded": False, "switched": {}, "narrowed": {}}
    page["group_page"] = lambda count: page_of(range(count), 1)
    return render("trace.html", "vi", "/trace", q="x", result=traced, longest=9, steps=steps, **shown, **page)


def test_a_passage_links_to_its_words() -> None:
    assert "/document?file=a+b%2Fc%26d.txt&amp;start=3&amp;end=9#here" in search_page("thực hiện")


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, "Chỉ thị số 19/CT-TTg"),
        ({"number": None}, "Về việc X"),
        (dict.fromkeys(("number", "title", "type")), "Phần ngoài văn bản, trong tệp c&amp;d.txt"),
    ],
)
def test_a_document_is_named_by_number_else_title_else_file(changes: dict[str, Any], name: str) -> None:
    page = search_page("x", **searched({**result()["groups"][0]["document"], **changes}))
    assert re.search(rf'<li class="group">\s*<h3><a [^>]*>(<span>)?{name}(</span>)?</a>', page)


def test_a_passage_says_why_it_is_there_and_where_else_it_stands() -> None:
    place = {**EVIDENCE, "file": "kèm.txt", "document": {**WORK, "number": "7/KH"}}
    page = search_page("x", **searched(places=[place]))
    for words in ("Đoạn này nhắc đến Chỉ thị 19/CT-TTg", "Có các từ: thực hiện", "Điều 1", "số 7/KH", "Hết hiệu lực"):
        assert words in page


FACETS = {
    "type": [{"value": "Kế hoạch", "count": 2, "chosen": True}, {"value": "Chỉ thị", "count": 1, "chosen": False}],
    "status": [{"value": "in-force", "count": 3, "chosen": False}, {"value": "repealed", "count": 1, "chosen": False}],
    "held": [{"value": "held", "count": 3, "chosen": False}, {"value": "not-held", "count": 0, "chosen": False}],
}


def test_filters_are_links_that_add_and_take_away() -> None:
    page = search_page("x", state={"type": ["Kế hoạch"]}, facets=FACETS)
    links = {unquote_plus(link.replace("&amp;", "&")) for link in re.findall(r'href="(/\?[^"]+)"', page)}
    assert {"/?q=x", "/?q=x&type=Kế hoạch&type=Chỉ thị", "/?q=x&type=Kế hoạch&status=in-force"} <= links
    assert 'aria-current="true">Kế hoạch</a> <span class="count">2' in page
    assert "Còn hiệu lực" in page
    assert "Đang lọc theo" in page
    assert "Chưa có trong kho" not in page  # nothing is found there


def test_words_of_the_question_are_marked_and_scores_are_shown_as_the_language_writes_them() -> None:
    assert "<mark>Thực hiện</mark>" in search_page("thuc hien")
    assert "0,88" in search_page("x", "vi")
    assert "0.88" in search_page("x", "en")


def test_links_keep_the_language() -> None:
    page = search_page("x", "en")
    assert 'lang="en"' in page
    assert "/trace?q=Ch%E1%BB%89+th%E1%BB%8B+19%2FCT-TTg+ng%C3%A0y" in page
    assert page.count("lang=en") > 5
    assert 'href="/?q=x"' in page


def test_nothing_found_says_what_to_do() -> None:
    nothing: dict[str, Any] = {"passages": [], "groups": [], "answers": []}
    page = search_page("x", **nothing, understood=dict.fromkeys(result()["understood"]))
    assert "Không tìm thấy đoạn nào" in page


def test_a_diagram_names_relations_from_both_sides() -> None:
    more = {"out": {LINK["relation"]: 3}, "in": {}}
    farther = {**WORK, "iri": "urn:farther", "out": [LINK], "more": more}
    page = trace_page(WORK, [LINK, {**LINK, "relation": "basis", "work": farther}])
    assert "Thêm 3 mục" in page
    for words in ("Văn bản được triển khai thực hiện", "Văn bản triển khai thực hiện", "dự kiến", "khoản 1 Điều 4"):
        assert words in page


def test_a_trace_page_tells_the_status_with_its_reasons_and_what_is_cut() -> None:
    page = trace_page(WORK, [{**LINK, "again": True}])
    told = ("Hết hiệu lực toàn bộ", "từ ngày 02/01/2022", "tính đến ngày 02/01/2023", "Văn bản bãi bỏ", "còn 7 quan hệ")
    for words in (*told, "đã nêu ở trên", 'value="2020-01-02"', '<option value="basis" selected>'):
        assert words in page


def test_a_name_that_fits_several_works_offers_them() -> None:
    assert "Có 3 văn bản khớp" in trace_page(WORK, [], candidates=3)


def ambiguous_page(work: dict[str, Any], words: str, language: Any = "vi") -> str:
    choices = [{"work": work, "score": score, "reasons": ["one-of-several", "territory"]} for score in (0.75, 0.25)]
    mention = {"mention": "x", "wording": words, "evidence": {**EVIDENCE, "text": words}, "choices": choices}
    reasons = {"one-of-several": "một trong nhiều", "territory": "địa phương"}
    shown = page_of([mention] if words else [], 1)
    groups = [(7, shown.rows)] if words else []
    return render("ambiguous.html", language, "/ambiguous", reasons=reasons, page=shown, groups=groups)


def test_choices_are_shown_with_words_scores_and_reasons() -> None:
    page = ambiguous_page(WORK, "Chỉ thị 19/CT-TTg")
    for words in ("điểm 0,75", "điểm 0,25", "một trong nhiều; địa phương", "Chỉ thị số 19/CT-TTg", "c&amp;d.txt"):
        assert words in page
    assert "/trace?q=http%3A%2F%2Flocalhost" in page
    assert "/document?file=a+b%2Fc%26d.txt&amp;start=3&amp;end=9#here" in page
    assert "chỉ phù hợp với một văn bản" in ambiguous_page(WORK, "")


@pytest.mark.parametrize("field", ["number", "title", "issuer", "type", "date", "iri"])
def test_what_documents_say_is_text_never_markup(field: str) -> None:
    work = {**WORK, field: HOSTILE}
    link = {**LINK, "work": work, "pinpoint": [HOSTILE], "evidence": [{**EVIDENCE, "text": HOSTILE, "file": HOSTILE}]}
    found = searched(work, text=HOSTILE, headings=["", HOSTILE], matched=[{"start": 0, "end": 1, "text": HOSTILE}])
    found["passages"][0] |= {"places": [{**EVIDENCE, "file": HOSTILE, "document": work}]}
    found["facets"] = {"type": [{"value": HOSTILE, "count": n, "chosen": n > 1} for n in (1, 2)]}
    pages = (
        trace_page(work, [link])
        + ambiguous_page(work, HOSTILE)
        + search_page(HOSTILE, **found, sparql=HOSTILE, answers=[])
    )
    assert "<script>" not in pages


@given(st.text(), st.text())
def test_no_question_breaks_out_of_the_page(query: str, text: str) -> None:
    tags = search_page("x", **searched(text="")).count("<")
    page = search_page(query or "x", **searched(text=text))
    assert page.count("<") - 2 * page.count("<mark>") == tags


@pytest.mark.parametrize(
    ("iso", "printed"), [("2021-01-07", "07/01/2021"), ("2021-06", "06/2021"), ("2021", "2021"), ("?", "?")]
)
def test_day(iso: str, printed: str) -> None:
    assert day(iso) == printed


def test_a_work_is_asked_for_by_its_citation() -> None:
    assert trace_query(WORK) == "Chỉ thị 19/CT-TTg ngày 20/07/2021 của Thủ tướng Chính phủ"
    assert trace_query({"iri": "http://a", "number": None}) == "http://a"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("2021-01-20", "20/01/2021"),
        ("2021-10/2021-12", "10/2021 – 12/2021"),
        ("2025/2026", "2025 – 2026"),
        ("Chỉ thị 04/CT-UBND (2020-09-01, Chủ tịch)", "Chỉ thị 04/CT-UBND (01/09/2020, Chủ tịch)"),
        ("Quyết định 12/2024/QĐ-UBND, giai đoạn 2021-2025", "Quyết định 12/2024/QĐ-UBND, giai đoạn 2021-2025"),
    ],
)
def test_iso_dates_within_words_are_printed_as_documents_print_them(text: str, printed: str) -> None:
    assert dated(text) == printed


def test_words_of_documents_in_a_sentence_are_marked_in_another_language() -> None:
    assert quoting("document.due", "vi", day="quý <I>") == "Thời hạn: quý &lt;I&gt;"
    assert quoting("document.due", "en", day="quý <I>") == 'Due: <span lang="vi">quý &lt;I&gt;</span>'
    assert quoting("document.due", "en", day=Markup("1")) == "Due: 1"
