"""Which event does a text commemorate? One key for each, however texts name it.

``data/commemorations.csv`` lists the events that many texts commemorate, with their day and usual names (Nghị định
111/2018/NĐ-CP on anniversaries, Bộ luật Lao động 2019 Điều 112, and the histories of the bodies named).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from ontology.iris import short_slug, slug
from ontology.tables import read_table

_DAY_OF: Final = re.compile(r"^(?:ngay-)+")
_TERRITORY: Final = re.compile(r"\b(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường)\s+\S.*", re.IGNORECASE)
_BARE: Final = re.compile(r"-(?:tinh|thanh-pho|huyen|thi-xa|quan|xa|phuong)$")
_ALIKE: Final = 0.6  # share of letters in common by which a name that an OCR garbled is known again, given its day
_ALIKE_IN_YEAR: Final = 0.8  # given only its year
_DAY: Final = len("1930-02-03")


@dataclass(frozen=True, slots=True)
class Commemoration:
    """An event that many texts commemorate: its key, its day or year (ISO 8601), its name and other names as slugs."""

    key: str
    day: str
    name: str
    aliases: frozenset[str]


@cache
def commemorations() -> Mapping[str, Commemoration]:
    """The listed events by their keys."""
    rows = read_table("commemorations.csv")
    return {
        row["key"]: Commemoration(row["key"], row["day"], row["name"], frozenset(row["aliases"].split(";")))
        for row in rows
    }


def event_key(event: str, day: str | None = None, agency: str | None = None) -> str:
    """The key of an event: a slug that texts which name it differently share.

    Args:
        event: as the text names it ("ngày thành lập tỉnh").
        day: its day in ISO 8601, if the text prints it; by it a name that an OCR garbled is known.
        agency: who issued the text, in whose territory "tỉnh" means its own.
    """
    name = _DAY_OF.sub("", slug(event))
    for listed in commemorations().values():
        if name in listed.aliases:
            return listed.key
    if day and (garbled := _read_again(name, day)):
        return garbled
    territory = _TERRITORY.search(agency or "") if (bare := _BARE.search(name)) else None
    if bare and territory:
        own = slug(territory[0])
        name = name + own.removeprefix(bare[0][1:]) if own.startswith(f"{bare[0][1:]}-") else f"{name}-{own}"
    return short_slug(name)


def _read_again(name: str, day: str) -> str | None:
    """The listed event of this day, or year, whose name is most like one that an OCR garbled."""
    least = _ALIKE if len(day) == _DAY else _ALIKE_IN_YEAR
    likeness = {
        listed.key: max(SequenceMatcher(None, name, alias).ratio() for alias in listed.aliases)
        for listed in commemorations().values()
        if listed.day.startswith(day) or day.startswith(listed.day)
    }
    best = max(likeness, key=lambda key: likeness[key], default=None)
    return best if best and likeness[best] >= least else None
