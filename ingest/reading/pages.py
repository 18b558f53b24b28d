"""The text of a file that has pages: printed lines put together to paragraphs again, and where each page begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_PAGE_NUMBER: Final = re.compile(r"[\s–-]*\d{1,4}[\s–-]*")
_ENDS: Final = re.compile(r"[.;!?][”\")*]*$")
_OPENS: Final = re.compile(r"(?:[-+•–*]\s|\(?(?:\d{1,3}|[a-zđA-ZĐ]|[IVXLC]{1,6})[.)](?:\d|\s)|Điều\s\d+[.:]|\|)")
_CENTRED: Final = 8
"""A line that begins so many letters from the edge is a heading, or stands in a column of its own."""
_TABLE: Final = "|"
_RULE: Final = "|---"
_PARTED: Final = re.compile(r"(?<=[\wđĐ/])-$")
"""A number of an instrument that was broken after its hyphen ("263/2025/NĐ-" and "CP")."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a row of a table, which has no place.

    Attributes:
        text: Its words.
        left: Where they begin, in whatever unit of length, from the left edge of the page.
        right: Where they end.
        first: How long their first word is.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0

    @property
    def letter(self) -> float:
        """How wide a letter is, on average."""
        return (self.right - self.left) / max(len(self.text), 1)


def joined(pages: Iterable[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The words of all pages, a line a paragraph, without the numbers that head or foot pages.

    Returns:
        The text, and the place of the first code point of each page; of a page without words that of the next one.
    """
    text = ""
    starts: list[int] = []
    last: Line | None = None
    room = 0.0, 0.0
    for page in pages:
        lines = _of_page(page)
        starts.append(-1)
        for line in lines:
            if line.text.startswith(_RULE) and _in_ruled_table(text):
                continue  # the table goes on from the page before
            text += _between(last, line, room) if last else ""
            if starts[-1] < 0:
                starts[-1] = len(text)
            text += line.text
            last, room = line, _room(lines)
    for number in reversed(range(len(starts))):
        if starts[number] < 0:
            starts[number] = starts[number + 1] if number + 1 < len(starts) else len(text)
    return text + "\n", tuple(starts)


def unbroken(lines: Iterable[str]) -> str:
    """Lines that were broken for want of room, put together."""
    text = ""
    for line in filter(None, map(str.strip, lines)):
        text += line if not text or _PARTED.search(text) else f" {line}"
    return text


def apart(last: str, line: str) -> str:
    """What stands between two paragraphs: a blank line where a sentence or a table has ended, or an item begins."""
    if last.startswith(_TABLE):
        return "\n" if line.startswith(_TABLE) else "\n\n"
    return "\n\n" if _OPENS.match(line) or _ENDS.search(last) else "\n"


def _room(lines: Sequence[Line]) -> tuple[float, float]:
    """Where the lines of a page begin and end that are no rows of a table."""
    placed = [line for line in lines if line.right > 0]
    return min((one.left for one in placed), default=0.0), max((one.right for one in placed), default=0.0)


def _between(last: Line, line: Line, room: tuple[float, float]) -> str:
    """What stands between a line and the one before it, on whose page lines stand in ``room``."""
    start, end = room
    if last.text.startswith(_TABLE) or _OPENS.match(line.text):
        return apart(last.text, line.text)
    full = last.right + line.first + line.letter > end  # the next word had no room left
    indented = line.left > last.left + line.letter
    if _begins_text(last, line, start, end):
        return "\n\n"
    ended = _ENDS.search(last.text) or last.text.endswith(":")
    if not full or indented or (ended and not line.text[0].islower()):
        return apart(last.text, line.text)
    return "" if _PARTED.search(last.text) else " "


def _begins_text(last: Line, line: Line, start: float, end: float) -> bool:
    """Whether a line fills its page right below one that stands in the middle, its heading."""
    in_the_middle = last.left > start + _CENTRED * last.letter
    return in_the_middle and line.left < start + _CENTRED * line.letter and line.right + 2 * line.letter > end


def _in_ruled_table(text: str) -> bool:
    rows = text.rsplit("\n\n", 1)[-1].split("\n")
    return any(row.startswith(_RULE) for row in rows)


def _of_page(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page that have words, without a page number at its ends."""
    kept = [line for line in lines if line.text]
    for end in (0, -1):
        if kept and _PAGE_NUMBER.fullmatch(kept[end].text):
            kept.pop(end)
    return kept
