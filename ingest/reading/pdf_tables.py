"""Ruled tables of a PDF, found by pdfplumber, as rows of Markdown."""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from ingest.reading.pages import unbroken

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

_COLUMNS: Final = 2  # fewer make a frame, not a table
_ROWS: Final = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where it stands, in points from the upper edge of the page, and its rows."""

    top: float
    bottom: float
    rows: tuple[str, ...]


class Tables:
    """The tables of one PDF, opened when they are first asked for: that takes a hundred times as long as text."""

    def __init__(self, raw: bytes) -> None:
        """Opens nothing yet."""
        self._raw = raw
        self._open = ExitStack()
        self._pdf: PDF | None = None

    def __enter__(self) -> Self:
        """Closes the file at the end of a block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Closes the file."""
        self._open.close()

    def on(self, number: int) -> list[Table]:
        """The tables of a page, from 1, from top to bottom; none of a page that pdfplumber cannot read."""
        import pdfplumber
        from pdfminer.pdfexceptions import PDFException

        try:
            if self._pdf is None:
                self._pdf = self._open.enter_context(pdfplumber.open(io.BytesIO(self._raw)))
            page = self._pdf.pages[number - 1]
            found = [(table.bbox, table.extract()) for table in page.find_tables()]
            page.close()
        except (PDFException, ValueError, KeyError, TypeError, IndexError):  # what PDFium reads may be too odd for it
            return []
        tables = [Table(bbox[1], bbox[3], _rows(cells)) for bbox, cells in found if _is_table(cells)]
        return sorted(tables, key=lambda table: table.top)


def _is_table(cells: list[list[str | None]]) -> bool:
    return len(cells) >= _ROWS and max(map(len, cells)) >= _COLUMNS


def _rows(cells: list[list[str | None]]) -> tuple[str, ...]:
    rows = [f"| {' | '.join(map(_cell, row))} |" for row in cells]
    return (rows[0], f"|{'---|' * len(cells[0])}", *rows[1:])


def _cell(words: str | None) -> str:
    return unbroken((words or "").splitlines()).replace("|", "/")
