"""Offices that stand before the name of a body: "Chủ tịch UBND tỉnh" is one mention, a deputy is a person of a list."""

from __future__ import annotations

import re
from functools import cache

from ingest.agencies.spelling import Spelling, phrase_expression, same_marks, spelling_of
from ingest.data import load

_WINDOW = 40


def office_before(text: str, folded: str, position: int) -> tuple[int, str] | None:
    """The office printed right before a body at ``position``: where it begins and its name."""
    before, _ = _patterns(spelling_of(text))
    match = before.search(folded, max(0, position - _WINDOW), position)
    if not match or match["person"]:
        return None
    name = _name(match)
    if match["all"] and name not in load("agencies.toml")["offices"]["authorities"]:
        return None
    return (match.start("office"), name) if same_marks(text[slice(*match.span("office"))], name) else None


def office_at(text: str, folded: str, position: int) -> tuple[int, str] | None:
    """The office that begins at ``position``: where the body after it begins and the office's name."""
    match = _patterns(spelling_of(text))[1].match(folded, position)
    return (match.end(), _name(match)) if match else None


def is_deputy(text: str, folded: str, position: int) -> bool:
    """Whether the word before ``position`` makes the office there a deputy's ("Phó Thủ tướng Chính phủ")."""
    return _person_pattern(spelling_of(text)).search(folded, max(0, position - 12), position) is not None


def is_listed_person(text: str, folded: str, office: tuple[int, str], end: int) -> bool:
    """Whether an office is named as one person of a list ("Giám đốc Sở Nội vụ, Thủ trưởng các cơ quan ...").

    Of such lists only the agencies are mentions; an office that itself issues instruments (Chủ tịch UBND) stays one.

    Args:
        text: The source text.
        folded: Its folded view.
        office: Where the office begins, and its name.
        end: Where the name of its body ends.
    """
    if office[1] in load("agencies.toml")["offices"]["authorities"]:
        return False
    after, before = _list_patterns(spelling_of(text))
    return bool(after.match(folded, end) or before.search(folded, max(0, office[0] - 90), office[0]))


@cache
def _list_patterns(spelling: Spelling) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = (*_heads(), *load("agencies.toml")["offices"]["listed"])
    person = "|".join(phrase_expression(word, spelling) for word in words)
    return (
        re.compile(rf"\s*(?:[,;]|[,;]?\s+va)(?!\s*\n\s*\n)\s+(?:{person})(?![a-z])"),
        re.compile(rf"(?<![a-z])(?:{person})\s[^.:\n;]{{3,60}}(?:[,;]|\sva)\s+$"),
    )


@cache
def _person_pattern(spelling: Spelling) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{_persons(spelling)})\s{{1,4}}$")


def _persons(spelling: Spelling) -> str:
    return "|".join(phrase_expression(word, spelling) for word in load("agencies.toml")["offices"]["persons"])


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(load("agencies.toml")["offices"]["heads"], key=len, reverse=True))


@cache
def _patterns(spelling: Spelling) -> tuple[re.Pattern[str], re.Pattern[str]]:
    office = "|".join(f"({phrase_expression(head, spelling)})" for head in _heads())
    return (
        re.compile(
            rf"(?:(?<![a-z])(?P<person>{_persons(spelling)})\s{{1,4}})?(?<![a-z0-9])(?P<office>{office})\s{{1,8}}"
            r"(?P<all>cac\s{1,8})?$"
        ),
        re.compile(rf"(?:{office})\s{{1,8}}"),
    )


def _name(match: re.Match[str]) -> str:
    named = {number for name, number in match.re.groupindex.items()}
    groups = [number for number in range(1, match.re.groups + 1) if number not in named]
    return next(head for head, number in zip(_heads(), groups, strict=True) if match[number] is not None)
