"""Lines of a text without their margins: blanks, markdown marks and hard-break blanks at either end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ingest.facts import Span

_MARGIN: Final = " \t\r\u00a0*#>_~`\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its span in the source without margins, its words as printed and in the folded view."""

    span: Span
    text: str
    folded: str

    @property
    def blank(self) -> bool:
        """Whether nothing but margins stands on the line."""
        return self.span.start == self.span.end

    @property
    def upper(self) -> bool:
        """Whether the line is printed in capitals (at least two letters, hardly any small one)."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def lines_of(text: str, folded: str, span: Span) -> list[Line]:
    """The lines of a span of the source, in order; offsets stay those of the source."""
    found = []
    position = span.start
    while position < span.end:
        newline = text.find("\n", position, span.end)
        end = newline if newline >= 0 else span.end
        first, last = position, end
        while first < last and text[first] in _MARGIN:
            first += 1
        while last > first and text[last - 1] in _MARGIN:
            last -= 1
        found.append(Line(Span(first, last), text[first:last], folded[first:last]))
        position = end + 1
    return found
