"""Districts and communes by name: where a printed name ends, how it is spelt, and in which province the unit lies.

The list (``data/units.csv``) holds the units before and after 1 July 2025; older ones, which it lacks, are read as
printed.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from ingest.text.fold import fold

_LONGEST: Final = 5  # words


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A name that units of one kind have, and the provinces in which they lie or lay."""

    name: str
    provinces: frozenset[str]


@cache
def _units() -> Mapping[tuple[str, str], tuple[ListedUnit, ...]]:
    """Units by kind ("xã") and folded name; names that differ in their diacritics alone stand together."""
    lines = resources.files("ingest.data").joinpath("units.csv").read_text(encoding="utf-8").splitlines()
    found: dict[tuple[str, str], list[ListedUnit]] = defaultdict(list)
    for row in csv.DictReader(line for line in lines if not line.startswith("#")):
        provinces = frozenset(filter(None, (row["until"] + ";" + row["since"]).split(";")))
        found[row["kind"], fold(row["name"])].append(ListedUnit(row["name"], provinces))
    return {key: tuple(units) for key, units in found.items()}


def listed_name(kind: str, printed: str) -> tuple[int, str | None] | None:
    """The longest listed name with which a run of printed words begins.

    Args:
        kind: Of the unit, in lower case ("xã").
        printed: Words after the kind, perhaps more than the name.

    Returns:
        How many words it has, and its official spelling where only one name is written so without diacritics; ``None``
        if no listed name begins so.
    """
    words = printed.split()
    for count in range(min(len(words), _LONGEST), 0, -1):
        units = _units().get((kind, fold(" ".join(words[:count]))))
        if units:
            return count, units[0].name if len(units) == 1 else None
    return None


def province_of_unit(kind: str, name: str) -> str | None:
    """The province of a unit of this kind and name; ``None`` if the list has none, or several provinces have one."""
    units = [unit for unit in _units().get((kind, fold(name)), ()) if unit.name.lower() == name.lower()]
    provinces = frozenset[str]().union(*(unit.provinces for unit in units))
    return next(iter(provinces)) if len(provinces) == 1 else None
