"""PDF: the text that it holds, page by page, tables as rows of Markdown; a page that is a picture is recognised."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.reading.pages import Line
from ingest.reading.pdf_tables import Table, Tables
from ingest.reading.scan import DPI, MOST_PIXELS, recognised
from ingest.reading.source import Limits, unreadable

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_POINTS: Final = 72  # an inch, ISO 32000
_FEW_LETTERS: Final = 25  # a page number, a stamp: the words of a scanned page are not among them
_LINE_END: Final = "\r\n"
_VISIBLE: Final = re.compile(r"\S+")
_BROKEN_HYPHEN: Final = re.compile("[\x02\ufffe]")  # what PDFium puts for a hyphen that ends a line, and for that end


def read_pdf(raw: bytes, path: Path, limits: Limits) -> Iterator[tuple[list[Line], bool]]:
    """The lines of each page, and whether they had to be recognised.

    Raises:
        UnreadableFileError: if it is damaged or locked, has too many pages, or a page cannot be recognised.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise unreadable("locked" if "password" in str(error).lower() else "broken", path, error=str(error)) from error
    with document, Tables(raw) as tables:
        if len(document) > limits.pages:
            raise unreadable("pages", path, pages=len(document), limit=limits.pages)
        for number in range(len(document)):
            try:
                page = document[number]
                yield _of_page(page, tables, path, number + 1, limits)
                page.close()
            except pypdfium2.PdfiumError as error:
                raise unreadable("broken", path, error=str(error)) from error


def _of_page(page: PdfPage, tables: Tables, path: Path, number: int, limits: Limits) -> tuple[list[Line], bool]:
    from pypdfium2 import raw

    words = page.get_textpage()
    if sum(map(str.isalpha, words.get_text_range())) < _FEW_LETTERS and _has(page, raw.FPDF_PAGEOBJ_IMAGE):
        picture = page.render(scale=_scale(page), grayscale=True).to_pil()
        return recognised(picture, path, number, limits), True
    found = tables.on(number) if _has(page, raw.FPDF_PAGEOBJ_PATH) else []
    return list(_lines(words, page.get_height(), found)), False


def _lines(words: PdfTextPage, height: float, tables: Sequence[Table]) -> Iterator[Line]:
    """The lines of a page; where a table stands, its rows once instead of the lines in it."""
    told: set[Table] = set()
    start = 0
    for text in words.get_text_range().split(_LINE_END):
        if visible := list(_VISIBLE.finditer(text)):
            ends = visible[0].start(), visible[0].end() - 1, visible[-1].end() - 1
            begins, word_ends, stops = (words.get_charbox(start + at) for at in ends)
            middle = height - (begins[1] + begins[3]) / 2
            table = next((one for one in tables if one.top < middle < one.bottom), None)
            if table is None:
                plain = _BROKEN_HYPHEN.sub("-", text).replace("\0", "").strip()
                yield Line(plain, begins[0], stops[2], word_ends[2] - begins[0])
            elif table not in told:
                told.add(table)
                yield from map(Line, table.rows)
        start += len(text) + len(_LINE_END)


def _has(page: PdfPage, kind: int) -> bool:
    return next(page.get_objects(filter=[kind], max_depth=3), None) is not None


def _scale(page: PdfPage) -> float:
    """How many pixels a point is drawn with: :data:`DPI`, or fewer so that a huge page does not fill the memory."""
    width, height = page.get_size()
    return min(DPI / _POINTS, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
