"""Damaged text: OCR that lost the diacritics, and a folded view in which the words of the grammar are mended.

A text is damaged when too few of its letters carry diacritics for Vietnamese. Its folded view is mended word by word:
a word that is no Vietnamese syllable becomes the nearest word of the grammar's own vocabulary, of the same or a shorter
length (blanks fill it up), so that offsets stay those of the source.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.data import load

_WORD: Final = re.compile(r"(?<![\w/-])[a-z0-9]*[a-z][a-z0-9]*(?![\w/]|-\w)")  # no part of a document number
_SYLLABLE: Final = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ieu|iu|oa|oai|oao|oay|oe|oeo|oi|ua|uai|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uyu|yeu"
    r"|(?:a|e|i|o|u|ie|oa|oe|oo|ua|ue|uo|uy|uye|ye)(?:c|ch|m|n|ng|nh|p|t))"
)
_LEAST_SHARE: Final = 0.14
_LEAST_LETTERS: Final = 400


def is_damaged(text: str, folded: str) -> bool:
    """Whether too few letters carry diacritics for clean Vietnamese (clean text: about 0.25 to 0.30 of them)."""
    letters = sum(c.isalpha() for c in text)
    if letters < _LEAST_LETTERS:
        return False
    marked = sum(c.lower() != f for c, f in zip(text, folded, strict=True) if c.isalpha())
    return marked / letters < _LEAST_SHARE


@cache
def _vocabulary() -> tuple[str, ...]:
    return tuple(load("vocabulary.toml")["words"])


@cache
def _mended(word: str) -> str | None:
    """The nearest word of the vocabulary within one edit that is not longer than ``word``; ``None`` to keep it."""
    misread = load("vocabulary.toml")["misread"]
    if word in misread:
        return str(misread[word])
    if word in _vocabulary() or (_SYLLABLE.fullmatch(word) and not any(c.isdigit() for c in word)):
        return None
    joined = word
    for have, meant in load("vocabulary.toml")["digraphs"].items():
        joined = joined.replace(have, meant)
    best: tuple[float, str] | None = None
    for candidate in _vocabulary():
        if not len(word) - 2 <= len(candidate) <= len(word):
            continue
        cost = min(_cost(word, candidate), _cost(joined, candidate) + 0.25 * (joined != word))
        if cost <= _allowed(candidate) and (best is None or cost < best[0]):
            best = (cost, candidate)
    return best[1] if best else None


def _allowed(candidate: str) -> float:
    return 0.5 if len(candidate) < 3 else 1.0


def _cost(word: str, candidate: str) -> float:
    """Edits from ``word`` to ``candidate``; signs that OCR often takes for one another cost half."""
    alike = load("vocabulary.toml")["alike"]
    row = [float(i) for i in range(len(candidate) + 1)]
    for i, have in enumerate(word, 1):
        previous, row[0] = row[0], float(i)
        for j, want in enumerate(candidate, 1):
            swap = 0.0 if have == want else 0.5 if want in alike.get(have, "") else 1.0
            previous, row[j] = row[j], min(row[j] + (0.5 if have in "ir1" else 1.0), row[j - 1] + 1.0, previous + swap)
    return row[-1]


def mend(folded: str) -> str:
    """The folded view of a damaged text with the grammar's words mended, of the same length."""

    def mended(match: re.Match[str]) -> str:
        word = match[0]
        better = _mended(word) if len(word) <= 12 else None
        return better.ljust(len(word)) if better else word

    return _WORD.sub(mended, folded)
