"""Known instruments: laws, codes, constitutions, ordinances, key decrees and Party instruments, with their facts.

``data/authority.csv`` holds one row each; several values of one field are joined by ``|``. Its column ``source`` says
where the facts are from: ``Bộ pháp điển`` is the codification of the state's law, ``dẫn chiếu phổ biến`` the way in
which later instruments commonly cite the instrument. The list is not complete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ontology.tables import read_table

_STATUTES = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})


@dataclass(frozen=True, slots=True)
class KnownInstrument:
    """An instrument of the authority file.

    ``name`` is the full name of a statute ("Luật Thi đua, khen thưởng"), the title (trích yếu) of any other instrument
    with a number; ``aliases`` are other names by which it is cited. Dates are ISO days: of issue, of taking effect
    (``None`` where it is not recorded) and ``end``, the first day on which it no longer is in force.
    """

    type: str
    number: str | None
    name: str
    aliases: tuple[str, ...]
    date: str
    effective: str | None
    end: str | None
    issuer: str
    replaces: tuple[str, ...]
    amends: tuple[str, ...]
    source: str

    @property
    def start(self) -> str:
        """The first day on which it is in force; the day of issue where that is not recorded."""
        return self.effective or self.date

    @property
    def is_statute(self) -> bool:
        """Whether it is cited by name: a constitution, code, law or ordinance."""
        return self.type in _STATUTES

    @property
    def only_amends(self) -> bool:
        """Whether it is a statute that changes others, so that a later one of its name does not take its place."""
        return self.name.startswith(f"{self.type} sửa đổi")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _ends(rows: list[dict[str, str]]) -> Mapping[str, str]:
    """The first day out of force, by number: of what another replaces, and of what only amends what ended."""
    ends: dict[str, str] = {}
    for row in rows:
        for number in _several(row["replaces"]):
            day = row["effective"] or row["date"]
            ends[number] = min(ends.get(number, day), day)
    for row in rows:
        amended = _several(row["amends"])
        if amended and all(number in ends for number in amended):
            ends[row["number"]] = max(ends[number] for number in amended)
    return ends


@cache
def authority() -> tuple[KnownInstrument, ...]:
    """All known instruments, in the order of the file."""
    rows = read_table("authority.csv")
    ends = _ends(rows)
    return tuple(
        KnownInstrument(
            type=row["type"],
            number=row["number"] or None,
            name=row["name"],
            aliases=_several(row["aliases"]),
            date=row["date"],
            effective=row["effective"] or None,
            end=ends.get(row["number"]) if row["number"] else None,
            issuer=row["issuer"],
            replaces=_several(row["replaces"]),
            amends=_several(row["amends"]),
            source=row["source"],
        )
        for row in rows
    )


@cache
def law_names() -> frozenset[str]:
    """Names of laws, codes and ordinances without their type word ("Dân sự", "TĐKT"); not of those that amend."""
    return frozenset(
        name.removeprefix(f"{law.type} ")
        for law in authority()
        if law.is_statute and law.type != "Hiến pháp" and not law.only_amends
        for name in (law.name, *law.aliases)
    )


@cache
def law_abbreviations() -> Mapping[str, str]:
    """Names in full by their abbreviation, both without the type word: "TĐKT" gives "Thi đua, khen thưởng"."""
    return {
        short: law.name.removeprefix(f"{law.type} ")
        for law in authority()
        if law.is_statute
        for alias in law.aliases
        if (short := alias.removeprefix(f"{law.type} ")).isupper() and " " not in short
    }
