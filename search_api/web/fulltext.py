"""The full text of a file as blocks, cut where references begin and end, and the words that a link points to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from ingest.facts import Span
from search_api.views.mentions import Mention
from search_api.web.layout import Block, blocks, markup, soft


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are shown in one way; ``start`` is their place in the source, ``wanted`` what a link points to."""

    start: int
    text: str
    bold: bool = False
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that belong to one reference, or to none; ``first`` marks the first run of each reference."""

    pieces: tuple[Piece, ...]
    mention: Mention | None = None
    first: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with its cells; ``head`` if it heads the table, ``alone`` if only its first cell has words."""

    cells: tuple[Runs, ...]
    head: bool

    @property
    def alone(self) -> bool:
        """Whether the row is a heading within the table."""
        return len(self.cells) > 1 and bool(self.cells[0]) and not any(self.cells[1:])


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown together: one block, the items of a list, or the rows of a table.

    ``items`` are the runs of each, ``anchors`` the places of documents that begin with it or right before it, ``pages``
    the numbers of the pages that do.
    """

    kind: Literal["title", "heading", "paragraph", "list", "table"]
    items: tuple[Runs, ...] = ()
    rows: tuple[Row, ...] = ()
    anchors: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()


def full_text(
    text: str,
    part: Span,
    mentions: Sequence[Mention],
    wanted: Span | None,
    anchors: Iterable[int],
    pages: Sequence[int] = (),
) -> tuple[Shown, ...]:
    """A part of a text as it is read.

    Args:
        text: The source text.
        part: Which part of it.
        mentions: The references of the whole file.
        wanted: What the link that led here points to.
        anchors: Where documents begin.
        pages: Where pages begin, the first one first; the part is told on which of them it begins, too.
    """
    readable = soft(text)
    inside = [mention for mention in mentions if mention.span.overlaps(part)]
    starts = sorted(start for start in anchors if part.start <= start < part.end)
    groups = _groups(blocks(text, part))
    leaves = [(start, number) for number, start in enumerate(pages, 1) if start < part.end]
    if groups:
        leaves = leaves[max(0, bisect_right(pages, groups[0][0].span.start) - 1) :]
    seen: set[str] = set()
    shown: list[Shown] = []

    def cut(span: Span) -> Runs:
        near = [mention for mention in inside if mention.span.overlaps(span)]
        found = runs(readable, span, near, wanted)
        marked = []
        for run in found:
            new = run.mention is not None and run.mention.iri not in seen
            if run.mention:
                seen.add(run.mention.iri)
            marked.append(replace(run, first=new))
        return tuple(marked)

    for group in groups:
        reached = [start for start in starts if start < group[-1].span.end]
        starts = starts[len(reached) :]
        turned = tuple(number for start, number in leaves if start < group[-1].span.end)
        leaves = leaves[len(turned) :]
        shown.append(replace(_shown(group, cut), anchors=tuple(reached), pages=turned))
    return tuple(shown)


def runs(text: str, span: Span, mentions: Iterable[Mention], wanted: Span | None) -> Runs:
    """Cut a block into runs; where references are nested, the inner one shows. Signs of Markdown are left out.

    Args:
        text: The text, in which soft line ends are blanks.
        span: The block.
        mentions: References that overlap it.
        wanted: What the link points to.

    Returns:
        Runs whose words are, without what is left out, the words of the block.
    """
    laid = sorted(mentions, key=lambda one: one.span.start - one.span.end)  # the inner one is laid on top
    hidden, bold = markup(text, span)
    spans = [*hidden, *bold, *(one.span for one in laid), *([wanted] if wanted else [])]
    cuts = sorted({*span, *(edge for one in spans for edge in one if span.start < edge < span.end)})
    found: list[tuple[Mention | None, Piece]] = []
    for start, end in pairwise(cuts):
        here = Span(start, end)
        if any(one.contains(here) for one in hidden):
            continue
        mention = next((one for one in reversed(laid) if one.span.contains(here)), None)
        piece = Piece(
            start,
            text[start:end],
            any(one.contains(here) for one in bold),
            wanted is not None and wanted.contains(here),
        )
        found.append((mention, piece))
    return tuple(
        Run(tuple(piece for _, piece in group), mention) for mention, group in groupby(found, key=lambda pair: pair[0])
    )


def _groups(found: Iterable[Block]) -> list[list[Block]]:
    """Blocks that are shown together."""
    together: list[list[Block]] = []
    for block in found:
        if together and block.kind in ("item", "row") and together[-1][-1].kind == block.kind:
            together[-1].append(block)
        else:
            together.append([block])
    return together


def _shown(group: list[Block], cut: Callable[[Span], Runs]) -> Shown:
    kind = group[0].kind
    if kind == "row":
        return Shown("table", rows=tuple(Row(tuple(map(cut, row.cells)), row.head) for row in group))
    return Shown("list" if kind == "item" else kind, tuple(cut(block.span) for block in group))
