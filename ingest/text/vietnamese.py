"""Sentences, words and person names by underthesea, with offsets into the text.

The package is loaded when first needed (about two seconds). It is a hint, never the reader of numbers or agencies: it
breaks "206/KH-UBND" and takes "CT-UBND" for a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import Final

from ingest.facts import Span

_ALONE: Final = Lock()
"""underthesea's taggers keep the text they are at in themselves, and fail when two threads of a server are in one."""

_WINDOW: Final = 80


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text, in order, without the white space between them."""
    from underthesea import sent_tokenize

    with _ALONE:
        pieces = sent_tokenize(text)
    return _aligned(text, pieces)


@lru_cache(maxsize=4096)
def word_spans(text: str) -> tuple[Span, ...]:
    """The words of a text, compounds such as "quy hoạch" as one, in order."""
    from underthesea import word_tokenize

    with _ALONE:
        pieces = word_tokenize(text)
    return tuple(_aligned(text, pieces))


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` begins and ends at word boundaries: "theo" in "theo dõi" does not."""
    earliest = max(0, start - _WINDOW)
    low = max(text.rfind("\n\n", earliest, start) + 1, earliest)
    words = word_spans(text[low : end + _WINDOW])
    begins = any(word.start + low == start for word in words)
    return begins and any(word.end + low == end for word in words)


@lru_cache(maxsize=4096)
def is_person(name: str) -> bool:
    """Whether named-entity recognition takes the larger part of ``name`` for a person's."""
    from underthesea import ner

    with _ALONE:
        tags = [(word, label) for word, *_, label in ner(name)]
    named = sum(len(word) for word, label in tags if label.endswith("-PER"))
    return named * 2 > sum(len(word) for word, _ in tags)


def _aligned(text: str, pieces: Iterable[str]) -> list[Span]:
    """The places of pieces that a tokenizer gave in order, its white space being any white space of the text."""
    spans = []
    position = 0
    for piece in pieces:
        match = re.compile(r"\s+".join(map(re.escape, piece.split()))).search(text, position)
        if match and match.end() > match.start():
            spans.append(Span(*match.span()))
            position = match.end()
    return spans
