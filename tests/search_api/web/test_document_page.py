import html
import json
import re
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from search_api.cli import SAMPLES
from search_api.collection import Collection

from ..conftest import HOSTILE

LETTER = str(SAMPLES / "03-cong-van-gui-kem-ke-hoach-chi-thi.txt")
PAGE = f"/document?file={quote(LETTER)}"


def page(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def article(text: str) -> str:
    return text[text.index("<article") : text.index("</article>")]


def test_a_bundle_lists_its_documents_and_shows_one(sample_pages: TestClient) -> None:
    whole, plan = page(sample_pages, PAGE), page(sample_pages, f"{PAGE}&document=d2")
    assert [f"document=d{n}" in whole for n in (1, 2, 3, 4)] == [True] * 4
    assert "52/VKS-VP" in article(whole)
    assert "QUÝ I" in article(plan)
    assert "CỘNG HÒA" not in article(plan)
    assert "<th scope=" in article(plan)
    assert "Nông Thế Quyền" in plan


@pytest.mark.parametrize("language", ["vi", "en"])
def test_references_are_marked_by_relation_and_what_is_lacking(sample_pages: TestClient, language: str) -> None:
    text = article(page(sample_pages, f"{PAGE}&document=d2&lang={language}"))
    link = next(found for found in re.findall(r"<a class=\"ref[^>]*>", text) if 'id="m8"' in found)
    assert 'data-relation="basis"' in link
    assert "ref missing inferred" in link
    assert {"vi": "chưa có trong kho", "en": "not held"}[language] in link
    assert "∅" in text


def test_a_reference_is_told_beside_the_text(sample_pages: TestClient) -> None:
    text = page(sample_pages, f"{PAGE}&document=d2&mention=m14")
    told = text[text.index('id="told"') : text.index("</aside>")]
    assert "12/2024/QĐ-UBND" in told
    assert "điểm b khoản 1 Điều 4" in told
    assert "dự kiến" in told
    assert "theo loại và số, ký hiệu" in told
    assert re.search(r'id="m14" aria-current="true"', text)


def test_an_ambiguous_reference_lists_its_choices(sample_pages: TestClient) -> None:
    file = quote(str(SAMPLES / "11-thong-bao-ket-luan.txt"))
    text = page(sample_pages, f"/document?file={file}")
    name = re.search(r'class="ref ambiguous[^>]*id="(m\d+)"', text)
    assert name
    told = page(sample_pages, f"/document?file={file}&mention={name[1]}")
    told = told[told.index('id="told"') : told.index("</aside>")]
    assert told.count("<li>") == 2
    assert "0,66" in told


def test_each_fact_leads_to_its_words(sample_pages: TestClient) -> None:
    text = page(sample_pages, f"{PAGE}&document=d3")
    links = {html.unescape(link) for link in re.findall(r'class="words" href="([^"#]+)#here"', text)}
    assert len(links) > 12
    for link in links:
        shown = page(sample_pages, link)
        assert shown.count('id="here"') == 1, link


def test_validity_is_told_for_a_day(sample_pages: TestClient) -> None:
    assert 'data-status="not-yet-in-force"' in page(sample_pages, f"{PAGE}&document=d2&as-of=2024-01-01")
    assert 'data-status="in-force"' in page(sample_pages, f"{PAGE}&document=d2&as-of=2025-02-01")
    assert sample_pages.get(f"{PAGE}&document=d2&as-of=mai").status_code == 422


def test_validity_has_its_reasons_with_words(sample_pages: TestClient, sample_collection: Collection) -> None:
    amended = next(one for one in sample_collection.documents() if one.number == "12/2024/QĐ-UBND")
    text = page(sample_pages, f"/document?file={quote(amended.file)}&as-of=2026-01-01")
    reasons = text[text.index('class="validity"') :]
    assert "27/2024/QĐ-UBND" in reasons
    assert '<blockquote class="evidence"' in reasons


def test_the_page_describes_its_document_for_machines(sample_pages: TestClient) -> None:
    text = page(sample_pages, f"{PAGE}&document=d2")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    assert json.loads(found[1])["legislationIdentifier"] == "12/KH-UBND"


def test_the_text_can_be_saved_as_it_was_read(sample_pages: TestClient, sample_collection: Collection) -> None:
    answer = sample_pages.get(f"/document/text?file={quote(LETTER)}")
    assert answer.text == sample_collection.text(LETTER)
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/document?file=x",
        "/document/text?file=x",
        f"{PAGE}&document=d9",
        f"{PAGE}&mention=m999",
        f"{PAGE}&mention=%22%3E",
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_not_there_is_said(sample_pages: TestClient, path: str, language: str) -> None:
    answer = sample_pages.get(f"{path}&lang={language}")
    assert answer.status_code == 404
    assert {"vi": "không có", "en": "has no"}[language] in answer.text


def test_markup_in_a_document_stays_text(sample_pages: TestClient, sample_collection: Collection) -> None:
    (hostile,) = (path for path in {one.file for one in sample_collection.documents()} if "a&b" in path)
    where = f"/document?file={quote(hostile)}"
    text = page(sample_pages, where)
    pages = [
        text,
        *(page(sample_pages, f"{where}&mention={name}") for name in re.findall(r'class="ref[^>]*id="(m\d+)"', text)),
    ]
    assert len(pages) > 1
    for one in pages:
        assert html.escape(HOSTILE, quote=False) in html.unescape(one).replace(
            HOSTILE, html.escape(HOSTILE, quote=False)
        )
        assert "<script>" not in one


def test_a_long_text_comes_in_parts(
    sample_pages: TestClient, monkeypatch: pytest.MonkeyPatch, sample_collection: Collection
) -> None:
    monkeypatch.setattr("search_api.web.document_page._LONGEST", 1000)
    text = sample_collection.text(LETTER) or ""
    first, last = page(sample_pages, PAGE), page(sample_pages, f"{PAGE}&part=99")
    assert 'rel="next"' in first
    assert 'rel="next"' not in last
    at = text.index("Nông Thế Quyền")
    assert 'id="here"' in page(sample_pages, f"{PAGE}&start={at}&end={at + 5}")
