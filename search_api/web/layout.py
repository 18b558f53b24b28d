"""A source text as blocks to read: headings, paragraphs, list items and table rows, without changing an offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from ingest.facts import Span
from search_api.storage.passages import heading

Kind = Literal["title", "heading", "paragraph", "item", "row"]

_LINE: Final = re.compile(r"[^\n]*\n?")
_BULLET: Final = re.compile(r"\s*[-+•–*]\s")
_RULE_ROW: Final = re.compile(r"\s*\|[\s:|-]+\|?\s*$")
_RULE: Final = re.compile(r"\s*(?:[-*_]\s*){3,}$")
_MARKUP: Final = re.compile(r"\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|(?:(?<=\n)|^)\s*#{1,6}\s+")
_BOLD: Final = re.compile(r"\*\*(?=\S)(?P<words>[^*]+?)(?<=\S)\*\*", re.DOTALL)
_SHORT: Final = 50
"""A line of fewer code points that is followed by a capital was ended on purpose, not wrapped."""
_LONGEST_HEADING: Final = 200


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a text, ``source[span]``.

    Attributes:
        kind: What it is: ``title`` is a line in capitals, ``row`` a row of a table.
        span: Where it stands, without the markup at its edges.
        cells: Of a row, where its cells stand.
        head: Whether a row heads its table.
    """

    kind: Kind
    span: Span
    cells: tuple[Span, ...] = ()
    head: bool = False


def blocks(text: str, part: Span) -> tuple[Block, ...]:
    """The blocks of a part of a text in reading order; blank lines and rules between them belong to none."""
    return tuple(_headed(list(_blocks(text, part))))


def soft(text: str) -> str:
    """The text with line ends that only wrap a line turned into blanks: as many code points, each in its place."""
    lines = text.split("\n")
    ends = ["\n" if _ends(line, after) else " " for line, after in pairwise(lines)]
    return "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))


def markup(text: str, span: Span) -> tuple[list[Span], list[Span]]:
    """The signs of Markdown in a block, which are not shown, and the words that they make bold."""
    hidden = [Span(*match.span()) for match in _MARKUP.finditer(text, *span)]
    return hidden, [Span(*match.span("words")) for match in _BOLD.finditer(text, *span)]


def parts(text: str, span: Span, longest: int) -> tuple[Span, ...]:
    """A span cut after lines into parts of at most ``longest`` code points (a longer line is a part of its own)."""
    found: list[Span] = []
    start = span.start
    while span.end - start > longest:
        cut = text.rfind("\n", start, start + longest) + 1 or (text.find("\n", start, span.end) + 1) or span.end
        if cut >= span.end:
            break
        found.append(Span(start, cut))
        start = cut
    return (*found, Span(start, span.end))


def _ends(line: str, after: str) -> bool:
    """Whether a line ends here on purpose."""
    follows = after.lstrip(" *_#|-+•–“\"'(")
    return not line.strip() or not follows or after.isupper() or (len(line) < _SHORT and not follows[0].islower())


def _blocks(text: str, part: Span) -> Iterator[Block | None]:
    """The blocks, with ``None`` for a rule under the head of a table."""
    kind: Kind = "paragraph"
    group: Span | None = None
    last = ""
    for match in _LINE.finditer(text, part.start, part.end):
        line = match.group().rstrip("\n")
        span = Span(match.start(), match.start() + len(line))
        row, bullet = line.lstrip().startswith("|"), bool(_BULLET.match(line))
        blank = not line.strip() or (bool(_RULE.match(line)) and not row)
        head = not blank and heading(line)[0] is not None
        apart = blank or row or bullet or head or (kind == "heading" and _ends(last, line))
        if group and apart:
            yield _block(text, kind, group)
            group = None
        last = line
        if row:
            yield None if _RULE_ROW.match(line) else _row(text, span)
        elif not blank and group:
            group = Span(group.start, span.end)
        elif not blank:
            group, kind = span, "item" if bullet else "heading" if head else "paragraph"
    if group:
        yield _block(text, kind, group)


def _block(text: str, kind: Kind, span: Span) -> Block:
    words = text[span.start : span.end]
    bare = words.strip(" *_#\n")
    numbered = kind == "heading"
    if numbered and (len(bare) > _LONGEST_HEADING or bare[-1:] in {".", ";", ":"}):
        kind = "paragraph"
    if kind == "paragraph" and not numbered and len(bare) <= _LONGEST_HEADING and bare.split("\n")[0].isupper():
        kind = "title"
    first = span.start + len(words) - len(words.lstrip())
    return Block(kind, Span(first, span.start + len(words.rstrip())))


def _row(text: str, line: Span) -> Block:
    """A row with its cells, which stand between bars; the bar at the end may be missing."""
    words = text[line.start : line.end].rstrip()
    bars = [line.start + at for at, char in enumerate(words) if char == "|"]
    edges = bars if words.endswith("|") and len(bars) > 1 else [*bars, line.start + len(words)]
    return Block("row", line, tuple(_trimmed(text, Span(left + 1, right)) for left, right in pairwise(edges)))


def _trimmed(text: str, cell: Span) -> Span:
    words = text[cell.start : cell.end]
    start = cell.start + len(words) - len(words.lstrip())
    return Span(start, max(start, cell.start + len(words.rstrip())))


def _headed(found: list[Block | None]) -> Iterator[Block]:
    """The blocks without the rules of tables; a row over such a rule is a head."""
    for block, after in pairwise([*found, Block("paragraph", Span(0, 0))]):
        if block is not None:
            yield replace(block, head=True) if after is None else block
