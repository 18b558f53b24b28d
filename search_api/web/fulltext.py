"""The full text of a file, cut where references, documents and the words that a link points to begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from graph.stores import Store, rows
from ingest.facts import Span

_REFERENCES = """
SELECT ?start ?end ?work ?source WHERE {
  ?place oa:hasSource ?source ; oa:hasSelector ?words .
  ?mention oa:hasTarget ?place ; vnd:denotes ?work .
  ?words oa:start ?start ; oa:end ?end .
}
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is shown in one way.

    Attributes:
        start: Its first code point in the source text.
        text: The words.
        work: IRI of the work that they refer to, if any.
        wanted: Whether the link that led here points to these words.
        first: Whether this is the first wanted piece.
        anchor: Whether a document begins here.
    """

    start: int
    text: str
    work: str | None = None
    wanted: bool = False
    first: bool = False
    anchor: bool = False


def references(store: Store, source: str) -> list[tuple[Span, str]]:
    """The references of one file that mean one work, with the work's IRI, in reading order.

    Args:
        store: The graph.
        source: IRI of the file.
    """
    found = rows(store, _REFERENCES, {"source": ox.NamedNode(source)})
    return sorted((Span(int(start), int(end)), work) for start, end, work, _ in found if start and end and work)


def pieces(text: str, marked: Iterable[tuple[Span, str]], wanted: Span | None, anchors: Iterable[int]) -> list[Piece]:
    """Cut a text; where references are nested, the inner one shows.

    Args:
        text: The source text.
        marked: References with the IRI of what they refer to.
        wanted: What the link points to.
        anchors: Where documents begin.

    Returns:
        Pieces that joined give ``text``.
    """
    spans = sorted(marked, key=lambda row: row[0].start - row[0].end)  # long before short: the inner one is laid on top
    starts = set(anchors)
    cuts = {0, len(text), *starts, *(wanted or ()), *(edge for span, _ in spans for edge in span)}
    inside = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    result: list[Piece] = []
    for start, end in pairwise(inside):
        here = Span(start, end)
        covering = [work for span, work in spans if span.contains(here)]
        result.append(
            Piece(
                start,
                text[start:end],
                work=covering[-1] if covering else None,
                wanted=wanted is not None and wanted.contains(here),
                first=wanted is not None and start == wanted.start,
                anchor=start in starts,
            )
        )
    return result
