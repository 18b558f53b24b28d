"""Lines of a text without their margins: blanks, markdown marks and hard-break blanks at either end.

Crawled texts break lines inside a heading ("**QUYẾT", "ĐỊNH**"): while emphasis stays open, lines of one kind are one
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ingest.facts import Span

MARGIN: Final = " \t\r\u00a0*#>_~`\ufeff"
"""What may stand around the words of a line: blanks and the marks of Markdown."""

_ITEM: Final = re.compile(r"[-–+(•]|\d{1,2}[.)]\s|(?i:nơi nhận|kính gửi|căn cứ)")
_GAP: Final = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t[ \t\u00a0]*")
_WAITING: Final = re.compile(r"so\s*:?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one column of it: its span in the source without margins, its words as printed and folded."""

    span: Span
    text: str
    folded: str
    column: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing but margins stands on the line."""
        return self.span.start == self.span.end

    @property
    def upper(self) -> bool:
        """Whether the line is printed in capitals (at least two letters, hardly any small one)."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def bare_lines(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Where each printed line of a span begins and ends without its margins, blank lines too; nothing is joined."""
    position = span.start
    while position < span.end:
        newline = text.find("\n", position, span.end)
        end = newline if newline >= 0 else span.end
        yield _trimmed(text, position, end)
        position = end + 1


def lines_of(text: str, folded: str, span: Span) -> list[Line]:
    """The lines of a span of the source, in order; offsets stay those of the source."""
    found: list[Line] = []
    position = text.rfind("\n", 0, span.start) + 1  # a span begins after the marks that open its first line
    goes_on = False
    bold = italic = False
    while position < span.end:
        newline = text.find("\n", position, span.end)
        end = newline if newline >= 0 else span.end
        first, last = _trimmed(text, position, end)
        line = _line(text, folded, Span(first, last))
        columns = _columns(text, line)
        if columns:
            found += [_line(text, folded, piece, column) for column, piece in enumerate(columns)]
        elif found and (goes_on or _WAITING.fullmatch(found[-1].folded)) and _same_kind(found[-1], line):
            found[-1] = _line(text, folded, Span(found[-1].span.start, last))
        else:
            found.append(line)
        doubles = text.count("**", position, end)
        toggles_bold = doubles % 2 == 1
        toggles_italic = (text.count("*", position, end) - 2 * doubles) % 2 == 1
        bold = bold != toggles_bold if not line.blank else bold and not toggles_bold  # marks alone only close
        italic = italic != toggles_italic if not line.blank else italic and not toggles_italic
        if not text[position:end].strip():
            bold = italic = False
        goes_on = bold or italic
        position = end + 1
    return found


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and text[first] in MARGIN:
        first += 1
    while last > first and text[last - 1] in MARGIN:
        last -= 1
    return first, last


def _line(text: str, folded: str, span: Span, column: int = 0) -> Line:
    words, view = text[span.start : span.end], folded[span.start : span.end]
    return Line(span, words.replace("\n", " "), view.replace("\n", " "), column)


def _columns(text: str, line: Line) -> list[Span]:
    """The columns that wide gaps set side by side on one line, from left to right; none if there is but one."""
    if line.text.startswith("|") or not _GAP.search(line.text):
        return []
    ends = [match.span() for match in _GAP.finditer(text, line.span.start, line.span.end)]
    starts = [line.span.start, *(end for _, end in ends)]
    return [Span(start, stop) for start, stop in zip(starts, [*(s for s, _ in ends), line.span.end], strict=True)]


def _same_kind(above: Line, line: Line) -> bool:
    """Whether a line can go on from the one above: neither is blank or an item, both are capitals or neither is."""
    if above.blank or line.blank:
        return False
    return _WAITING.fullmatch(above.folded) is not None or (above.upper == line.upper and not _ITEM.match(line.text))
