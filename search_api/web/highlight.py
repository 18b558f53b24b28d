"""A text cut where the words of a question begin and end, to mark them."""

from __future__ import annotations

from ingest.facts import Span
from search_api.searching.matched import matched, merged


def marked(text: str, question: str) -> list[tuple[str, bool]]:
    """Cut a text into pieces, each with whether it holds words of the question (:mod:`search_api.searching.matched`).

    Returns:
        Pieces that joined give ``text``; none is empty.
    """
    return pieces(text, matched(text, question))


def pieces(text: str, spans: list[Span]) -> list[tuple[str, bool]]:
    """Cut ``text`` at half-open spans, which may overlap and come in any order; spans beyond the text are cut off."""
    result: list[tuple[str, bool]] = []
    at = 0
    for start, end in merged(spans):
        result += [(text[at:start], False), (text[start:end], True)]
        at = max(at, end)
    return [(piece, mark) for piece, mark in [*result, (text[at:], False)] if piece]
