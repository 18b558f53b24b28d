"""Composed form (NFC) of a text together with the way back to the offsets of the text as given."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def compose(text: str) -> tuple[str, Sequence[int]]:
    """NFC of ``text`` and, for each boundary in it, the boundary in ``text``.

    The second value has ``len(composed) + 1`` entries, so that a span ``[s, e)`` of the composed text is
    ``[back[s], back[e])`` of the given one. A text that is composed already comes back as it is.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, range(len(text) + 1)
    parts: list[str] = []
    back: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        part = unicodedata.normalize("NFC", text[start:end])
        parts.append(part)
        back.extend([start] * len(part))
        start = end
    back.append(len(text))
    return "".join(parts), back
