"""Which words of a passage to mark for a question."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.text.fold import fold

_TOKEN = re.compile(r"\w+(?:[/.\-]\w+)*")


def marked(text: str, question: str) -> list[tuple[str, bool]]:
    """Cut a text into pieces, each with whether it is to be marked.

    Marked are runs of two and more syllables that stand side by side in the question too, and tokens with a digit
    (numbers, dates): single Vietnamese syllables are found everywhere and would mark the whole page. A question of one
    token marks that token. Case and diacritics do not count.

    Args:
        text: Any text.
        question: What the user asked.

    Returns:
        Pieces that joined give ``text``; none is empty.
    """
    asked = _TOKEN.findall(fold(question))
    pairs = set(pairwise(asked))
    alone = {token for token in asked if len(asked) == 1 or any(char.isdigit() for char in token)}
    tokens = list(_TOKEN.finditer(fold(text)))
    spans = [match.span() for match in tokens if match[0] in alone]
    spans += [(a.start(), b.end()) for a, b in pairwise(tokens) if (a[0], b[0]) in pairs]
    return pieces(text, _joined(text, spans))


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans, with the blanks between two of them: marks that touch are read as one."""
    merged = _merged(spans)
    return merged + [(a[1], b[0]) for a, b in pairwise(merged) if text[a[1] : b[0]].isspace()]


def pieces(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut ``text`` at half-open spans, which may overlap and come in any order; spans beyond the text are cut off."""
    result: list[tuple[str, bool]] = []
    at = 0
    for start, end in _merged(spans):
        result += [(text[at:start], False), (text[start:end], True)]
        at = max(at, end)
    return [(piece, mark) for piece, mark in [*result, (text[at:], False)] if piece]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
