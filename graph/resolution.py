"""Which work is meant? What a description lacks is looked for in what the collection and the authority file know.

Nearest first: a full citation in the same document, in the same file (a bundle of documents), then what the authority
file lists and the whole collection prints. A work issued after the document around the mention cannot be meant. If
several works fit, all of them stay as ranked candidates. Scores and their reasons are those of
``ontology/schemes/resolutions.ttl``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from math import prod
from typing import Final

from graph.identity import BY_NAME, NOWHERE, STATUTES, Claim, Description, claim, compatible, is_full, series
from ontology.authority import KnownInstrument, authority
from ontology.iris import UNKNOWN, WorkParts
from ontology.resolutions import resolutions
from ontology.territories import organ_of_name

_OF_YEAR: Final = re.compile(r"-(?:19|20)\d\d$")
_LATER_AMENDMENT: Final = "-sua-doi-"
_IN_FORCE, _PASSED = 2.0, 1.0  # a name more often means the statute in force than one that is not yet
_Works = set[WorkParts]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that may be meant, with a score between 0 and 1 and the names of the reasons."""

    work: WorkParts
    score: float
    reasons: tuple[str, ...]

    @property
    def inferred(self) -> bool:
        """Whether a reason lies outside the printed words."""
        return any(resolutions()[reason].inferred for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class _Index:
    """Fully identified works by each number or name that leads to them, and by type and day."""

    by_key: dict[tuple[str, str], _Works] = field(default_factory=lambda: defaultdict(set))
    by_day: dict[tuple[str, str], _Works] = field(default_factory=lambda: defaultdict(set))

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


class _Known:
    """The fully identified works of the collection and of the authority file."""

    def __init__(self, claims: Sequence[tuple[Description, Claim]]) -> None:
        self.dates = _dates_of_numbers(claims)
        self.index = _Index()
        self.in_document: dict[str, _Works] = defaultdict(set)
        self.in_source: dict[str, _Works] = defaultdict(set)
        for description, claimed in claims:
            if is_full(claimed.work) or _is_numbered_by_year(claimed.work):
                work = self.settled(claimed.work)
                self.in_source[description.source].add(work)
                if description.document:
                    self.in_document[description.document].add(work)
                self.index.add(work, claimed.names)

    def settled(self, work: WorkParts) -> WorkParts:
        """The work itself; if its number holds its year, the one work of that number, under its one date."""
        if not _is_numbered_by_year(work):
            return work
        undated = replace(work, date=None)
        listed = _authority_index().by_key.get((series(work.type), work.local), set())
        same = [known for known in listed if compatible(undated, known)]
        return same[0] if len(same) == 1 else replace(work, date=self.dates.get(undated))

    def fitting(self, claimed: Claim) -> _Works:
        """The works that a claim does not contradict."""
        wanted = claimed.work
        kind = series(wanted.type)
        found: _Works = set()
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
            if compatible(wanted, work) and (not claimed.year or _issued(work).startswith(claimed.year))
        }
        dated = {work.local for work in found if work.date}
        found = {work for work in found if work.date or work.local not in dated}
        # A law cited by name and date is the numbered one that bears the name and date.
        dates = {work.date for work in found if not work.local.startswith(BY_NAME)}
        return {
            work for work in found if not (work.local.startswith(BY_NAME) and work.date in dates and len(found) > 1)
        }


def _is_numbered_by_year(work: WorkParts) -> bool:
    """Whether a number that holds its year identifies the work though its date is not known."""
    return bool(_OF_YEAR.search(work.local)) and not work.local.startswith(BY_NAME) and is_full(replace(work, date="_"))


def _issued(work: WorkParts) -> str:
    """The day of issue, or the year that the number holds, or nothing."""
    return work.date or (work.local[-4:] if _is_numbered_by_year(work) else "")


def _dates_of_numbers(claims: Iterable[tuple[Description, Claim]]) -> Mapping[WorkParts, str]:
    """The date of each number that holds its year, by the work without a date.

    An organ gives such a number once, so that another date is a misprint: what a held document says of itself goes
    before what mentions say, then what most say, then the earlier day.
    """
    votes: dict[WorkParts, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for description, claimed in claims:
        if claimed.work.date and _is_numbered_by_year(claimed.work):
            votes[replace(claimed.work, date=None)][description.unique is None, claimed.work.date] += 1
    return {work: min(said, key=lambda vote: (vote[0], -said[vote], vote[1]))[1] for work, said in votes.items()}


def _years_between(first: str, second: str) -> float:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) / 365


def _one(work: WorkParts, reasons: Sequence[str]) -> tuple[Candidate, ...]:
    return (Candidate(work, round(prod(resolutions()[reason].score for reason in reasons), 3), tuple(reasons)),)


def _only(works: _Works) -> WorkParts:
    """The one work of a set."""
    (work,) = works
    return work


def _share(weights: Mapping[WorkParts, float], reasons: Sequence[str]) -> tuple[Candidate, ...]:
    """Candidates whose scores, in the proportion of their weights, add up to one; the best first."""
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: (-item[1], str(item[0])))
    return tuple(Candidate(work, round(weight / total, 3), tuple(reasons)) for work, weight in ranked)


def _start(work: WorkParts) -> str:
    known = authority_works().get(work)
    return known.start if known else _issued(work)


def _in_force(works: _Works, day: str, amending: bool) -> tuple[_Works, _Works]:
    """Of statutes that bear one name: those in force on a day, and those passed but not yet in force.

    A later statute takes the place of an earlier one of its name, unless both only amend others.
    """
    starts = sorted(_start(work) for work in works)
    current, passed = set(), set()
    for work in works:
        start, known = _start(work), authority_works().get(work)
        ends = [known.end] if known and known.end else []
        ends += [] if amending else [later for later in starts if later > start][:1]
        if _issued(work) <= day < start:
            passed.add(work)
        elif start <= day and all(day < end for end in ends):
            current.add(work)
    return current, passed


def _of_name(description: Description, claimed: Claim, fitting: _Works, more: Sequence[str]) -> tuple[Candidate, ...]:
    """Which of the statutes of one name is meant, by the day of the document around the mention."""
    day = description.day or description.since
    if day:
        current, passed = _in_force(fitting, day, any(_LATER_AMENDMENT in name for name in claimed.names))
        if len(current) == 1 and not passed:
            return _one(_only(current), ["in-force" if description.day else "in-force-since", *more])
        if current and passed:
            return _share(
                {**dict.fromkeys(current, _IN_FORCE), **dict.fromkeys(passed, _PASSED)}, ["in-force-or-passed", *more]
            )
        issued = current or {work for work in fitting if _issued(work) <= day}
        fitting = current or {max(issued, key=lambda work: (_issued(work), work))} if issued else set()
    if not fitting:
        return _one(claimed.work, ["name-alone", *more])
    return _ranked(description, fitting, more)


def _ranked(description: Description, fitting: _Works, more: Sequence[str]) -> tuple[Candidate, ...]:
    """The one work that fits; or several, by how near their dates are to that of the document around the mention."""
    if len(fitting) == 1:
        work = _only(fitting)
        return _one(work, ["authority" if work in authority_works() else "collection", *more])
    day = description.day
    weights = {w: 1 / (1 + _years_between(w.date, day)) if w.date and day else 1.0 for w in fitting}
    return _share(weights, ["one-of-several", *more])


def _alone(claimed: Claim) -> str:
    """The reason where nothing that is known fits."""
    work = claimed.work
    if work.local == UNKNOWN:
        return "issuer-and-date"
    if work.local.startswith(BY_NAME):
        return "name-alone"
    if work.local.startswith("text-"):
        return "text-alone"
    return "number-of-year" if _OF_YEAR.search(work.local) else "number-alone"


def _resolve_one(description: Description, claimed: Claim, known: _Known) -> tuple[Candidate, ...]:
    wanted = claimed.work
    more = ["territory"] if claimed.place_inferred else []
    named = wanted.local.startswith(BY_NAME)
    if is_full(wanted) and not named:
        settled = known.settled(wanted)
        return _one(settled, ["number-and-date" if settled == wanted else "number-of-year", *more])
    fitting = known.fitting(claimed)
    if is_full(wanted):
        numbered = {work for work in fitting if not work.local.startswith(BY_NAME)} or fitting
        return _one(_only(numbered) if len(numbered) == 1 else wanted, ["name-and-date", *more])
    if not fitting:
        return _one(wanted, [_alone(claimed), *more])
    if len(fitting) == 1 and _OF_YEAR.search(wanted.local) and not named:
        return _one(_only(fitting), ["number-of-year", *more])
    if len(fitting) == 1 and named and claimed.year:
        return _one(_only(fitting), ["name-and-date", *more])
    for near, reason in (
        (known.in_document[description.document or ""], "same-document"),
        (known.in_source[description.source], "same-file"),
    ):
        narrowed = fitting & near
        if len(narrowed) == 1:
            return _one(_only(narrowed), [reason, *more])
        fitting = narrowed or fitting
    if named and wanted.type in STATUTES:
        return _of_name(description, claimed, fitting, more)
    if description.day:
        fitting = {work for work in fitting if _issued(work) <= description.day}
    if not fitting:
        return _one(wanted, [_alone(claimed), *more])
    if len(fitting) > 1 and wanted.organ == UNKNOWN and description.series:
        organ = organ_of_name(description.series)
        own = {work for work in fitting if work.organ == organ and work.jurisdiction == (description.place or NOWHERE)}
        if len(own) == 1:
            return _one(_only(own), ["issuer-series", *more])
        fitting = own or fitting
    return _ranked(description, fitting, more)


def resolve(descriptions: Sequence[Description]) -> Mapping[str, tuple[Candidate, ...]]:
    """Candidates for each description that identifies something, by its key, the best first.

    The answer depends on the set of descriptions alone, not on their order. One candidate means that the work is found;
    several mean that the collection cannot tell.
    """
    claims = [(d, found) for d in descriptions if (found := claim(d))]
    known = _Known(claims)
    return {d.key: _resolve_one(d, found, known) for d, found in claims}
