"""The folded view: one code point in, one code point out, so that offsets stay those of the source.

Lower case, no diacritics, đ as d, typographic quotes and dashes as plain ones, markdown asterisks as blanks, and
the few signs that OCR puts for a letter. One grammar over this view reads clean text, tone-mark variants (hoà, hòa),
text typed without diacritics and much OCR damage alike.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from ingest.data import load


class _Table(dict[int, str]):
    """A translation table that is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _fold_char(char)
        self[code] = folded
        return folded


def _fold_char(char: str) -> str:
    data = load("lookalikes.toml")
    fixed = data["signs"].get(char) or data["letters"].get(char)
    if fixed:
        return str(fixed)
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0] if not unicodedata.combining(char) else char
    lower = base.lower()
    return lower if len(lower) == 1 else base


_TABLE: Final = _Table()


def fold(text: str) -> str:
    """The folded view of ``text``, of the same length in code points."""
    return text.translate(_TABLE)
