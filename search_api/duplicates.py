"""Passages that say the same: a paragraph in a letter and in the plan that it forwards, a certified copy, an annex.

Texts are compared by the shingles of their folded syllables (Broder 1997), so that a copy typed or scanned without
diacritics counts. The few passages of one result are compared exactly; sketches such as MinHash would only estimate it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.text.fold import fold
from search_api.passages import plain

_SHINGLE: Final = 3
_ALIKE: Final = 0.85
_CONTAINED: Final = 0.95
_TOKEN: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Print:
    """What two texts are compared by: their shingles, and their numbers, which must not differ."""

    shingles: frozenset[tuple[str, ...]]
    numbers: frozenset[str]


def folded(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Near-duplicates put together.

    A text is folded into an earlier one that resembles it (Jaccard index of their shingles at least 0.85) with the same
    numbers, or that holds nearly all of it. Two paragraphs that differ in a number, a date or a year are no duplicates:
    plans of two years often differ in nothing else.

    Args:
        texts: The best first.

    Returns:
        Indices of texts that say the same, the best first in each; groups in the order of their first texts.
    """
    prints = [_print(text) for text in texts]
    groups: list[list[int]] = []
    for index, one in enumerate(prints):
        same = next((group for group in groups if _says(prints[group[0]], one)), None)
        if same:
            same.append(index)
        else:
            groups.append([index])
    return [tuple(group) for group in groups]


def _says(first: _Print, second: _Print) -> bool:
    """Whether the first text says all that the second does, but for some damage."""
    if not second.numbers <= first.numbers:
        return False
    shared = len(first.shingles & second.shingles)
    alike = first.numbers == second.numbers and shared >= _ALIKE * len(first.shingles | second.shingles)
    return alike or shared >= _CONTAINED * len(second.shingles)


@lru_cache(maxsize=4096)
def _print(text: str) -> _Print:
    tokens = _TOKEN.findall(fold(plain(text)))
    width = min(_SHINGLE, len(tokens))
    shingles = frozenset(tuple(tokens[at : at + width]) for at in range(len(tokens) - width + 1))
    return _Print(shingles, frozenset(token for token in tokens if any(map(str.isdigit, token))))
