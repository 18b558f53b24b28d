"""How the concepts of a question together ask something: the rows of ``data/readings.toml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from search_api.question.data import table
from search_api.question.understood import Direction

_LEAST_WORDS: Final = 2  # of a name; one word is in too many of them


@dataclass(frozen=True)
class Rule:
    """A reading, as the head of the data file explains its fields."""

    kind: str
    has: tuple[frozenset[str], ...]
    may: frozenset[str]
    relations: tuple[str, ...]
    direction: Direction | None
    agency: str
    named: bool
    least: int
    sure: bool
    quoted: bool
    apposition: bool

    @cached_property
    def allowed(self) -> frozenset[str]:
        """The concepts that may stand in a question of this reading."""
        return self.may.union(*self.has, soft())


@cache
def rules() -> tuple[Rule, ...]:
    """All readings, the surest first."""
    return tuple(
        Rule(
            kind=row["kind"],
            has=tuple(frozenset(each.split("|")) for each in row["has"]),
            may=frozenset(row.get("may", ())),
            relations=tuple(row.get("relations", ())),
            direction=row.get("direction"),
            agency=row.get("agency", "issuer"),
            named=row.get("named", False),
            least=row.get("least", _LEAST_WORDS),
            sure=row.get("sure", False),
            quoted=row.get("quoted", False),
            apposition=row.get("apposition", False),
        )
        for row in table("readings.toml")["reading"]
    )


@cache
def soft() -> frozenset[str]:
    """The concepts that may stand in a question of any reading."""
    return frozenset(table("readings.toml")["soft"])


def said(words: Sequence[str]) -> str:
    """The words of a name that texts must have: "số" need not be there, but in "sơ kết" it is another word."""
    unsaid, pairs = table("readings.toml")["unsaid"], table("readings.toml")["said_together"]
    kept = (
        word
        for word, after in zip(words, [*words[1:], ""], strict=False)
        if word not in unsaid or f"{word} {after}" in pairs
    )
    return " ".join(kept)
