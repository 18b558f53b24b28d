"""The documents that one file holds: where each begins and ends.

A document ends with its recipients and signature; the next begins with the first sign of a header after that: a number
line, a place and date, a heading in capitals, the national name. Attachments ("ban hành kèm theo Quyết định ...", "Phụ
lục") and form sheets in them belong to the document before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.documents.layout import form, heading_type, is_national, is_stamp
from ingest.facts import Span
from ingest.identifiers.numbers import number_at
from ingest.text.lines import Line, lines_of

_HEADER_REACH: Final = 24
_FAR: Final = 14


def split_documents(text: str, folded: str) -> list[Span]:
    """The spans of the documents in reading order; a text without any sign of a header is one document."""
    lines = lines_of(text, folded, Span(0, len(text)))
    starts = _starts(lines)
    bounds = [*starts, len(lines)]
    spans = []
    for first, after in pairwise(bounds):
        filled = [line for line in lines[first:after] if not line.blank]
        if filled:
            spans.append(Span(filled[0].span.start, filled[-1].span.end))
    return spans


def _starts(lines: Sequence[Line]) -> list[int]:
    starts = [0]
    closed = -1
    attached = False
    for index, line in enumerate(lines):
        attached = attached or form("attaches").search(line.folded) is not None
        attached = attached or (closed >= 0 and form("annex_head").match(line.folded) is not None)
        if form("copies_to").match(line.folded):
            closed = index
        elif closed >= 0 and _opens(lines, index, closed) and not (attached and real_number(line) is None):
            first = _block_start(lines, index, closed)
            starts.append(first)
            closed = -1
    return starts


def _opens(lines: Sequence[Line], index: int, closed: int) -> bool:
    """Whether the line shows a new header after the end of the document before."""
    line = lines[index]
    if line.blank or is_stamp(line):
        return False
    ahead = [later for later in lines[index : index + _HEADER_REACH] if not later.blank]
    if _is_attachment(ahead):
        return False
    if real_number(line) is not None:
        return not line.text.startswith("-")
    if form("place_date").match(line.folded) and len(line.folded) < 60:
        return any(heading_type(later) for later in ahead)
    if heading_type(line):
        near = sum(not later.blank for later in lines[closed:index]) < 30
        return near and not line.text.rstrip().endswith(":") and len(ahead) > 3
    return False


def real_number(line: Line) -> tuple[int, int] | None:
    """Where the document number of a number line ("Số: 02/CT-UBND") stands within the line, or ``None``.

    A stamp's serial ("Số: 244") has no symbol, and a form's ("Số: .../QĐ-UBND") no serial.
    """
    match = form("number_line").match(line.folded)
    number = number_at(line.text, match.end()) if match and line.text[0].isupper() else None
    if not match or not number or not number.symbol or not number.serial[0].isdigit():
        return None
    rest = line.folded[number.end :].strip()  # "SỐ 09/2022/NQ-HĐND NGÀY ..." goes on a title
    marked = ":" in match[0] or not rest or form("place_date").match(rest)
    return (number.start, number.end) if marked else None


def _is_attachment(ahead: Sequence[Line]) -> bool:
    head = [line for line in ahead[:_FAR] if not is_national(line)]
    return any(form("annex_head").match(line.folded) for line in head[:3]) or any(
        re.match(form("annex_note"), line.folded.lstrip("( ")) for line in head
    )


def _block_start(lines: Sequence[Line], index: int, closed: int) -> int:
    """The first line of the header around ``index``: capitals and national name above it, over single blank lines."""
    first = index
    blanks = 0
    for above in range(index - 1, closed, -1):
        line = lines[above]
        if line.blank:
            blanks += 1
            if blanks > 2:
                break
            continue
        if not (
            is_national(line)
            or (line.upper and not line.text.startswith(("-", "KT", "TM", "TL")) and len(line.text) < 60)
        ):
            break
        if any(word in line.folded for word in ("truong", "chu tich", "giam doc", "bi thu")) and not is_national(line):
            break
        first, blanks = above, 0
    return first
