"""The works that the collection and the authority file identify in full, by all that leads to them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Final, TypeAlias

from graph.identity import BY_NAME, Claim, Description, claim, compatible, has_issuer, is_full, series
from ontology.authority import KnownInstrument, authority
from ontology.iris import UNKNOWN, WorkParts

OF_YEAR: Final = re.compile(r"-(?:19|20)\d\d$")
Works: TypeAlias = set[WorkParts]
_Number: TypeAlias = tuple[str, str, str, str]


def _is_numbered_by_year(work: WorkParts) -> bool:
    """Whether a number that holds its year identifies the work though its date is not known."""
    return bool(OF_YEAR.search(work.local)) and not work.local.startswith(BY_NAME) and has_issuer(work)


def issued(work: WorkParts) -> str:
    """The day of issue, or the year that the number holds, or nothing."""
    return work.date or (work.local[-4:] if _is_numbered_by_year(work) else "")


def _number(work: WorkParts) -> _Number:
    """What an organ gives once if the number holds its year."""
    return work.jurisdiction, work.organ, series(work.type), work.local


@dataclass(frozen=True, slots=True)
class _Index:
    """Fully identified works by each number or name that leads to them, and by type and day."""

    by_key: dict[tuple[str, str], Works] = field(default_factory=lambda: defaultdict(set))
    by_day: dict[tuple[str, str], Works] = field(default_factory=lambda: defaultdict(set))

    def add(self, work: WorkParts, names: Iterable[str]) -> None:
        kind = series(work.type)
        if work.date:
            self.by_day[kind, work.date].add(work)
        self.by_key[kind, work.local].add(work)
        for name in names:
            self.by_key[kind, BY_NAME + name].add(work)


@cache
def authority_works() -> Mapping[WorkParts, KnownInstrument]:
    """The instruments of the authority file by the parts that identify them."""
    found: dict[WorkParts, KnownInstrument] = {}
    for known in authority():
        of_name = known.name if known.is_statute or not known.number else None
        description = Description("", "", known.type, known.number, known.date, known.issuer, of_name)
        if described := claim(description):
            found[described.work] = known
    return found


@cache
def _authority_index() -> _Index:
    index = _Index()
    for work, known in authority_works().items():
        names = (known.name, *known.aliases) if known.is_statute or not known.number else known.aliases
        keys = (claim(Description("", "", known.type, name=name)) for name in names)
        index.add(work, {key for found in keys if found for key in found.names})
    return index


@dataclass(frozen=True, slots=True)
class KnownWorks:
    """The fully identified works of a collection, all of them and by the document and file (IRIs) that cite them."""

    dates: Mapping[_Number, str]
    index: _Index = field(default_factory=_Index)
    in_document: dict[str, Works] = field(default_factory=lambda: defaultdict(set))
    in_source: dict[str, Works] = field(default_factory=lambda: defaultdict(set))

    def settled(self, work: WorkParts) -> WorkParts:
        """The work itself; if its number holds its year, the one work of that number, under its one date."""
        if not _is_numbered_by_year(work):
            return work
        number = _number(work)
        for listed in _authority_index().by_key.get((series(work.type), work.local), ()):
            if _number(listed) == number:
                return listed
        day = self.dates.get(number)
        return work if day == work.date else replace(work, date=day)

    def fitting(self, claimed: Claim) -> Works:
        """The works of the collection and of the authority file that a claim does not contradict."""
        wanted = claimed.work
        kind = series(wanted.type)
        found: Works = set()
        for index in (self.index, _authority_index()):
            if wanted.local == UNKNOWN:
                found |= index.by_day.get((kind, wanted.date or ""), set())
            elif not wanted.local.startswith(BY_NAME):
                found |= index.by_key.get((kind, wanted.local), set())
            else:
                for name in claimed.names:
                    found |= index.by_key.get((kind, BY_NAME + name), set())
        found = {
            work
            for work in found
            if compatible(wanted, work) and (not claimed.year or issued(work).startswith(claimed.year))
        }
        dated = {work.local for work in found if work.date}
        found = {work for work in found if work.date or work.local not in dated}
        # A law cited by name and date is the numbered one that bears the name and date.
        dates = {work.date for work in found if not work.local.startswith(BY_NAME)}
        return {work for work in found if not (work.local.startswith(BY_NAME) and work.date in dates)}


def _dates_of_numbers(claims: Iterable[tuple[Description, Claim]]) -> Mapping[_Number, str]:
    """The date of each number that holds its year.

    An organ gives such a number once, so that another date is a misprint: what a held document says of itself goes
    before what mentions say, then what most say, then the earlier day.
    """
    votes: dict[_Number, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for description, claimed in claims:
        if claimed.work.date and _is_numbered_by_year(claimed.work):
            votes[_number(claimed.work)][description.unique is None, claimed.work.date] += 1
    return {number: min(said, key=lambda vote: (vote[0], -said[vote], vote[1]))[1] for number, said in votes.items()}


def known_works(claims: Sequence[tuple[Description, Claim]]) -> KnownWorks:
    """The works that some claims identify in full."""
    known = KnownWorks(_dates_of_numbers(claims))
    for description, claimed in claims:
        if is_full(claimed.work) or _is_numbered_by_year(claimed.work):
            work = known.settled(claimed.work)
            known.in_source[description.source].add(work)
            if description.document:
                known.in_document[description.document].add(work)
            # Names of listed works are known; a mention may name an amending law like the one that it amends.
            known.index.add(work, () if work in authority_works() else claimed.names)
    return known
