"""A list of documents as a file: CSV for programs, XLSX for a spreadsheet, DOCX for a memo."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Final

from graph.tables import cell
from search_api.listing.rows import COLUMNS, Row
from search_api.wording import Language, say

Writer = Callable[[Sequence[Row], str, Language], bytes]

_LONGEST: Final = 32_767  # characters in a cell of a workbook (Excel's specification)
_WIDTHS: Final = {"subject": 45, "quote": 70, "issuer": 30}  # in characters; others get 18
_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no characters for (its production 2)."""


def as_csv(rows: Sequence[Row], question: str, language: Language) -> bytes:  # noqa: ARG001
    """The rows as UTF-8 with a byte order mark, without which Excel misreads Vietnamese, below the fields' names."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in astuple(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Row], question: str, language: Language) -> bytes:
    """A workbook of one sheet; every cell is text, so that none is run as a formula."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = say("list.title", language)[:31]  # the longest name that a sheet may have
    book.properties.title = _plain(say("list.question", language, question=question))
    for line, values in enumerate((_headings(language), *_numbered(rows)), 1):
        for column, value in enumerate(values, 1):
            place = sheet.cell(line, column)
            place.value = value[:_LONGEST]
            place.data_type = "s"
            place.alignment = Alignment(wrap_text=True, vertical="top")
            place.font = Font(bold=line == 1)
    for column, name in enumerate(COLUMNS, 2):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 18)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(rows: Sequence[Row], question: str, language: Language) -> bytes:
    """A page on its side with the question and the rows as a table, to be put into a memo."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    page = Document()
    section = page.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    font = page.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(11)  # the face that Nghị định 30/2020/NĐ-CP prescribes
    page.add_heading(say("list.title", language), level=1)
    page.add_paragraph(_plain(say("list.question", language, question=question)))
    today = date.today().strftime("%d/%m/%Y")
    page.add_paragraph(say("list.made", language, day=today, count=len(rows)))
    lines = (_headings(language), *_numbered(rows))
    table = page.add_table(rows=len(lines), cols=len(lines[0]), style="Table Grid")
    for line, values in zip(table.rows, lines, strict=True):
        for place, value in zip(line.cells, values, strict=True):
            place.text = value
    for place in table.rows[0].cells:
        for run in place.paragraphs[0].runs:
            run.bold = True
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


FORMATS: Final[Mapping[str, tuple[str, Writer]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
}
"""The media type and the writer of each kind of file."""


def _headings(language: Language) -> tuple[str, ...]:
    return tuple(say(f"list.{name}", language) for name in ("number", *COLUMNS))


def _numbered(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [(str(number), *map(_plain, astuple(row))) for number, row in enumerate(rows, 1)]


def _plain(text: str) -> str:
    return _NOT_XML.sub(" ", text)
