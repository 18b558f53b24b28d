"""Items of a document's body: paragraphs and numbered or dashed items, with their rank in the outline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ingest.facts import Document, Span
from ingest.text.lines import MARGIN, bare_lines

# Ranks of the outline that Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5 lays down: phần, chương, mục; điều; I.; 1. and
# 1.1.; a); then the dashes that practice adds.
_MARKS: Final = (
    (0, r"(?:phan|chuong|muc)[\s*]+(?:[ivxl]+|\d{1,2})\b[.:]?"),
    (1, r"dieu[\s*]+\d{1,3}[a-z]?\s*[.:]"),
    (2, r"[ivx]{1,5}\s?[.\-/)](?=\s|$)"),
    (3, r"\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)"),
    (6, r"[a-z]\d?\)|\(\d{1,2}\)"),
    (7, r"[\-•](?=[\s*]|$)"),
    (8, r"\+"),
)
UNMARKED: Final = 9
"""The rank of a paragraph without a mark."""

_DASH: Final = 7
_MARK: Final = re.compile("|".join(f"(?P<r{rank}>{form})" for rank, form in _MARKS))
_HALF: Final = re.compile(r"(?:phan|chuong|muc|dieu)")
_OPEN: Final = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph or item: its words without mark and margins, and its rank (lower ranks hold higher ones)."""

    span: Span
    rank: int
    closed: bool

    def is_upper(self, text: str) -> bool:
        """Whether the item is printed in capitals, as titles are."""
        return text[self.span.start : self.span.end].isupper()

    def words(self, text: str) -> str:
        """The words of the item in a text or its folded view."""
        return text[self.span.start : self.span.end]


def body_of(document: Document) -> Span:
    """What follows the title of a document."""
    subject = document.where.get("subject")
    return Span(subject.end if subject else document.span.start, document.span.end)


def items(text: str, folded: str, span: Span) -> list[Item]:
    """The items of a span of the source, in order.

    A line goes on the item above unless a blank line or a mark begins it; after a blank line it still does if the item
    above is a mark alone, or breaks off and the line begins with a small letter, as where a page ends inside a
    sentence, or if both are bold and the item above breaks off, as where a heading takes two lines. Rows of Markdown
    tables are left out.
    """
    found: list[Item] = []
    blank = True
    for start, end in _whole_marks(folded, bare_lines(text, span)):
        if start == end or text[start] == "|":
            blank = True
            continue
        mark = _MARK.match(folded, start, end)
        above = found[-1] if found else None
        if above and _goes_on(text, above, Span(start, end), mark, blank=blank):
            begins = above.span.start if above.span.start < above.span.end else start
            found[-1] = Item(Span(begins, end), above.rank, _closed(text, end))
        else:
            found.append(_begun(text, start, end, mark))
        blank = False
    return found


def _whole_marks(folded: str, lines: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines, a word such as "Điều" alone on a line joined with the one below that holds its number."""
    half: tuple[int, int] | None = None
    for start, end in lines:
        if half and start < end:
            yield half[0], end
            half = None
            continue
        if half:
            yield half
            half = None
        if _HALF.fullmatch(folded, start, end):
            half = (start, end)
        else:
            yield start, end
    if half:
        yield half


def _goes_on(text: str, above: Item, line: Span, mark: re.Match[str] | None, *, blank: bool) -> bool:
    if mark:
        # "2021" at the end of a line and "- 2025" at the beginning of the next one are a period.
        dash = mark.lastgroup == f"r{_DASH}" and not blank and not above.closed
        return dash and text[above.span.end - 1].isdigit() and text[mark.end() :][1:2].isdigit()
    if not blank:
        return True
    if above.span.start == above.span.end:
        return above.rank < _DASH
    if above.closed:
        return False
    return text[line.start].islower() or (above.rank < _DASH and _is_bold(text, above.span) and _is_bold(text, line))


def _is_bold(text: str, span: Span) -> bool:
    """Whether a heading in small letters is printed bold from its first mark to its last word."""
    if text[span.start : span.end].isupper() or text[span.end : span.end + 2] != "**":
        return False
    line = text.rfind("\n", 0, span.start) + 1
    return text[line : line + 2] == "**" and text.count("**", line, span.end) == 1


def _begun(text: str, start: int, end: int, mark: re.Match[str] | None) -> Item:
    rank = UNMARKED
    if mark and mark.lastgroup:
        rank = int(mark.lastgroup[1:])
        if rank == 3:
            rank += mark[0].rstrip(". )").count(".")
        start = mark.end()
        while start < end and text[start] in MARGIN:
            start += 1
    return Item(Span(start, end), rank, _closed(text, end))


def _closed(text: str, end: int) -> bool:
    """Whether the words that end here close a sentence, behind quotes, brackets and emphasis."""
    while end and text[end - 1] in '”")]*/’ ':
        end -= 1
    return end > 0 and text[end - 1] in _OPEN
