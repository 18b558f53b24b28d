"""Which way a relation goes that a question asks for: what acts on the instrument, or what it acts on.

Vietnamese tells it by order and by the passive: "X triển khai văn bản nào" (out), "văn bản nào triển khai X" (in),
"X được văn bản nào triển khai" (in), "văn bản nào bị X thay thế" (out).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from search_api.question.concepts import Piece, is_verb
from search_api.question.data import table
from search_api.question.understood import Direction

_ASKED: Final = ("docs", "copy", "who", "where")
_REVERSED: Final = "basis_of"  # "làm căn cứ cho": who does this is what the other is based on
_OTHER: Final[dict[Direction, Direction]] = {"in": "out", "out": "in"}


def direction_of(way: Sequence[Piece]) -> Direction | None:
    """The direction of the first relation verb, seen from the instrument; ``None`` if the order does not tell."""
    at = next((n for n, piece in enumerate(way) if _is_relation(piece)), None)
    if at is None:
        return None
    passive = next((n for n in range(at - 1, -1, -1) if way[n].concept == "passive"), None)
    if passive is not None and not any(piece.concept == "issue" for piece in way[passive:at]):
        patient = _nearest(way, range(passive - 1, -1, -1)) or "x"
        return "in" if patient == "x" else "out"
    subject = _nearest(way, range(at - 1, -1, -1))
    if subject == "x" and _is_place(way, at):  # "X triển khai tại kế hoạch nào"
        return "in"
    if subject:
        found: Direction = "out" if subject == "x" else "in"
    elif way[at].concept in ("verb:basis", _REVERSED) and not _is_object(way, at):
        return "out"  # "căn cứ của X", "căn cứ vào đâu để ban hành X"
    else:
        thing = _nearest(way, range(at + 1, len(way)))
        if thing is None:
            return None
        found = "in" if thing == "x" else "out"
    return _OTHER[found] if way[at].concept == _REVERSED else found


def _is_place(way: Sequence[Piece], at: int) -> bool:
    """Whether the document asked for is where something is done: right after the verb, with "tại", "ở"."""
    return at + 2 < len(way) and way[at + 1].words in table("concepts.toml")["places"] and way[at + 2].concept in _ASKED


def _is_object(way: Sequence[Piece], at: int) -> bool:
    """Whether the verb takes the instrument and something after it is asked for: "căn cứ X có kế hoạch nào"."""
    after = [piece.concept for piece in way[at + 1 :]]
    return after[:1] == ["x"] and any(concept in ("docs", "copy") for concept in after)


def _nearest(way: Sequence[Piece], places: range) -> str | None:
    """The first instrument ("x") or thing asked for ("asked") at these places."""
    asked = _ASKED if any(piece.concept in _ASKED for piece in way) else ("which",)
    for n in places:
        if way[n].concept == "x":
            return "x"
        if way[n].concept in asked:
            return "asked"
    return None


def _is_relation(piece: Piece) -> bool:
    return is_verb(piece) or piece.concept == _REVERSED
