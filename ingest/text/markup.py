"""Markup left in a text: HTML tags, which the folded view shows as blanks, and emphasis that splits words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>\n]{0,80}>")

_WITHIN_WORD: Final = re.compile(r"(?<=[^\W\d_])\*{1,4}(?=[^\W\d_])|(?<=\d)\*\*(?=\d)")


def without_tags(folded: str) -> str:
    """The folded view with blanks for HTML tags, of the same length."""
    return _TAG.sub(lambda tag: " " * len(tag[0]), folded)


def join_words(text: str) -> tuple[str, Sequence[int]]:
    """The text without asterisks inside words ("ng**ày", "C****ÔNG"), and for each boundary in it that in ``text``.

    A small letter before a capital ends a word: asterisks between them stay. A text without such asterisks comes back
    as it is.
    """
    inside = [m for m in _WITHIN_WORD.finditer(text) if not (text[m.start() - 1].islower() and text[m.end()].isupper())]
    if not inside:
        return text, range(len(text) + 1)
    parts, back, start = [], list[int](), 0
    for match in inside:
        parts.append(text[start : match.start()])
        back.extend(range(start, match.start()))
        start = match.end()
    parts.append(text[start:])
    back.extend(range(start, len(text) + 1))
    return "".join(parts), back
