"""What a figure measures: the words before it, less what links them with it, or those after it that it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.data import load
from ingest.facts import Change, Comparison, Span
from ingest.values.figures import Figure

_LONGEST_PHRASE: Final = 30
_WINDOW: Final = 600
_WORD: Final = 12
_PAUSES: Final = frozenset(",;.:)")
_EDGE: Final = " \t\n\r*,;:.-+(“”\"'"


@dataclass(frozen=True, slots=True)
class Before:
    """The words before a figure that may name its indicator.

    ``linked`` says that a word such as "đạt" joined them with the figure; ``change`` and ``bound`` come from words
    between ("tăng", "đạt và vượt"); ``whole`` is what stood before a colon: that of which the figure gives a part.
    """

    span: Span
    linked: bool
    change: Change | None
    bound: Comparison | None
    whole: Span | None


def before(text: str, folded: str, span: Span) -> Before:
    """The words of a span that ends at a figure, cut to the phrase that may name its indicator.

    ``text`` is the source: "đầu tư" does not end in "từ", though they fold alike.
    """
    start, end = max(span.start, span.end - _WINDOW), span.end
    for match in expression("strive").finditer(folded, start, end):
        start = match.end()
    whole: Span | None = None
    colon = folded.rfind(":", start, len(folded[:end].rstrip(" *:")))
    if colon >= 0:
        if not expression("label").search(folded[start:colon]):
            head = _opened(folded, Span(start, colon))
            whole = head if len(folded[head.start : head.end].split()) <= _LONGEST_PHRASE else None
        start = colon + 1
    if against := expression("against").search(folded, start, end):
        end = against.start()
    kinds: list[str] = []
    while cut := _last_word(text, folded, Span(start, end)):
        kinds.append(cut[0])
        end = cut[1]
    change: Change | None = next(("up" if kind == "up" else "down" for kind in kinds if kind in {"up", "down"}), None)
    linked = "link" in kinds or "meets" in kinds
    bound: Comparison | None = None if {"meets", "least"}.isdisjoint(kinds) else ">="
    phrase = _phrase(folded, Span(start, end))
    if whole and phrase.start >= phrase.end and expression("heads").match(folded, *whole):
        return Before(whole, True, change, bound, None)
    return Before(phrase, linked, change, bound, whole)


def after(text: str, folded: str, figure: Figure, end: int) -> Span | None:
    """The words that name what is counted: from the unit if it is counted, else after the percent sign; or ``None``."""
    if not figure.counted and not figure.name.startswith("%"):
        return None
    start = figure.unit.start if figure.counted else figure.unit.end
    end = min(end, figure.unit.end + _WINDOW)
    if folded[start:end].lstrip(" *\n")[:1] in _PAUSES:
        return None
    stop = _phrase_end(text, folded, Span(figure.unit.end, end))
    if figure.per and figure.per.start >= figure.unit.end:
        stop = min(stop, figure.per.start)
    span = stripped(folded, Span(start, stop))
    words = folded[span.start : span.end]
    if not words or (not figure.counted and (" " not in words or expression("no_object").match(words))):
        return None
    return span


def _phrase_end(text: str, folded: str, span: Span) -> int:
    """Where a noun phrase ends that begins a span: at a stop, or where something new begins; brackets belong to it."""
    position = span.start
    while match := _limit().search(folded, position, span.end):
        bracket = match[0] == ")" and folded.rfind("(", span.start, match.start()) > folded.rfind(
            ")", span.start, match.start()
        )
        if not bracket and not _folds_alike(text[match.end() :][:_WORD]):
            return match.start()
        position = match.end()
    return span.end


def _folds_alike(printed: str) -> bool:
    """Whether a text begins or consists of a word that only folds like a cue ("giám" like "giảm")."""
    word = re.match(r"\w+", printed)
    return word is not None and word[0].lower() in load("targets.toml")["folding_alike"]


def change_in(words: str) -> Change | None:
    """The direction that a verb of some folded words gives: "rút ngắn" down, "có thêm" up."""
    if expression("down").search(words):
        return "down"
    return "up" if expression("up").search(words) else None


def stripped(folded: str, span: Span) -> Span:
    """A span without blanks, emphasis and punctuation at its edges."""
    start, end = span
    while start < end and folded[start] in _EDGE:
        start += 1
    while end > start and folded[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


@cache
def expression(name: str) -> re.Pattern[str]:
    """An expression of ``data/targets.toml``, over the folded view."""
    return re.compile(load("targets.toml")["words"][name])


@cache
def beginning(name: str) -> re.Pattern[str]:
    """Such an expression, at the beginning of a span after its edges."""
    return re.compile(rf"[\s,;:.*+\-(\"]*(?:{expression(name).pattern})(?![a-z])")


@cache
def ending(name: str) -> re.Pattern[str]:
    """Such an expression, at the end of a span before its edges."""
    return re.compile(rf"(?:^|(?<=[^a-z]))(?:{expression(name).pattern})[\s,:(*]*$")


@cache
def _limit() -> re.Pattern[str]:
    """Where words that are counted end."""
    following, tail, joined = (expression(name).pattern for name in ("next", "tail", "joined"))
    return re.compile(rf"[;)|]|\.(?!\d)|{tail}|,\s*(?={following})|\s(?:va|dong\s+thoi)\s+(?={joined})")


@cache
def _openings() -> re.Pattern[str]:
    return re.compile(f"{beginning('opening').pattern}|{beginning('dated').pattern}")


def _last_word(text: str, folded: str, span: Span) -> tuple[str, int] | None:
    """What kind of word ends a span, of those that are no part of an indicator, and where it begins."""
    words = folded[span.start : span.end]
    printed = text[span.start : span.end].rsplit(maxsplit=1)
    if printed and _folds_alike(printed[-1].strip(_EDGE)):
        return None
    for name in ("meets", "least", "link", "up", "down", "closing", "dated"):
        if match := ending(name).search(words):
            return name, span.start + match.start()
    return None


def _phrase(folded: str, span: Span) -> Span:
    """The last phrase of the words before a figure: from the last name of an indicator or verb of change on."""
    start, end = span
    for name in ("up", "down", "heads"):
        for match in re.finditer(rf"(?:,|\bde)\s+(?={expression(name).pattern}(?![a-z]))", folded[span.start : end]):
            start = max(start, span.start + match.end())
    if len(folded[start:end].split()) > _LONGEST_PHRASE:
        start = max(start, folded.rfind(",", start, end) + 1)
    return _opened(folded, Span(start, end))


def _opened(folded: str, span: Span) -> Span:
    """A span without edges, and without years and opening words at its beginning."""
    start, end = span
    while match := _openings().match(folded, start, end):
        start = match.end()
    return stripped(folded, Span(start, end))
