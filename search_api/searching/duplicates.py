"""Passages that say the same: a paragraph in a letter and in the plan that it forwards, a certified copy, an annex.

Texts are compared by the shingles of their folded syllables (Broder 1997), so that a copy typed or scanned without
diacritics counts. The few passages of one result are compared exactly; sketches such as MinHash would only estimate it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingest.text.fold import fold
from search_api.storage.passages import plain

_SHINGLE: Final = 3
_ALIKE: Final = 0.85
_HALF: Final = 0.5
_TOKEN: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Print:
    """What two texts are compared by; ``fixed`` are the syllables that must not differ: numbers and capitals."""

    tokens: frozenset[str]
    shingles: frozenset[tuple[str, ...]]
    fixed: frozenset[str]


def folded(texts: Sequence[str], documents: Sequence[Hashable]) -> list[tuple[int, ...]]:
    """Near-duplicates put together.

    A text is folded into an earlier one that has all of its numbers and names and resembles it (Jaccard index of their
    shingles at least 0.85), or that holds all of it and is not twice as long. Numbers and names decide because plans of
    two years, and decisions of two provinces, often differ in nothing else. Within one document only the same words are
    the same: its articles are often alike but for the word that matters.

    Args:
        texts: The best first.
        documents: For each, the document that it stands in.

    Returns:
        Indices of texts that say the same, the best first in each; groups in the order of their first texts.
    """
    prints = [_print(text) for text in texts]
    groups: list[list[int]] = []
    for index, one in enumerate(prints):
        same = next((group for group in groups if _says(prints, documents, group[0], one, index)), None)
        if same:
            same.append(index)
        else:
            groups.append([index])
    return [tuple(group) for group in groups]


def _says(prints: Sequence[_Print], documents: Sequence[Hashable], at: int, second: _Print, index: int) -> bool:
    """Whether an earlier text says all that the second does, but for some damage."""
    first = prints[at]
    if documents[at] == documents[index]:
        return first.shingles == second.shingles
    if not second.fixed <= first.tokens:
        return False
    shared = len(first.shingles & second.shingles)
    return shared >= _ALIKE * len(first.shingles | second.shingles) or (
        second.shingles <= first.shingles and shared >= _HALF * len(first.shingles)
    )


@lru_cache(maxsize=4096)
def _print(text: str) -> _Print:
    printed = _TOKEN.findall(plain(text))
    tokens = [fold(token) for token in printed]
    width = min(_SHINGLE, len(tokens))
    return _Print(
        frozenset(tokens),
        frozenset(tuple(tokens[at : at + width]) for at in range(len(tokens) - width + 1)),
        frozenset(
            token
            for token, word in zip(tokens, printed, strict=True)
            if word[0].isupper() or any(map(str.isdigit, word))
        ),
    )
