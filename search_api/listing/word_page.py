"""A page of a word processor with headings, lines and tables, to be put before people (DOCX)."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document

_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no characters for (its production 2)."""


def plain(text: str) -> str:
    """A text without characters that XML cannot hold, which scans leave."""
    return _NOT_XML.sub(" ", text)


def new_page(title: str, lines: Sequence[str]) -> Document:
    """A page on its side, which leaves room for tables, with a heading and some lines."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    page = docx.Document()
    section = page.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    font = page.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(11)  # the face that Nghị định 30/2020/NĐ-CP prescribes
    page.add_heading(plain(title), level=1)
    for line in lines:
        page.add_paragraph(plain(line))
    return page


def add_table(page: Document, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Adds a table with bold headings."""
    table = page.add_table(rows=len(rows) + 1, cols=len(headings), style="Table Grid")
    for line, values in zip(table.rows, (headings, *rows), strict=True):
        for place, value in zip(line.cells, values, strict=True):
            place.text = plain(value)
    for place in table.rows[0].cells:
        for run in place.paragraphs[0].runs:
            run.bold = True


def written(page: Document) -> bytes:
    """The page as the bytes of a file."""
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()
