"""Who bears a duty: a run of particular agencies and of classes such as "các sở, ban, ngành", read at a position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.data import load
from ingest.facts import AgencyMention

_JOINT: Final = re.compile(
    r"\s{0,4}(?:[,;/&+]|[.]\s{0,4}-|\s-\s|\s(?:va|cung|voi)(?=\s))[\s*\-]{0,4}|\s{1,4}(?=-\s)-\s"
)
_BRACKET: Final = re.compile(r"\s{0,2}\([^()]{0,160}\)")
_LEADING: Final = re.compile(r"(?:(?:dong chi|d/c|lanh dao|dai dien|thu truong)\s+)?")


@dataclass(frozen=True, slots=True)
class Run:
    """Bearers printed one after another: where the run ends and the full names of the particular agencies in it."""

    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bearers:
    """The agencies of a text by the position at which each mention begins, for reading runs of bearers."""

    folded: str
    starts: dict[int, AgencyMention]

    def run_at(self, position: int) -> Run | None:
        """The bearers that begin at ``position``, agencies and classes joined by commas and "và"; ``None`` if none."""
        names: list[str] = []
        end = -1
        while (unit := self._unit(position)) is not None:
            end, agency = unit
            if agency:
                names.append(agency.name)
            if bracket := _BRACKET.match(self.folded, end):
                inner = self._unit(bracket.start() + bracket[0].index("(") + 1)
                if inner and inner[1]:
                    names.append(inner[1].name)
                end = bracket.end()
            joint = _JOINT.match(self.folded, end)
            if not joint:
                break
            position = joint.end()
        return Run(end, tuple(dict.fromkeys(names))) if end >= 0 else None

    def _unit(self, position: int) -> tuple[int, AgencyMention | None] | None:
        start = position
        if lead := _LEADING.match(self.folded, position):
            start = lead.end()
        for place in (position, start):
            if agency := self.starts.get(place):
                return agency.span.end, agency
        group = class_pattern().match(self.folded, position)
        return (group.end(), None) if group else None


def bearers(folded: str, agencies: Sequence[AgencyMention]) -> Bearers:
    """The bearers of a text, from its folded view and the agencies found in it."""
    return Bearers(folded, {agency.span.start: agency for agency in agencies})


def either(phrases: Sequence[str]) -> str:
    """An expression for any of some phrases, longer ones first; blanks and line breaks are one."""
    return "|".join(
        re.escape(phrase).replace(",", r"\s?,").replace(r"\ ", r"\s{1,4}")
        for phrase in sorted(phrases, key=len, reverse=True)
    )


@cache
def class_pattern() -> re.Pattern[str]:
    """A class of bearers: "các sở, ban, ngành", "Thủ trưởng các cơ quan, đơn vị", "UBND cấp xã"."""
    data = load("tasks.toml")
    head = rf"(?!(?:{either(data['not_heads'])})\b)(?:{either(data['heads'])})\b"
    more = rf"(?:\s?,\s{{0,4}}|\s{{1,4}}va\s{{1,4}})(?:{either([*data['heads'], *data['modifiers']])})\b"
    after = rf"(?:\s{{1,4}}(?:{either(data['modifiers'])})\b|{more})"
    return re.compile(
        rf"(?<![a-z])(?:(?:(?:{either(data['determiners'])})\s{{1,4}}){{1,2}}{head}|(?:{either(data['bare'])})\b){after}{{0,10}}"
    )
