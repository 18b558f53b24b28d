"""Held documents over time: counts by month and year, and those of a chosen time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.text.fold import fold
from search_api.storage.held import HeldDocument

_DAY = len("2021-01-30")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown: only documents of a type, of issuers whose names hold some words, of a year, of a month of it."""

    type: str = ""
    issuer: str = ""
    year: int | None = None
    month: int | None = None

    def admits(self, document: HeldDocument) -> bool:
        """Whether a document is of the type and the issuer."""
        return (not self.type or document.type == self.type) and (
            not self.issuer or fold(self.issuer.strip()) in fold(document.issuer or "")
        )


@dataclass(frozen=True, slots=True)
class Year:
    """A year: how many documents each of its months has."""

    year: int
    months: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many documents the year has."""
        return sum(self.months)


def years(documents: Iterable[HeldDocument]) -> tuple[Year, ...]:
    """The years from the newest document to the oldest, those without documents between them left out."""
    counted = Counter(
        (int(one.date[:4]), int(one.date[5:7])) for one in documents if one.date and len(one.date) == _DAY
    )
    return tuple(
        Year(year, tuple(counted[year, month] for month in range(1, 13)))
        for year in sorted({year for year, _ in counted}, reverse=True)
    )


def of_time(documents: Sequence[HeldDocument], choice: Choice) -> list[HeldDocument]:
    """The documents of the chosen year and month, the newest first; undated ones only where no year is chosen."""
    start = "" if choice.year is None else f"{choice.year:04}-" + (f"{choice.month:02}-" if choice.month else "")
    found = [one for one in documents if (one.date or "").startswith(start)]
    return sorted(found, key=lambda one: (one.date or "", one.number or ""), reverse=True)
