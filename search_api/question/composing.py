"""What a question asks, from its concepts in whatever order they stand (``data/readings.toml``).

Every word must be understood, or be part of a name that the collection knows: a question that says more than is
understood gets no answer.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from search_api.question.concepts import FREE, VERB, Piece, is_verb, sequences
from search_api.question.describing import with_descriptions, with_people
from search_api.question.direction import direction_of
from search_api.question.rules import Rule, rules, said, soft
from search_api.question.understood import Direction
from search_api.question.ways import figure_last, without_addressees, without_apposition, without_between

_PASSED_OVER: Final = frozenset({"skip", "of", "about", "assign"})  # "giao thông"
_ENTITIES: Final = frozenset({"x", "agency", "year"})
_ISSUING: Final = frozenset({"issue", "issuer"})
_TAKING_PART: Final = ("movement", "agency", "year", "docs", "copy", "someone")
_OUTSIDE: Final = frozenset({"x", "span", "who", "when"})  # never a part of a name
_PASSED_OVER_AT_MOST: Final = 2  # words
_NEVER_PASSING_OVER: Final = frozenset(
    {"document", "listing", "neighbours", "date", "deadline", "tasks"}
)  # they ask too little to be sure of
_MOST_DESCRIPTIONS: Final = 80  # ways to read a question with a description in it


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question asks, its parts still as signs ("X0").

    Attributes:
        kind: What is asked.
        direction: Of a relation, if one is asked for.
        relations: Relations asked for, by their names in ``ontology.relations``.
        instruments: The one that the question is about, and another.
        parts: What takes which part: ``asked``: the documents asked for; ``issuer``, ``by``, ``to``, ``lead``,
            ``support``: agencies; ``years``; ``span``: a quarter, month or day; ``through``, ``indirect``; ``name``:
            words that the collection must know.
        tentative: It counts only if the collection knows the name that it takes.
        named: Words of the question were taken for a name, which they may not be: another reading that has an answer
            is better than this one without.
        passed_over: Words that were not understood.
    """

    kind: str
    direction: Direction | None
    relations: tuple[str, ...]
    instruments: tuple[Piece, ...]
    parts: dict[str, str]
    tentative: bool = False
    named: bool = False
    passed_over: tuple[str, ...] = ()


def composed(masked: str) -> Iterator[Reading]:
    """The readings that fit a masked question, the surest first: with names later, with descriptions last.

    Args:
        masked: The question without its qualifiers, its years still in it.
    """
    whole = sequences(masked)
    ways = tuple(map(without_apposition, whole))
    described = _described(whole)
    yield from _plain(whole, ways)
    for way in described:
        for reading in _plain((way,), (without_apposition(way),)):
            if _says_enough(reading, way):
                yield replace(reading, tentative=True)
    yield from _with_names(ways)
    for way in described:
        for reading in _with_names((without_apposition(way),)):
            yield replace(reading, tentative=True)


def _says_enough(reading: Reading, way: Sequence[Piece]) -> bool:
    """Whether a question with a description asks what the reading has it ask, and not something about a part of it."""
    outside = {piece.concept for piece in way if piece.concept != "x"}
    if reading.kind == "document":  # nothing but the description
        # "mức hỗ trợ ... thế nào" asks what it is, not for the document
        unexplained = any(p.within and p.within[0].concept in ("x", "content") for p in reading.instruments)
        return outside <= {"skip", "of", "number"} and not unexplained
    movement = any(piece.within and piece.within[0].concept == "movement" for piece in reading.instruments)
    following = any(piece.words == "theo" for piece in way)  # "phong trào ... theo văn bản nào": who launched it
    return reading.kind != "deadline" and not (movement and ("cites" in reading.relations or following))


def composed_in_part(masked: str) -> Iterator[Reading]:
    """The readings that fit a masked question but for a few words that are not understood, which they tell."""
    whole = sequences(masked)
    for ways in (whole, _described(whole)):
        parts = [part for way in ways if (part := _in_part(way))]
        for rule, (kept, passed) in itertools.product(rules(), parts):
            if rule.named or rule.kind in _NEVER_PASSING_OVER or (rule.kind == "issuer" and not _is_issuing(kept)):
                continue
            if reading := _whole(rule, kept):
                yield replace(reading, tentative=True, named=True, passed_over=passed)


@lru_cache(maxsize=64)
def _described(whole: tuple[tuple[Piece, ...], ...]) -> tuple[tuple[Piece, ...], ...]:
    """The question with people and described instruments as such, the longest descriptions first."""
    known = dict.fromkeys(way for each in whole for way in with_people(each))
    described = dict.fromkeys(way for each in (*whole, *known) for way in with_descriptions(each))
    return (*known, *sorted(described, key=len)[:_MOST_DESCRIPTIONS])


def _in_part(way: Sequence[Piece]) -> tuple[tuple[Piece, ...], tuple[str, ...]] | None:
    """What is understood of a question about something, and the few words that are not; ``None`` if it says more."""
    unknown = [n for n, piece in enumerate(way) if piece.concept in (FREE, "person")]
    passed = tuple(way[n].words for n in unknown)
    about_something = any(piece.concept in ("x", "someone") for piece in way)
    subject = any(n + 1 < len(way) and is_verb(way[n + 1]) for n in unknown)  # "kinh phí thực hiện X"
    too_many = len(" ".join(passed).split()) > _PASSED_OVER_AT_MOST
    if not passed or too_many or subject or not about_something:
        return None
    return without_apposition([piece for piece in way if piece.words not in passed]), passed


def _is_issuing(way: Sequence[Piece]) -> bool:
    """Whether a question asks who issued something, and not who did what is not understood: "ai khen X"."""
    return any(piece.concept in _ISSUING and piece.words != "co" for piece in way)


def _plain(whole: Sequence[tuple[Piece, ...]], ways: Sequence[tuple[Piece, ...]]) -> Iterator[Reading]:
    for rule in rules():
        if not rule.named:
            yield from filter(None, (_whole(rule, way) for way in (whole if rule.apposition else ways)))


def _with_names(ways: Sequence[tuple[Piece, ...]]) -> Iterator[Reading]:
    divided = tuple(moved for way in ways if (moved := figure_last(way)) != way)
    said = frozenset[str]().union(*map(_concepts_of, ways))
    for rule in rules():
        if rule.named and all(said & any_of for any_of in rule.has):
            for way in (*(divided if rule.kind == "target" else ()), *ways):
                yield from _with_name(rule, way)


def _whole(rule: Rule, way: Sequence[Piece]) -> Reading | None:
    if rule.kind == "related":
        way = without_between(without_addressees(way))
    if not _fits(rule, way) or (rule.kind == "related" and _acts_twice(way)):
        return None
    direction = rule.direction
    if rule.kind == "related" and direction is None:
        direction = direction_of(way)
        if direction is None:
            return None
    instruments = tuple(piece for piece in way if piece.concept == "x")
    return Reading(rule.kind, direction, rule.relations or _relations(rule, way), instruments, _parts(rule, way))


def _acts_twice(way: Sequence[Piece]) -> bool:
    """Whether a document is told by one act and asked for another: "kế hoạch triển khai X0 căn cứ luật nào"."""
    at = next((n for n, piece in enumerate(way) if piece.concept == "x"), 0)
    before = [n for n in range(at) if is_verb(way[n])]
    after = [n for n in range(at + 1, len(way)) if is_verb(way[n])]
    told = before and any(way[n].concept == "docs" and way[n + 1].concept != "which" for n in range(before[0]))
    return bool(told and after and any(piece.concept in ("docs", "where") for piece in way[after[-1] + 1 :]))


def _with_name(rule: Rule, way: Sequence[Piece]) -> Iterator[Reading]:
    """The readings of a question with a name between its other words."""
    around = rule.may.union(*rule.has, soft()) - {"quoted"}
    last_reading: Reading | None = None
    for outside in (around - _ENTITIES, around):  # an agency or year next to the name may be a part of it
        first, last = _of_name(way, outside)
        for start, end in _edges(way, first, last):
            name = said([word for piece in way[start:end] for word in piece.words.split()])
            quoted = any(piece.concept == "quoted" for piece in way[start:end])
            enough = quoted or (len(name.split()) >= rule.least and not rule.quoted)
            if not enough or any(piece.concept in _OUTSIDE for piece in way[start:end]):
                continue
            if reading := _whole(rule, (*way[:first], *way[last:])):
                parts = reading.parts | {"name": name}
                last_reading = replace(reading, parts=parts, tentative=True, named=True)
                yield last_reading
    if rule.sure and last_reading:  # a name without the words around it that the collection does not know
        yield replace(last_reading, tentative=False, named=False)


def _edges(way: Sequence[Piece], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Where a name may begin and end: with the words beside it that are passed over ("trong", "trồng"), or not."""
    start, end = first, last
    while start > 0 and way[start - 1].concept in _PASSED_OVER:
        start -= 1
    while end < len(way) and way[end].concept in _PASSED_OVER:
        end += 1
    return tuple(dict.fromkeys(itertools.product((start, first), (end, last))))


def _of_name(way: Sequence[Piece], around: frozenset[str]) -> tuple[int, int]:
    """Where the name begins and ends: what is left between the words that the reading knows."""
    first, last = 0, len(way)
    while last > first and _is_one_of(way[last - 1], around):
        last -= 1
    while first < last and _is_one_of(way[first], around):
        first += 1
    return first, last


def _fits(rule: Rule, way: Sequence[Piece]) -> bool:
    concepts = _concepts_of(way)
    return (
        all(_is_one_of(piece, rule.allowed) for piece in way)
        and all(concepts & any_of for any_of in rule.has)
        and sum(piece.concept == "x" for piece in way) <= (2 if "x2" in rule.may else 1)
        and (rule.kind != "listing" or sum(piece.concept in ("docs", "copy") for piece in way) < 2)
    )


def _concepts_of(way: Sequence[Piece]) -> frozenset[str]:
    verb = {"verb"} if any(map(is_verb, way)) else set()
    second = {"x2"} if sum(piece.concept == "x" for piece in way) > 1 else set()
    return frozenset({piece.concept for piece in way} | verb | second)


def _is_one_of(piece: Piece, concepts: frozenset[str]) -> bool:
    return piece.concept in concepts or (is_verb(piece) and "verb" in concepts)


def _relations(rule: Rule, way: Sequence[Piece]) -> tuple[str, ...]:
    if rule.kind != "related":
        return ()
    return tuple(dict.fromkeys(piece.concept.removeprefix(VERB) for piece in way if is_verb(piece)))


def _parts(rule: Rule, way: Sequence[Piece]) -> dict[str, str]:
    """The words of the question by what they are, as a pattern names them."""
    of = {name: [piece.words for piece in way if piece.concept == name] for name in _TAKING_PART}
    parts: dict[str, str] = {}
    if rule.kind in ("related", "neighbours", "listing", "launched-by", "signed-by", "sent-to", "most-cited"):
        parts |= {"asked": " ".join(of["docs"] + of["copy"])} if of["docs"] or of["copy"] else {}
    if of["agency"]:
        parts[rule.agency] = of["agency"][0]
    if of["movement"]:
        parts["movement"] = of["movement"][0]
    if of["someone"]:
        parts["name"] = of["someone"][0]
    if of["year"]:
        parts["years"] = " ".join(of["year"])
    parts |= {
        piece.concept: piece.words for piece in way if piece.concept in ("through", "indirect", "span", "percent")
    }
    return parts
