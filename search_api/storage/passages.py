"""A source text cut into passages: pieces small enough to encode, along the lines of the document's own structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ingest.facts import Document, Extraction, Span
from ingest.text.fold import fold
from ingest.text.vietnamese import sentence_spans
from search_api.data import load

LONGEST = 1_500
TARGET = 700

_TITLE_CHARS = 120
_DOCUMENT_CHARS = 240  # of type, number, issuer and subject together
_ANY_HEADING = -1  # a markdown heading that no part of a document is known by stands above all parts
_LINE = re.compile(r"[^\n]*\n?")
_BULLET = re.compile(r"\s*[-+•–]\s")
_ROW = re.compile(r"\s*\|")
_RULE = re.compile(r"\s*\|[\s:|-]+\|?\s*$")
_CLAUSE = re.compile(r"(?<=[;:,])\s+|\n+")
_MARKUP = re.compile(r"<[^<>\n]{1,80}>|[*#|_`]+|-{3,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one document of a file, ``source[start:end]``.

    Attributes:
        document: ``id`` of the document in the extraction; ``None`` for text that belongs to none.
        start: First code point of the piece in the source text.
        end: Code point after the last.
        headings: Title of the document, then the headings above the piece, the widest first.
    """

    document: str | None
    start: int
    end: int
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, list item, heading or table row; ``level`` is the place of its heading in the list of parts.

    What ``leads`` (the first row of a table, say) is never parted from what follows.
    """

    span: Span
    level: int | None = None
    apart: bool = False
    row: bool = False
    leads: bool = False
    path: tuple[str, ...] = ()


def passages(text: str, extraction: Extraction, longest: int = LONGEST, target: int = TARGET) -> tuple[Passage, ...]:
    """All of ``text`` but white space and marks that stand alone, cut into passages in reading order.

    Args:
        text: The source text.
        extraction: Its facts; only the documents count.
        longest: No passage has more code points than this.
        target: Neighbouring blocks are joined while they do not come to more code points than this.

    Returns:
        Passages that do not overlap, each within one document, without white space at either end.
    """
    return tuple(
        Passage(document.id if document else None, span.start, span.end, _title(document) + path)
        for document, part in _parts(text, extraction.documents)
        for span, path in _joined(_blocks(text, part, longest), longest, target)
        if any(map(str.isalnum, text[span.start : span.end]))
    )


def index_text(headings: Iterable[str], words: str) -> str:
    """What the indexes hold of a passage: its headings and its words, without markup."""
    return "\n".join(map(plain, (*headings, words)))


def plain(text: str) -> str:
    """``text`` without markdown and HTML markup, white space folded."""
    return " ".join(_MARKUP.sub(" ", text).split())


def _title(document: Document | None) -> tuple[str, ...]:
    if document is None:
        return ()
    parts = (document.resolved(name) for name in ("type", "number", "issuer", "subject"))
    return (_shortened(" ".join(part for part in parts if part), _DOCUMENT_CHARS),)


def _parts(text: str, documents: Iterable[Document]) -> Iterator[tuple[Document | None, Span]]:
    """The documents and the gaps between them, which together are the whole text."""
    at = 0
    for document in sorted(documents, key=lambda d: d.span):
        start, end = max(at, document.span.start), min(len(text), document.span.end)
        if at < start:
            yield None, Span(at, start)
        if start < end:
            yield document, Span(start, end)
        at = max(at, start, end)
    if at < len(text):
        yield None, Span(at, len(text))


@cache
def _headings() -> tuple[tuple[re.Pattern[str], bool], ...]:
    return tuple((re.compile(part["pattern"]), part["apart"]) for part in load("headings.toml")["part"])


def heading(line: str) -> tuple[int | None, bool]:
    """Level of the heading that a line begins with, ``None`` if it is running text, and whether it stands apart.

    Levels are places in ``headings.toml``, the widest first; a Markdown heading of another kind stands above them all.
    """
    bare = " ".join(fold(line).split())
    words = bare.lstrip("#> ")
    for level, (pattern, apart) in enumerate(_headings()):
        if pattern.match(words):
            return level, apart
    return (_ANY_HEADING, True) if bare.startswith("#") and words else (None, False)


def _blocks(text: str, part: Span, longest: int) -> Iterator[_Block]:
    """The blocks of one document with the headings above each, none longer than ``longest``."""
    above: list[tuple[int, str]] = []
    columns: tuple[str, ...] = ()
    for whole in _lines_joined(text, part):
        block = whole
        words = text[block.span.start : block.span.end]
        if block.row and _RULE.match(words):
            continue
        if block.row:
            path = tuple(title for _, title in above) + columns
            if not columns:
                columns = (_shortened(plain(words)),)
                block = replace(block, apart=True, leads=True)
        else:
            columns = ()
            if block.level is not None:
                above = [entry for entry in above if entry[0] < block.level]
            path = tuple(title for _, title in above)
            if block.level is not None:
                above.append((block.level, _shortened(plain(words))))
                block = replace(
                    block, leads=len(words) <= 2 * _TITLE_CHARS and words.rstrip("* ")[-1:] not in (".", ";")
                )
        for number, span in enumerate(_cut(text, block.span, longest)):
            yield replace(block, span=span, path=path) if number == 0 else _Block(span, row=block.row, path=path)


def _lines_joined(text: str, part: Span) -> Iterator[_Block]:
    """Lines put together that are wrapped lines of one block."""
    block: _Block | None = None
    for match in _LINE.finditer(text, part.start, part.end):
        line = match.group()
        if not line.strip():
            if block:
                yield block
            block = None
            continue
        start = match.start() + len(line) - len(line.lstrip())
        span = Span(start, match.start() + len(line.rstrip()))
        row = bool(_ROW.match(line))
        level, apart = heading(line)
        if block and not (level is not None or row or block.row or _BULLET.match(line)):
            block = replace(block, span=Span(block.span.start, span.end))
            continue
        if block:
            yield block
        block = _Block(span, level, apart, row)
    if block:
        yield block


def _cut(text: str, span: Span, longest: int) -> Iterator[Span]:
    """A span in pieces of at most ``longest``, cut after a sentence, a clause or a word, else anywhere."""
    start, end = span
    while end - start > longest:
        window = text[start : start + longest]
        ends = [sentence.end for sentence in sentence_spans(window)[:-1]]
        clauses = [match.end() for match in _CLAUSE.finditer(window)]
        cuts = [max((cut for cut in places if cut > longest // 3), default=0) for places in (ends, clauses)]
        cut = next((cut for cut in cuts if cut), 0) or window.rfind(" ") + 1 or longest
        if piece := _trimmed(text, start, start + cut):
            yield piece
        start += cut
    if piece := _trimmed(text, start, end):
        yield piece


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = start + len(words.rstrip())
    return Span(first, last) if first < last else None


def _joined(blocks: Iterable[_Block], longest: int, target: int) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Neighbouring blocks joined; a heading stays with what follows it."""
    group: Span | None = None
    path: tuple[str, ...] = ()
    last: _Block | None = None
    for block in blocks:
        if group and last:
            whole = Span(group.start, block.span.end)
            length = whole.end - whole.start
            if length <= longest and (last.leads or (length <= target and not block.apart)):
                group, last = whole, block
                continue
            yield group, path
        group, path, last = block.span, block.path, block
    if group:
        yield group, path


def _shortened(title: str, longest: int = _TITLE_CHARS) -> str:
    words = " ".join(title.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"
