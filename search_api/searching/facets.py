"""How many of the documents found are of each type, issuer, year, campaign and status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.attributes import Attributes
from search_api.searching.choosing import Chosen, values_of
from search_api.searching.filters import FIELDS

_MOST: Final = 30
"""Values of one field that are told, the most frequent ones; those chosen are told in any case."""


@dataclass(frozen=True, slots=True)
class Count:
    """A value of a field, how many of the documents found have it, and whether it is filtered by."""

    value: str
    count: int
    chosen: bool

    def to_json(self) -> dict[str, Any]:
        """An entry of ``facets`` in the JSON of ``danchieu search``."""
        return {"value": self.value, "count": self.count, "chosen": self.chosen}


def facets(found: Callable[[str], Mapping[Attributes, int]], chosen: Chosen) -> dict[str, tuple[Count, ...]]:
    """Counts by field, years from the last to the first, other values from the most frequent.

    Args:
        found: How many of the works found have which attributes if a field is not filtered by, so that its other values
            can be counted.
        chosen: What is filtered by.
    """
    counted = {}
    for name in FIELDS:
        wanted = chosen.values.get(name, frozenset())
        tally: Counter[str] = Counter()
        for about, count in found(name).items():
            tally.update(dict.fromkeys(values_of(about, name), count))
        ranked = sorted(tally, key=lambda value: (-tally[value], value))
        shown = [*ranked[:_MOST], *(v for v in sorted(wanted) if v not in ranked[:_MOST])]
        if name == "year":
            shown.sort(reverse=True)
        counted[name] = tuple(Count(value, tally[value], value in wanted) for value in shown)
    held: Counter[bool] = Counter()
    for about, count in found("held").items():
        held[about.held] += count
    counted["held"] = tuple(
        Count(name, held[value], chosen.held is value) for name, value in (("held", True), ("not-held", False))
    )
    return counted
