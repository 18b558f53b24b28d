"""Sentences, words and person names by underthesea, with offsets into the text.

The package is loaded when first needed, without its translator and classifiers. It is a hint, never the reader of
numbers or agencies: it breaks "206/KH-UBND" and takes "CT-UBND" for a place.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterable
from functools import cache, lru_cache
from threading import Lock
from types import ModuleType
from typing import Final

from ingest.facts import Span

_ALONE: Final = Lock()
"""underthesea's taggers keep the text they are at in themselves, and fail when two threads of a server are in one."""

_WINDOW: Final = 80
# Loaded with the package if they can be, and never used here: they bring PyTorch and Transformers.
_UNUSED: Final = ("classification", "sentiment", "lang_detect", "dependency_parse", "translate")


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text, in order, without the white space between them."""
    with _ALONE:
        pieces = _toolkit().sent_tokenize(text)
    return _aligned(text, pieces)


@lru_cache(maxsize=4096)
def word_spans(text: str) -> tuple[Span, ...]:
    """The words of a text, compounds such as "quy hoạch" as one, in order."""
    with _ALONE:
        pieces = _toolkit().word_tokenize(text)
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
    with _ALONE:
        tags = [(word, label) for word, *_, label in _toolkit().ner(name)]
    named = sum(len(word) for word, label in tags if label.endswith("-PER"))
    return named * 2 > sum(len(word) for word, _ in tags)


@cache
def _toolkit() -> ModuleType:
    """The package underthesea; a module that ``sys.modules`` holds as ``None`` cannot be imported with it."""
    unused = [f"underthesea.pipeline.{name}" for name in _UNUSED if f"underthesea.pipeline.{name}" not in sys.modules]
    kept_out: dict[str, None] = dict.fromkeys(unused)
    sys.modules.update(kept_out)  # type: ignore[arg-type]
    try:
        return importlib.import_module("underthesea")
    finally:
        for name in unused:
            del sys.modules[name]


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
