"""Items of a document's body: paragraphs and numbered or dashed items, with their rank in the outline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.facts import Document, Span
from ingest.text.lines import MARGIN, bare_lines

# Ranks of the outline that Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5 lays down: phần, chương, mục; điều; I.; 1. and
# 1.1.; a); then the dashes that practice adds.
_MARKS: Final = (
    (0, r"(?:phan|chuong|muc)\s+(?:[ivxl]+|\d{1,2})\b[.:]?"),
    (1, r"dieu\s+\d{1,3}[a-z]?\s*[.:]"),
    (2, r"[ivx]{1,5}\s?[.\-/)](?=\s|$)"),
    (3, r"\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)](?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)"),
    (6, r"[a-z]{1,2}\d?\)|\(\d{1,2}\)"),
    (7, r"[\-•](?=[\s*]|$)"),
    (8, r"\+"),
)
UNMARKED: Final = 9
"""The rank of a paragraph without a mark."""

_MARK: Final = re.compile("|".join(f"(?P<r{rank}>{form})" for rank, form in _MARKS))
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
    above breaks off and the line begins with a small letter, as where a page ends inside a sentence. Rows of Markdown
    tables are left out.
    """
    found: list[Item] = []
    blank = True
    for start, end in bare_lines(text, span):
        if start == end:
            blank = True
            continue
        if text[start] == "|":
            blank = True
            continue
        mark = _MARK.match(folded, start, end)
        above = found[-1] if found else None
        if above and not mark and (not blank or (not above.closed and text[start].islower())):
            found[-1] = Item(Span(above.span.start, end), above.rank, _closed(text, end))
        else:
            found.append(_begun(text, start, end, mark))
        blank = False
    return found


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
