"""Stamps on a document: that of the agency which received it, and the mark of a digital signature.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục IV (dấu "Đến": a serial and a day) and Phụ lục I (time of a digital signature).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.documents.layout import form
from ingest.facts import Span, Stamp
from ingest.text.lines import Line
from ingest.values.dates import FULL_DATE, iso_match


def find_stamps(lines: Sequence[Line]) -> tuple[Stamp, ...]:
    """The stamps of one document, in reading order.

    A serial and a day count as a stamp of receipt only on lines next to each other, since each alone is common in
    forms and tables; the serial has no symbol, which tells it from the document's own number.
    """
    filled = [line for line in lines if not line.blank]
    found = [_received(first, second) or _received(second, first) for first, second in pairwise(filled)]
    signed = [_signed(line) for line in filled]
    return tuple(sorted((stamp for stamp in (*found, *signed) if stamp), key=lambda stamp: stamp.span))


def _received(serial: Line, day: Line) -> Stamp | None:
    numbered, dated = form("stamp_serial").match(serial.folded), form("stamp_day").match(day.folded)
    if not numbered or not dated:
        return None
    span = Span(min(serial.span.start, day.span.start), max(serial.span.end, day.span.end))
    date = _day(day.folded, dated)
    number = serial.text[numbered.start("serial") : numbered.end("serial")]
    return Stamp("incoming", span, number, date) if date else None


def _signed(line: Line) -> Stamp | None:
    dated = form("signature_day").match(line.folded)
    date = _day(line.folded, dated) if dated else None
    return Stamp("signature", line.span, None, date) if date else None


def _day(folded: str, label: re.Match[str]) -> str | None:
    match = FULL_DATE.match(folded, label.end())
    return iso_match(match) if match else None
