"""Which work is meant? What a description lacks is looked for in what the collection and the authority file know.

Nearest first: a full citation in the same document, in the same file (a bundle of documents), then what the authority
file lists and the whole collection prints. A number does not mean a work issued after the document around the mention.
If several works fit, all of them stay as ranked candidates. Scores and their reasons are those of
``ontology/schemes/resolutions.ttl``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Final

from graph.identity import BY_NAME, NOWHERE, STATUTES, Claim, Description, claim, is_full
from graph.known import OF_YEAR, KnownWorks, Works, authority_works, issued, known_works
from ontology.iris import UNKNOWN, WorkParts
from ontology.resolutions import resolutions
from ontology.territories import organ_of_name

_BY_TEXT: Final = "text-"
_LATER_AMENDMENT: Final = "-sua-doi-"
_IN_FORCE, _PASSED = 2.0, 1.0  # a name more often means the statute in force than one that is not yet


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


def _years_between(first: str, second: str) -> float:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) / 365


def _one(work: WorkParts, reasons: Sequence[str]) -> tuple[Candidate, ...]:
    return (Candidate(work, round(prod(resolutions()[reason].score for reason in reasons), 3), tuple(reasons)),)


def _only(works: Works) -> WorkParts:
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
    return known.start if known else issued(work)


def _in_force(works: Works, day: str, amending: bool) -> tuple[Works, Works]:
    """Of statutes that bear one name: those in force on a day, and those passed but not yet in force.

    A later statute takes the place of an earlier one of its name, unless both only amend others.
    """
    starts = sorted(_start(work) for work in works)
    current, passed = set(), set()
    for work in works:
        start, known = _start(work), authority_works().get(work)
        ends = [known.end] if known and known.end else []
        ends += [] if amending else [later for later in starts if later > start][:1]
        if issued(work) <= day < start:
            passed.add(work)
        elif start <= day and all(day < end for end in ends):
            current.add(work)
    return current, passed


def _of_name(description: Description, claimed: Claim, fitting: Works, more: Sequence[str]) -> tuple[Candidate, ...]:
    """Which of the statutes of one name is meant, by the day of the document around the mention."""
    # Of what bears no number, only the authority file is certain; elsewhere a date may be that of an amendment.
    fitting = {work for work in fitting if not work.local.startswith(BY_NAME) or work in authority_works()} or fitting
    day = description.day or description.since
    if day:
        current, passed = _in_force(fitting, day, any(_LATER_AMENDMENT in name for name in claimed.names))
        if len(current) == 1 and not passed:
            return _one(_only(current), ["in-force" if description.day else "in-force-since", *more])
        if current and passed:
            return _share(
                {**dict.fromkeys(current, _IN_FORCE), **dict.fromkeys(passed, _PASSED)}, ["in-force-or-passed", *more]
            )
        earlier = sorted((work for work in fitting if issued(work) <= day), key=lambda work: (issued(work), str(work)))
        fitting = current or set(earlier[-1:])
    if not fitting:
        return _one(claimed.work, ["name-alone", *more])
    return _ranked(description, fitting, more)


def _ranked(description: Description, fitting: Works, more: Sequence[str]) -> tuple[Candidate, ...]:
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
    return "number-of-year" if OF_YEAR.search(work.local) else "number-alone"


def _resolve_one(description: Description, claimed: Claim, known: KnownWorks) -> tuple[Candidate, ...]:
    wanted = claimed.work
    more = ["territory"] if claimed.place_inferred else []
    named = wanted.local.startswith(BY_NAME)
    if wanted.local.startswith(_BY_TEXT):
        return _one(wanted, ["text-alone", *more])
    if is_full(wanted) and not named:
        settled = known.settled(wanted)
        return _one(settled, ["number-and-date" if settled == wanted else "number-of-year", *more])
    fitting = known.fitting(claimed)
    if is_full(wanted):
        numbered = {work for work in fitting if not work.local.startswith(BY_NAME)} or fitting
        return _one(_only(numbered) if len(numbered) == 1 else wanted, ["name-and-date", *more])
    if not fitting:
        return _one(wanted, [_alone(claimed), *more])
    if len(fitting) == 1 and OF_YEAR.search(wanted.local) and not named:
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
        earlier = {work for work in fitting if issued(work) <= description.day}
        # A number comes again each year; a name may be cited before its day ("Nghị quyết Đại hội lần thứ XIII").
        fitting = (earlier or fitting) if named else earlier
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
    known = known_works(claims)
    return {d.key: _resolve_one(d, found, known) for d, found in claims}
