"""What holds of every page but search and document, which have modules of their own."""

import csv
import io
import re
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from ontology.iris import agency_iri, campaign_iri
from search_api.collection import Collection
from search_api.web.report_pages import NAMES, quarter_of, told

from ..conftest import HOSTILE

ATOM = "{http://www.w3.org/2005/Atom}"
HOME_AFFAIRS = quote(agency_iri("Sở Nội vụ tỉnh Tùng Giang"))
CONGRESS = quote(campaign_iri("Chào mừng Đại hội Đảng bộ các cấp nhiệm kỳ 2025 - 2030"))
RULES = quote("https://danchieu.example/eli/vn-x-tung-giang/ubnd/qd/2024/03/28/12-2024")
PAGES = {
    "/campaigns": "Đại hội Đảng bộ các cấp",
    f"/campaign?iri={CONGRESS}": "Tăng tốc, bứt phá, về đích sớm",
    "/agencies": "Sở Nội vụ tỉnh Tùng Giang",
    "/agencies?q=vien+kiem+sat": "Viện kiểm sát nhân dân tỉnh Tùng Giang",
    f"/agency?iri={HOME_AFFAIRS}": "Kiểm tra công tác thi đua",
    f"/agency?iri={HOME_AFFAIRS}&show=received": "Kế hoạch số 12/KH-UBND",
    f"/agency?iri={HOME_AFFAIRS}&show=issued": "Sở Nội vụ",
    "/timeline": "<svg",
    "/timeline?type=Ch%E1%BB%89+th%E1%BB%8B&year=2025&month=1": "03/CT-UBND",
    "/reports": "CSV",
    "/reports/missing": "Luật",
    "/reports/conflicts": "<ol",
    "/reports/ambiguous": "05/CT-UBND",
    "/reports/due?quarter=2025-Q4": "Sở Nội vụ tỉnh Tùng Giang",
    "/compare/campaigns?year=2025": "Tăng tốc",
    "/compare/targets?words=GRDP": "8 %",
    "/compare/tasks?quarter=2025-Q1": "10/02/2025",
    "/compare/leaders": "Sở Nội vụ tỉnh Tùng Giang",
    "/compare/signers?words=luc+dinh": "Lục Đình Khoáng",
    f"/trace?q={RULES}": 'data-status="',
}


@pytest.mark.parametrize(("path", "words"), PAGES.items())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_show_what_they_are_about(sample_pages: TestClient, path: str, words: str, language: str) -> None:
    answer = sample_pages.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert answer.status_code == 200
    assert words in answer.text
    assert f'<html lang="{language}">' in answer.text
    assert len(answer.content) < 300_000


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/campaign?iri=x", 404),
        ("/campaign?iri=%3E+x", 404),
        ("/agency?iri=https://danchieu.example/agency/none", 404),
        ("/agency?iri=x&show=y", 422),
        ("/calendar.ics?agency=x", 404),
        ("/timeline?year=x", 422),
        ("/timeline?month=13", 422),
        ("/reports/none", 404),
        ("/reports/none.csv", 404),
        ("/reports/due?quarter=2025", 422),
        ("/compare/none", 404),
        ("/compare/tasks?quarter=2025-Q5", 422),
        ("/feed/citations?work=99/XYZ", 404),
        ("/feed/search", 422),
    ],
)
def test_what_is_not_there_is_said(sample_pages: TestClient, path: str, status: int) -> None:
    for language in ("vi", "en"):
        answer = sample_pages.get(path, params=None)
        assert answer.status_code == status, language
        assert '<p class="problem"' in answer.text


def test_a_lists_pages_follow_each_other(sample_pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_api.web.agency_pages.page_of.__defaults__", (5,))
    first = sample_pages.get("/agencies").text
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = sample_pages.get(following[1]).text
    names = [set(re.findall(r'href="/agency\?iri=([^"]+)"', page)) for page in (first, second)]
    assert [len(found) for found in names] == [5, 5]
    assert not names[0] & names[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_report_can_be_saved_as_csv(sample_pages: TestClient, name: str) -> None:
    answer = sample_pages.get(f"/reports/{name}.csv?quarter=2025-Q1" if name == "due" else f"/reports/{name}.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {len(row) for row in rows} == {11}
    assert len(rows) > 1 or name == "without-basis"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_quarter_leads_to_its_neighbours(sample_pages: TestClient) -> None:
    page = sample_pages.get("/reports/due?quarter=2025-Q4").text
    assert "quarter=2025-Q3" in page
    assert "quarter=2026-Q1" in page


def test_rows_of_reports_are_told() -> None:
    row = {"kind": "ambiguous", "values": {"wording": "Chỉ thị 05", "scores": [0.657, 0.343]}}
    assert told(row, "vi").endswith("(điểm 0,66, 0,34)")
    assert told(row, "en").endswith("(scores 0.66, 0.34)")


def test_quarters() -> None:
    from datetime import date

    assert [quarter_of(date(2025, month, 1)) for month in (1, 3, 4, 12)] == ["2025-Q1", "2025-Q1", "2025-Q2", "2025-Q4"]


def test_the_calendar_of_an_agency_leads_to_the_words(sample_pages: TestClient) -> None:
    answer = sample_pages.get(f"/calendar.ics?agency={HOME_AFFAIRS}")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = [part for part in Calendar.from_ical(answer.content).walk() if part.name == "VEVENT"]
    assert len(events) > 10
    for event in events[:5]:
        assert 'id="here"' in sample_pages.get(str(event["url"]).partition("#")[0]).text


@pytest.mark.parametrize("path", [f"/feed/citations?work={RULES}", "/feed/search?q=thi+dua"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_feeds(sample_pages: TestClient, path: str, language: str) -> None:
    answer = sample_pages.get(f"{path}&lang={language}")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.text)
    entries = feed.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert len(entries) > 3
    assert days == sorted(days, reverse=True)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert sample_pages.get(link.attrib["href"]).status_code == 200
    assert feed.findtext(f"{ATOM}updated") == days[0]


def test_a_lược_đồ_prints_all_words_and_names_empty_groups(sample_pages: TestClient) -> None:
    folded, unfolded = (sample_pages.get(f"/trace?q={RULES}{more}").text for more in ("", "&words=all"))
    assert folded.count("<details open") == 0
    assert unfolded.count("<details open") == unfolded.count("Câu chữ (") + unfolded.count("Nơi nhận (")
    assert "<li>Văn bản đình chỉ thi hành</li>" in folded
    assert 'data-relation="amends"' in folded
    assert "/document?file=" in folded


def test_markup_in_a_document_stays_text_everywhere(sample_pages: TestClient, sample_collection: Collection) -> None:
    hostile = next(one for one in sample_collection.documents() if "a&b" in one.file)
    assert HOSTILE in (hostile.title or "")
    paths = [
        f"/trace?{urlencode({'q': hostile.iri})}&words=all",
        "/timeline?year=2021",
        "/reports/missing",
        "/reports/due?quarter=2021-Q2",
    ]
    paths += [
        "/campaigns",
        "/agencies",
        "/compare/tasks",
        "/compare/targets",
        "/compare/signers",
        "/compare/campaigns",
        "/ambiguous",
    ]
    shown = {
        path: sample_pages.get(path)
        for path in [*paths, *(f"{path}?q={quote(HOSTILE)}" for path in ("/agencies", "/trace"))]
    }
    for path, answer in shown.items():
        assert answer.status_code == 200, path
        assert "<script>" not in answer.text, path
    assert "&lt;script&gt;" in shown["/timeline?year=2021"].text
    told = sample_pages.get(f"/feed/search?{urlencode({'q': HOSTILE})}").text
    assert "<script>" not in told
    ET.fromstring(told)
