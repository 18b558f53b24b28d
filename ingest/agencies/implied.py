"""What a document says about the unit that it speaks for: its header first, then its use of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ingest.agencies.classes import is_class_of_units
from ingest.agencies.gazetteer import official
from ingest.agencies.known import known_at, starts, without_emphasis
from ingest.agencies.territory import (
    PROVINCIAL,
    Territory,
    Unit,
    counted_provinces,
    kind_of_province,
    unit_at,
    with_kind,
)
from ingest.agencies.units import province_of_unit
from ingest.text.fold import fold

_HEADER: Final = 900
_SHARE: Final = 0.5
_OWN_BODIES: Final = 3
_OF_THE_STATE: Final = re.compile(
    r"^[ #]*(?:LUẬT|NGHỊ\s+ĐỊNH|THÔNG\s+TƯ)[ ]*$|TTg\b|Thủ\s+tướng\s+Chính\s+phủ|Bộ\s+trưởng", re.MULTILINE
)
CENTRAL_COMMITTEE: Final = "Ban Chấp hành Trung ương Đảng"
"""The Party's Central Committee, above the names of its bodies in their headers."""

_CAPITAL: Final = "thành phố Hà Nội"


def territory_of(text: str, folded: str) -> Territory | None:
    """The territory that names without one imply in this document, or ``None`` if nothing is said.

    The issuer's lines (names in capital letters at the top) decide. Where they are lost, the province that the text
    names with its kind or as the place of a date line does, if it has at least half of such mentions.
    """
    text = without_emphasis(text)
    top, central = text[:_HEADER], None
    for position in starts(top):
        found = known_at(text, folded, position)
        if not found or not text[position : found[0]].isupper():
            continue
        end, body = found
        unit = unit_at(text, folded, end)
        if body.local and unit and unit.full:
            if unit.kind in PROVINCIAL:
                return Territory(province=unit.full)
            return Territory(province=_main_province(text, folded) or _province_around(unit), unit=unit.full)
        if body.level and unit and unit.name:
            return Territory(province=with_kind(body.level, unit.name))
        if body.national or body.series == "Bộ":
            central = central or _below_committee(text, end, official(body.name))
    # Central bodies date their documents at Hà Nội.
    if central and _main_province(top, folded[:_HEADER]) in {None, _CAPITAL}:
        return Territory(central=central)
    province = _main_province(text, folded)
    own = Counter(_own_kinds(text, folded))
    if province and province.lower().startswith(tuple(own)):
        return Territory(province=province)
    return _unnamed(own, text) if not central else None


def _below_committee(text: str, end: int, name: str) -> str:
    """The body of the Party's Central Committee in the line below its name: "BAN TỔ CHỨC" (Hướng dẫn 36-HD/VPTW)."""
    below = next((line.strip(" *") for line in text[end:_HEADER].splitlines() if line.strip(" *")), "")
    if name != CENTRAL_COMMITTEE or not below.isupper():
        return name
    line = f"{below} TRUNG ƯƠNG"
    found = known_at(line, fold(line), 0)
    return official(found[1].name) if found and found[0] == len(line) else name


def _unnamed(own: Counter[str], text: str) -> Territory | None:
    """A local text that names its province nowhere, but its bodies: "UBND Thành phố", "Thành ủy"."""
    if len(own) != 1 or own.total() < _OWN_BODIES or _OF_THE_STATE.search(text[:_HEADER]):
        return None
    return Territory(unnamed=next(iter(own)))


def _province_around(unit: Unit) -> str | None:
    """The province of a district or commune whose name only one province has."""
    name = province_of_unit(unit.kind, unit.name or "")
    return with_kind(kind_of_province(name), name) if name else None


def _main_province(text: str, folded: str) -> str | None:
    counts = counted_provinces(text, folded)
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    return with_kind(kind_of_province(name), name) if count >= _SHARE * counts.total() else None


def _own_kinds(text: str, folded: str) -> Iterator[str]:
    """Kinds of provinces whose bodies the text names without the province ("UBND tỉnh"), as only their own texts do."""
    for position in starts(text):
        found = known_at(text, folded, position)
        if not found or not found[1].local:
            continue
        unit = unit_at(text, folded, found[0])
        if unit and unit.kind in PROVINCIAL and not unit.name and not is_class_of_units(text, folded, unit.end):
            yield unit.kind
