"""A list of documents as a file: CSV for programs, XLSX for a spreadsheet, DOCX for a memo."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date
from pathlib import PurePath
from typing import Final

from graph.tables import cell
from search_api.listing.rows import COLUMNS, Row
from search_api.listing.word_page import add_table, new_page, plain, written
from search_api.web.rendering import day
from search_api.wording import Language, say

Writer = Callable[[Sequence[Row], str, Language], bytes]

_LONGEST: Final = 32_767  # characters in a cell of a workbook (Excel's specification)
_WIDTHS: Final = {"subject": 45, "quote": 70, "issuer": 30}  # in characters; others get 18


def as_csv(rows: Sequence[Row], question: str, language: Language) -> bytes:  # noqa: ARG001
    """The rows as UTF-8 with a byte order mark, without which Excel misreads Vietnamese; days in ISO 8601."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_columns(language))
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
    book.properties.title = plain(say("list.question", language, question=question))
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
    today = date.today().strftime("%d/%m/%Y")
    made = say("list.made", language, day=today, count=len(rows))
    page = new_page(say("list.title", language), (say("list.question", language, question=question), made))
    add_table(page, _headings(language), _numbered(rows))
    return written(page)


FORMATS: Final[Mapping[str, tuple[str, Writer]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
}
"""The media type and the writer of each kind of file."""


def _headings(language: Language) -> tuple[str, ...]:
    return (say("list.number", language), *_columns(language))


def _columns(language: Language) -> tuple[str, ...]:
    return tuple(say(f"list.{name}", language) for name in COLUMNS)


def _numbered(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The rows as people read them: numbered, with days as documents print them and files by their names."""
    shown = [replace(row, date=day(row.date) if row.date else "", file=PurePath(row.file).name) for row in rows]
    return [(str(number), *map(plain, astuple(row))) for number, row in enumerate(shown, 1)]
