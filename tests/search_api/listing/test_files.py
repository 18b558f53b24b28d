import csv
import io
from dataclasses import astuple

import docx
import openpyxl
import pytest

from search_api.listing.files import FORMATS, as_csv, as_docx, as_xlsx
from search_api.listing.rows import Row

ROWS = (
    Row("Kế hoạch 12/KH-UBND", "2021-02-01", "UBND", "Thi đua", "Còn hiệu lực", "", "nguyên văn", "/kho/a.txt"),
    Row("=1+1", "", "", '<script>"x"</script>', "", "@SUM(A1)", "\x0c\x00 trang sau", "b.txt"),
)

HEADER = [
    *("Số, ký hiệu văn bản", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"),
    *("Tình trạng hiệu lực", "Trả lời", "Nguyên văn", "Tệp"),
]


def test_csv_is_read_back_and_runs_no_formula() -> None:
    content = as_csv(ROWS, "q", "vi")
    assert content.startswith(b"\xef\xbb\xbf")
    header, first, second = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert (header, tuple(first)) == (HEADER, astuple(ROWS[0]))
    assert (second[0], second[5]) == ("'=1+1", "'@SUM(A1)")


def test_a_workbook_holds_text_alone() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(ROWS, "q", "vi"))).active
    assert sheet["B1"].value == "Số, ký hiệu văn bản"
    assert [cell.value for cell in sheet[2]][:3] == ["1", "Kế hoạch 12/KH-UBND", "01/02/2021"]
    assert sheet["I2"].value == "a.txt"
    assert (sheet["B3"].value, sheet["B3"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("language", "heading"), [("vi", "Danh mục văn bản tìm được"), ("en", "List of documents found")]
)
def test_a_memo_has_question_and_rows(language: str, heading: str) -> None:
    page = docx.Document(io.BytesIO(as_docx(ROWS, "ai ký?\x00", language)))  # type: ignore[arg-type]
    assert page.paragraphs[0].text == heading
    assert "ai ký?" in page.paragraphs[1].text
    (table,) = page.tables
    assert len(table.rows) == 3
    assert table.cell(2, 4).text == '<script>"x"</script>'


@pytest.mark.parametrize("kind", FORMATS)
def test_an_empty_list_is_a_file_too(kind: str) -> None:
    assert FORMATS[kind][1]((), "q", "en")
