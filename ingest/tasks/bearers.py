"""Who bears a duty: a run of particular agencies and of classes such as "các sở, ban, ngành", read at a position."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.data import load
from ingest.facts import AgencyMention, Span

_JOINT: Final = re.compile(
    r"[\s*]{0,4}(?:[,;/&+]|[.]\s{0,4}-|\s-\s|\s(?:va|cung|voi)(?=\s))[\s*\-]{0,4}|\s{1,4}(?=-\s)-\s"
)
_MOST: Final = 60
"""No list of bearers is longer."""
_BRACKET: Final = re.compile(r"[\s*]{0,6}\([^()]{0,160}\)")
_CAPITALS: Final = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper())
_NAME: Final = rf"[{_CAPITALS}]\w*(?:(?:\s|\s?-\s?)[{_CAPITALS}]\w*){{0,5}}"
_AND: Final = r"(?:,|\s(?:và|va))\s{1,3}"
_NAMED: Final = re.compile(
    rf"[ \n]{_NAME}(?:{_AND}{_NAME}){{0,40}}"
    rf"|\s?:\s{{1,3}}(?:[{_CAPITALS}]\w*(?:\s\w+){{0,4}}{_AND}){{1,40}}[{_CAPITALS}]\w*"
)
_NAME_ENDS: Final = re.compile(r"[,;:(/*]|\s(?:co|can|phai|chiu|thuc\s+hien|theo|de|khi|thuoc|truc\s+thuoc)\s")


@dataclass(frozen=True, slots=True)
class Run:
    """Bearers printed one after another: where the run ends and the full names of the particular agencies in it."""

    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bearers:
    """The agencies of a text by the position at which each mention begins, for reading runs of bearers.

    ``text`` is the source, ``folded`` its folded view: the names of persons and places that go on a class ("các tỉnh
    Nghệ An, Quảng Ngãi") are told by their capitals.
    """

    text: str
    folded: str
    starts: dict[int, AgencyMention]

    def run_at(self, position: int) -> Run | None:
        """The bearers that begin at ``position``, agencies and classes joined by commas and "và"; ``None`` if none."""
        names: list[str] = []
        end = -1
        for _ in range(_MOST):
            if (unit := self._unit(position)) is None:
                break
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

    def titled(self, span: Span) -> Run | None:
        """The bearers that a heading names: a run, or a body of which no list tells ("Trung tâm Giống cây trồng")."""
        if (run := self.run_at(span.start)) and run.end <= span.end:
            return run
        if not _bodies().match(self.text, *span):
            return None
        stop = _NAME_ENDS.search(self.folded, *span)
        end = stop.start() if stop else span.end
        name = " ".join(self.text[span.start : end].split()).rstrip(" .")
        several = stop is not None and stop[0][0] in ",;/"
        within = stop is not None and stop[0].endswith("thuoc ")
        return Run(span.end if several or within else end, () if several else (name,))

    def _unit(self, position: int) -> tuple[int, AgencyMention | None] | None:
        start = position
        if lead := _leading().match(self.folded, position):
            start = lead.end()
        for place in (position, start):
            if agency := self.starts.get(place):
                return agency.span.end, agency
        ends = [form.match(self.folded, position) for form in (_offices(), class_pattern())]
        end = max((match.end() for match in ends if match), default=None)
        return (self._named(end), None) if end else None

    def _named(self, end: int) -> int:
        """Where a class ends with the names of places or persons that go on it."""
        names = _NAMED.match(self.text, end)
        if not names:
            return end
        stop = names.end()
        for match in re.finditer(rf"{_AND}|[:\s]+", names[0]):
            if end + match.end() in self.starts or class_pattern().match(self.folded, end + match.end()):
                stop = end + match.start()
                break
        return max(end, stop)


def bearers(text: str, folded: str, agencies: Sequence[AgencyMention]) -> Bearers:
    """The bearers of a text, from its source, its folded view and the agencies found in it."""
    return Bearers(text, folded, {agency.span.start: agency for agency in agencies})


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
        rf"(?<![a-z])(?:(?:{either(data['bare'])})\b|(?:(?:{either(data['determiners'])})\s{{1,4}}){{1,2}}{head}){after}{{0,10}}"
    )


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{either(load('tasks.toml')['leading'])})\s{{1,4}}){{1,3}}")


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:dong\s+chi\s+)?(?:{either(load('tasks.toml')['offices'])})\b")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(load('tasks.toml')['bodies'])})\b")
