"""Which work is meant? What a description lacks is looked for in what the collection and the authority file know.

Nearest first: a full citation in the same document, in the same file (a bundle of documents), then what the authority
file lists and the whole collection prints. A number does not mean a work issued after the document around the mention.
If several works fit, all of them stay as ranked candidates. Scores and their reasons are those of
``ontology/schemes/resolutions.ttl``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Final

from graph.identity import BY_NAME, NOWHERE, STATUTES, Claim, Description, claim, is_full, series
from graph.known import OF_YEAR, KnownWorks, Works, authority_works, identifies, issued, known_works
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


@dataclass(frozen=True, slots=True)
class Question:
    """All on which it depends what a description means, beside what the collection and the authority file know.

    Alike for many descriptions, as it holds of the text around them only what may decide.

    Attributes:
        claim: What the description identifies.
        day: When the document around it was issued.
        since: The day of the latest instrument which that document cites.
        series: The organ that issued that document.
        place: The territory of that organ.
        in_document: Works that might be meant and that the document identifies in full, sorted.
        in_source: Those that its file identifies in full.
    """

    claim: Claim
    day: str | None = None
    since: str | None = None
    series: str | None = None
    place: str | None = None
    in_document: tuple[WorkParts, ...] = ()
    in_source: tuple[WorkParts, ...] = ()


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


def _of_name(question: Question, fitting: Works, more: Sequence[str]) -> tuple[Candidate, ...]:
    """Which of the statutes of one name is meant, by the day of the document around the mention."""
    # Of what bears no number, only the authority file is certain; elsewhere a date may be that of an amendment.
    fitting = {work for work in fitting if not work.local.startswith(BY_NAME) or work in authority_works()} or fitting
    claimed = question.claim
    day = question.day or question.since
    if day:
        current, passed = _in_force(fitting, day, any(_LATER_AMENDMENT in name for name in claimed.names))
        if len(current) == 1 and not passed:
            return _one(_only(current), ["in-force" if question.day else "in-force-since", *more])
        if current and passed:
            return _share(
                {**dict.fromkeys(current, _IN_FORCE), **dict.fromkeys(passed, _PASSED)}, ["in-force-or-passed", *more]
            )
        earlier = sorted((work for work in fitting if issued(work) <= day), key=lambda work: (issued(work), str(work)))
        fitting = current or set(earlier[-1:])
    if not fitting:
        return _one(claimed.work, ["name-alone", *more])
    return _ranked(question, fitting, more)


def _ranked(question: Question, fitting: Works, more: Sequence[str]) -> tuple[Candidate, ...]:
    """The one work that fits; or several, by how near their dates are to that of the document around the mention."""
    if len(fitting) == 1:
        work = _only(fitting)
        return _one(work, ["authority" if work in authority_works() else "collection", *more])
    day = question.day
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


def answer(question: Question, known: KnownWorks) -> tuple[Candidate, ...]:
    """The candidates for what a description means, the best first."""
    claimed = question.claim
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
        (question.in_document, "same-document"),
        (question.in_source, "same-file"),
    ):
        narrowed = fitting & {known.settled(work) for work in near}
        if len(narrowed) == 1:
            return _one(_only(narrowed), [reason, *more])
        fitting = narrowed or fitting
    if named and wanted.type in STATUTES:
        return _of_name(question, fitting, more)
    if question.day:
        earlier = {work for work in fitting if issued(work) <= question.day}
        # A number comes again each year; a name may be cited before its day ("Nghị quyết Đại hội lần thứ XIII").
        fitting = (earlier or fitting) if named else earlier
    if not fitting:
        return _one(wanted, [_alone(claimed), *more])
    if len(fitting) > 1 and wanted.organ == UNKNOWN and question.series:
        organ = organ_of_name(question.series)
        own = {work for work in fitting if work.organ == organ and work.jurisdiction == (question.place or NOWHERE)}
        if len(own) == 1:
            return _one(_only(own), ["issuer-series", *more])
        fitting = own or fitting
    return _ranked(question, fitting, more)


def confirmed(named: WorkParts, candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates where a person named the work: certain if it is that work, else what it is known as."""
    return tuple(
        Candidate(named, resolutions()["confirmed"].score, ("confirmed",))
        if one.work == named and len(candidates) == 1
        else Candidate(one.work, one.score, ("confirmed", *one.reasons))
        for one in candidates
    )


def ask(claims: Sequence[tuple[Description, Claim]]) -> dict[str, Question]:
    """The question for each description of whole files, by its key."""
    in_document, in_source = _Near(), _Near()
    for description, claimed in claims:
        if identifies(claimed.work):
            in_source.add(description.source, claimed.work)
            if description.document:
                in_document.add(description.document, claimed.work)
    asked: dict[str, Question] = {}
    for d, claimed in claims:
        wanted = claimed.work
        certain = wanted.local.startswith(_BY_TEXT) or (is_full(wanted) and not wanted.local.startswith(BY_NAME))
        asked[d.key] = Question(
            claimed,
            *(None, None, None, None) if certain else (d.day, d.since, d.series, d.place),
            () if certain else in_document.like(d.document or "", wanted),
            () if certain else in_source.like(d.source, wanted),
        )
    return asked


class _Near:
    """The works that each document or file identifies."""

    def __init__(self) -> None:
        self._works: dict[str, dict[tuple[str, str | None], set[WorkParts]]] = defaultdict(lambda: defaultdict(set))

    def add(self, place: str, work: WorkParts) -> None:
        for local in (work.local, None):
            self._works[place][series(work.type), local].add(work)

    def like(self, place: str, wanted: WorkParts) -> tuple[WorkParts, ...]:
        """Those that a number, or any that a name or day, may mean."""
        numbered = wanted.local != UNKNOWN and not wanted.local.startswith(BY_NAME)
        found = self._works[place].get((series(wanted.type), wanted.local if numbered else None), ())
        return tuple(sorted(found, key=str))


def claims_of(descriptions: Iterable[Description]) -> list[tuple[Description, Claim]]:
    """The descriptions that identify something, with what they claim."""
    return [(d, found) for d in descriptions if (found := claim(d))]


def resolve(descriptions: Iterable[Description]) -> Mapping[str, tuple[Candidate, ...]]:
    """Candidates for each description that identifies something, by its key, the best first.

    The answer depends on the set of descriptions alone, not on their order. One candidate means that the work is found;
    several mean that the collection cannot tell.
    """
    claims = claims_of(descriptions)
    known = known_works(claims)
    return {key: answer(question, known) for key, question in ask(claims).items()}
