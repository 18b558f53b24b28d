import io

import docx
import pytest
from fastapi.testclient import TestClient

from search_api.collection import Collection
from search_api.listing.memo import memo_of
from search_api.wording import Language


def test_it_tells_what_a_letter_forwards_what_that_acts_on_and_what_is_due(sample_collection: Collection) -> None:
    memo = memo_of(sample_collection, "52/VKS-VP")
    assert memo is not None
    forwarded = {one.work["number"] for one in memo.related if one.relation == "transmits"}
    assert forwarded == {"03/CT-UBND", "12/KH-UBND"}
    assert {one.subject["number"] for one in memo.related} >= {"52/VKS-VP", "12/KH-UBND"}
    assert any(not one.work["held"] for one in memo.related)
    days = [task.due for task in memo.tasks if task.due]
    assert days == sorted(days)
    assert days
    assert [task.due for task in memo.tasks][: len(days)] == days, "those without a deadline stand last"


@pytest.mark.parametrize("reference", ["99/XYZ", "05/CT-UBND"])
def test_of_no_work_or_several_there_is_none(
    sample_pages: TestClient, sample_collection: Collection, reference: str
) -> None:
    assert memo_of(sample_collection, reference) is None
    assert sample_pages.get("/memo.docx", params={"work": reference}).status_code == 404


@pytest.mark.parametrize(("language", "heading"), [("vi", "Phiếu tra cứu văn bản"), ("en", "Memo on a document")])
def test_the_file_is_named_after_the_work(sample_pages: TestClient, language: Language, heading: str) -> None:
    answer = sample_pages.get("/memo.docx", params={"work": "52/VKS-VP", "lang": language})
    assert "52-VKS-VP.docx" in answer.headers["content-disposition"]
    page = docx.Document(io.BytesIO(answer.content))
    assert page.paragraphs[0].text == heading
    assert all(len(table.rows) > 3 for table in page.tables)


def test_markup_stays_text(sample_pages: TestClient) -> None:
    answer = sample_pages.get("/memo.docx", params={"work": "77/KH-UBND"})
    page = docx.Document(io.BytesIO(answer.content))
    assert "<script>" in "".join(cell.text for table in page.tables for row in table.rows for cell in row.cells)
