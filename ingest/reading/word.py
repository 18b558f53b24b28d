"""Word files (.docx, ECMA-376): paragraphs with their automatic numbers, and tables as rows of Markdown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ingest.reading.pages import apart
from ingest.reading.source import Limits, unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ingest.reading.word_numbers import Numbers

_DOCUMENT: Final = "word/document.xml"
_UNPACKED: Final = 10  # times the size of the largest file: text packs three to eight times as small
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT_OUT: Final = frozenset(
    {f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LAID_OUT: Final = 2  # rows: so many hold the heads of a letter or its signatures, not a table of things
_PAGE: Final = "\f"


def is_word(raw: bytes) -> bool:
    """Whether the bytes are a Word file, and not another kind of ZIP."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _DOCUMENT in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def read_word(raw: bytes, path: Path, limits: Limits) -> tuple[str, tuple[int, ...]]:
    """The text of a Word file, and where its pages began when Word saved it last, if it says so.

    Raises:
        UnreadableFileError: if it is damaged, or holds far more than its size lets expect.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    from ingest.reading.word_numbers import Numbers

    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > limits.size * _UNPACKED:
        raise unreadable("size", path, size=unpacked, limit=limits.size * _UNPACKED)
    try:
        document = docx.Document(io.BytesIO(raw))
        lines = list(_lines(document.element.body, Numbers(document)))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError) as error:
        raise unreadable("broken", path, error=type(error).__name__) from error
    return _paged(_text(lines))


def _text(lines: Iterable[str]) -> str:
    text = last = ""
    for line in filter(str.strip, lines):
        text += (apart(last, line) if text else "") + line
        last = line
    return f"{text}\n"


def _paged(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without the marks of pages, and where each begins; nothing if there is no mark."""
    pages = text.split(_PAGE)
    if len(pages) == 1:
        return text, ()
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page))
    return "".join(pages), tuple(starts)


def _lines(parent: _Element, numbers: Numbers) -> Iterator[str]:
    """The lines of a body or a cell, in reading order."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield numbers.label(child) + _words(child)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, numbers)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _lines(child, numbers)


def _table(table: _Element, numbers: Numbers) -> Iterator[str]:
    rows = [list(row.iterfind(f"{_W}tc")) for row in table.iter(f"{_W}tr") if row.getparent() is table]
    if len(rows) <= _LAID_OUT:
        for row in rows:
            for cell in row:
                yield from _lines(cell, numbers)
        return
    for index, row in enumerate(rows):
        cells = [text for cell in row for text in _cell(cell, numbers)]
        yield f"| {' | '.join(cells)} |"
        if index == 0:
            yield f"|{'---|' * len(cells)}"


def _cell(cell: _Element, numbers: Numbers) -> Iterator[str]:
    """What a cell says, then nothing for each more column that it spans."""
    yield " ".join(" ".join(_lines(cell, numbers)).split()).replace("|", "/")
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    yield from [""] * (int(span.get(f"{_W}val", "1")) - 1 if span is not None else 0)


def _words(element: _Element) -> str:
    """The words of a paragraph as they would be printed: what was inserted counts, what was deleted does not."""
    words = ""
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}t":
            words += child.text or ""
        elif child.tag == f"{_W}lastRenderedPageBreak":
            words += _PAGE
        elif child.tag in _SIGNS:
            words += "" if child.get(f"{_W}type") == "page" else _SIGNS[child.tag]
        else:
            words += _words(child)
    return words
