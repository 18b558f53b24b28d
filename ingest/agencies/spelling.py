"""Names as regular expressions over the folded view, in clean text and in text damaged by OCR.

A lexicon joins many names, each with all its short forms, in one expression shaped like a tree of words, so that the
cost of a trial does not grow with the number of names.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from ingest.data import load
from ingest.text.fold import fold

Spelling = Literal["clean", "damaged"]

_END: Final = r"(?:(?![a-z0-9])|(?=tp\b))"


class _Step(NamedTuple):
    """One word of a name: what may stand between it and the word before, and the word."""

    gap: str
    word: str


@dataclass
class _Node:
    children: dict[_Step, _Node] = field(default_factory=dict)
    leaves: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _Names:
    """Names that begin alike, compiled when a text first has that beginning: most texts have few of them."""

    root: _Node

    @cached_property
    def compiled(self) -> tuple[re.Pattern[str], tuple[tuple[int, ...], ...]]:
        """The expression, and the names' indexes for each of its capturing groups."""
        order: list[tuple[int, ...]] = []
        return re.compile(_expression(self.root, order)), tuple(order)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names for one spelling, by the letters with which they begin; in damaged text these may be any (``""``)."""

    names: Mapping[str, _Names]
    lengths: tuple[int, ...]

    def match(self, folded: str, position: int) -> tuple[int, int] | None:
        """The end of the longest name that begins at ``position``, and its index; ``None`` if none does."""
        found = self.matches(folded, position)
        return (found[0], found[1][0]) if found else None

    def matches(self, folded: str, position: int) -> tuple[int, tuple[int, ...]] | None:
        """As :meth:`match`, with all names that are spelled so: "TƯ" and "TU" (Trung ương, Tỉnh ủy) fold alike."""
        for length in self.lengths:
            if names := self.names.get(folded[position : position + length]):
                pattern, order = names.compiled
                match = pattern.match(folded, position)
                return (match.end(), order[match.lastindex - 1]) if match and match.lastindex else None
        return None


@lru_cache(maxsize=8)
def spelling_of(text: str) -> Spelling:
    """Whether a text has its diacritics, or was read by an OCR that lost them."""
    letters = sum(char.isalpha() for char in text)
    marked = sum(char.isalpha() and ord(char) > 127 for char in text)
    return "damaged" if marked < load("ocr_confusions.toml")["marked_share"] * letters else "clean"


def compile_names(names: Sequence[str], spelling: Spelling) -> Lexicon:
    """One lexicon of names given in full spelling; short forms come from the table of abbreviations."""
    root = _Node()
    for index, name in enumerate(names):
        for words in _variants(tuple(name.split()), _abbreviations()):
            node = root
            for step in _steps(words, spelling):
                node = node.children.setdefault(step, _Node())
            if index not in node.leaves:
                node.leaves.append(index)
    known = {"": _Names(root)} if spelling == "damaged" else _by_beginning(root)
    return Lexicon(known, tuple(sorted({len(beginning) for beginning in known})))


def _by_beginning(root: _Node) -> dict[str, _Names]:
    """Names by their first words, those together of which one begins with another ("UB", "UBND")."""
    first = {re.sub(r"\\(.)", r"\1", step.word): (step, node) for step, node in root.children.items()}
    nodes: dict[str, _Node] = defaultdict(_Node)
    for word in sorted(first, key=len):
        step, node = first[word]
        beginning = next((word[:length] for length in range(1, len(word)) if word[:length] in nodes), word)
        nodes[beginning].children[step] = node
    return {beginning: _Names(node) for beginning, node in nodes.items()}


def word_expression(word: str, spelling: Spelling) -> str:
    """The regular expression of one word over the folded view."""
    if spelling == "clean":
        return re.escape(fold(word))
    data = load("ocr_confusions.toml")
    return "".join(
        data["letters"].get(char)
        or data["letters"].get(char.lower())
        or (data["marked"] if char.isalpha() and ord(char) > 127 else re.escape(fold(char)))
        for char in word
    )


def phrase_expression(phrase: str, spelling: Spelling) -> str:
    """The regular expression of a phrase, its words apart by white space with at most one line break."""
    return r"\s{1,8}".join(word_expression(word, spelling) for word in phrase.split())


@cache
def _abbreviations() -> Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    table: Mapping[str, Sequence[str]] = load("agencies.toml")["abbreviations"]
    return {
        tuple(phrase.lower().split()): tuple(tuple(short.split()) for short in shorts)
        for phrase, shorts in table.items()
    }


def _variants(
    words: tuple[str, ...], table: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
) -> Iterator[tuple[str, ...]]:
    """All ways to print a name: every phrase of it in full or in one of its short forms."""
    if not words:
        yield ()
        return
    heads: list[tuple[tuple[str, ...], int]] = [((words[0],), 1)]
    for length in range(1, len(words) + 1):
        heads += [(short, length) for short in table.get(tuple(word.lower() for word in words[:length]), ())]
    for head, length in heads:
        for rest in _variants(words[length:], table):
            yield head + rest


def _steps(words: tuple[str, ...], spelling: Spelling) -> Iterator[_Step]:
    gap = ""
    for word, following in itertools.zip_longest(words, words[1:]):
        core = word.strip(",-")
        if not core:
            gap = r"[\s,\-]{1,8}"
            continue
        if core == "và":
            yield _Step("", r"(?:\s{1,8}va|\s?[&\-])")
            gap = r"\s{0,8}"
            continue
        yield _Step(gap, word_expression(core, spelling))
        if word.endswith(",") or following in {"-", "–"}:
            gap = r"[\s,\-]{1,8}"
        elif _is_short(core) or (following and _is_short(following)):
            gap = r"[\s.]{0,6}"
        else:
            gap = r"\s{1,8}"


def same_marks(printed: str, name: str) -> bool:
    """Whether a phrase is the one meant and not one that only folds alike ("Bảo" and "Báo", "trương" and "trưởng").

    The place of the tone mark is free ("Uỷ", "Ủy"); a phrase printed without any mark is an OCR's or a hurried
    typist's, and a short form is another word.
    """
    first, second = (unicodedata.normalize("NFD", "".join(words.lower().split())) for words in (printed, name))
    return first.isascii() or fold(printed) != fold(name) or sorted(first) == sorted(second)


def _is_short(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _expression(node: _Node, order: list[tuple[int, ...]]) -> str:
    """Longer names first: all that go on after a word of this level, then all that end with one.

    In damaged spelling two words may be written alike ("Báo", "Bộ"): the end of one must not hide what follows another.
    """
    children = sorted(node.children.items(), key=lambda item: -len(item[0].word))
    branches = [step.gap + step.word + _expression(child, order) for step, child in children if child.children]
    for step, child in children:
        if child.leaves:
            order.append(tuple(child.leaves))
            branches.append(step.gap + step.word + _END + "()")
    return f"(?:{'|'.join(branches)})"
