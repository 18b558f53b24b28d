"""Which words of a text are those of a question, diacritics aside."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.facts import Span
from ingest.text.fold import fold

_TOKEN = re.compile(r"\w+(?:[/.\-]\w+)*")


def matched(text: str, question: str) -> list[Span]:
    """The words of a question in a text.

    These are runs of two and more syllables that stand side by side in the question too, and tokens with a digit
    (numbers, dates): single Vietnamese syllables are found everywhere. Of a question of one token, that token. Case and
    diacritics do not count.

    Args:
        text: Any text.
        question: What the user asked.

    Returns:
        Spans in order that do not touch.
    """
    asked = _TOKEN.findall(fold(question))
    pairs = set(pairwise(asked))
    alone = {token for token in asked if len(asked) == 1 or any(char.isdigit() for char in token)}
    tokens = list(_TOKEN.finditer(fold(text)))
    found = [Span(*match.span()) for match in tokens if match[0] in alone]
    found += [Span(a.start(), b.end()) for a, b in pairwise(tokens) if (a[0], b[0]) in pairs]
    return _joined(text, merged(found))


def merged(spans: list[Span]) -> list[Span]:
    """Half-open spans in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """The spans with the blanks between two of them: words side by side are read as one."""
    blanks = [Span(a.end, b.start) for a, b in pairwise(spans) if text[a.end : b.start].isspace()]
    return merged([*spans, *blanks])
