"""What a question asks, from its concepts in whatever order they stand (``data/readings.toml``).

A pattern of ``grammar.py`` fits word for word; this reads what no pattern foresees. Every word must be understood, or be
part of a name that the collection knows: what says more than is understood is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from search_api.question.concepts import FREE, Piece, sequences
from search_api.question.data import table
from search_api.question.direction import direction_of
from search_api.question.grammar import Reading

_VERB: Final = "verb:"
_ENTITIES: Final = frozenset({"x", "agency", "year"})
_LEAST_WORDS: Final = 2  # of a name; one word is in too many of them


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    has: tuple[frozenset[str], ...]
    may: frozenset[str]
    relations: tuple[str, ...]
    direction: str | None
    agency: str
    free: str | None


def composed(masked: str) -> Iterator[Reading]:
    """The readings that fit a masked question, the surest first; those with names last.

    Args:
        masked: The question without its qualifiers, its years still in it.
    """
    ways = [_without_apposition(way) for way in sequences(masked)]
    for rule in _rules():
        for way in ways:
            if reading := _named(rule, way) if rule.free else _whole(rule, way):
                yield reading


def _whole(rule: _Rule, way: Sequence[Piece]) -> Reading | None:
    if not _fits(rule, way):
        return None
    direction = rule.direction
    if rule.kind == "related" and direction is None:
        direction = direction_of(way)
        if direction is None:
            return None
    return Reading(rule.kind, direction, rule.relations or _relations(rule, way), _parts(rule, way))


def _named(rule: _Rule, way: Sequence[Piece]) -> Reading | None:
    """The reading of a question with a name between its other words."""
    around = rule.may.union(*rule.has, _soft())
    first, last = 0, len(way)
    while first < last and _is_one_of(way[first], around):
        first += 1
    while last > first and _is_one_of(way[last - 1], around):
        last -= 1
    name, outside = way[first:last], [*way[:first], *way[last:]]
    if not name or not _fits(rule, outside) or any(piece.concept == "x" for piece in name):
        return None
    words = " ".join(piece.words for piece in name if piece.concept not in _passed_over())
    if len(words.split()) < _LEAST_WORDS or (rule.free == "named" and name[0].concept != "docs"):
        return None
    parts = {**_parts(rule, outside), str(rule.free): words}
    return Reading(rule.kind, rule.direction, rule.relations, parts, tentative=True)


def _fits(rule: _Rule, way: Sequence[Piece]) -> bool:
    allowed = rule.may.union(*rule.has, _soft())
    concepts = {piece.concept for piece in way} | ({"verb"} if any(map(_is_verb, way)) else set())
    instruments = [piece for piece in way if piece.concept == "x"]
    return (
        all(_is_one_of(piece, allowed) for piece in way)
        and all(concepts & any_of for any_of in rule.has)
        and len(instruments) <= (2 if "x2" in rule.may else 1)
    )


def _is_one_of(piece: Piece, concepts: frozenset[str]) -> bool:
    return piece.concept in concepts or (_is_verb(piece) and "verb" in concepts)


def _is_verb(piece: Piece) -> bool:
    return piece.concept.startswith(_VERB)


def _relations(rule: _Rule, way: Sequence[Piece]) -> tuple[str, ...]:
    if rule.kind != "related":
        return ()
    return tuple(dict.fromkeys(piece.concept.removeprefix(_VERB) for piece in way if _is_verb(piece)))


def _parts(rule: _Rule, way: Sequence[Piece]) -> dict[str, str]:
    """The words of the question by what they are, as a pattern names them."""
    of = {name: [piece.words for piece in way if piece.concept == name] for name in (*_ENTITIES, "docs", "copy")}
    parts = dict(zip(("x", "other"), of["x"], strict=False))
    if rule.kind in ("related", "neighbours", "listing", "launched-by", "signed-by", "sent-to", "most-cited"):
        parts |= {"asked": " ".join(of["docs"] + of["copy"])} if of["docs"] or of["copy"] else {}
    if of["agency"]:
        parts[rule.agency] = of["agency"][0]
    if of["year"]:
        parts["years"] = " ".join(of["year"])
    if any(piece.concept == "through" for piece in way):
        parts["through"] = next(piece.words for piece in way if piece.concept == "through")
    return parts


def _without_apposition(way: Sequence[Piece]) -> tuple[Piece, ...]:
    """Without the word for a document right before the one it stands for: "văn bản X0", "bản sao y X0"."""
    following = [*way[1:], Piece(FREE, "")]
    return tuple(
        piece
        for piece, after in zip(way, following, strict=True)
        if not (piece.concept in ("docs", "copy") and after.concept == "x")
    )


def _soft() -> frozenset[str]:
    return frozenset(table("readings.toml")["soft"])


def _passed_over() -> frozenset[str]:
    return _soft() - {"which", "must"}


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            kind=row["kind"],
            has=tuple(frozenset(each.split("|")) for each in row["has"]),
            may=frozenset(row.get("may", ())),
            relations=tuple(row.get("relations", ())),
            direction=row.get("direction"),
            agency=row.get("agency", "issuer"),
            free=row.get("free"),
        )
        for row in table("readings.toml")["reading"]
    )
