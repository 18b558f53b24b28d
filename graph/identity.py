"""Which work is meant? Identity is type + number (or name) + issuing organ in its jurisdiction + date.

A mention rarely prints all of these. What it lacks is looked for in what the whole collection prints,
whatever the order in which files came. If several works fit, all of them stay as ranked candidates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from ontology.document_types import LETTER, type_slug
from ontology.iris import UNKNOWN, WorkParts, short_slug, slug
from ontology.territories import NATIONAL, jurisdiction, local_organ, organ_of_name, province_of, without_territory

_NOWHERE: Final = "vn-x"  # an organ of some territory that nothing tells
_BY_NAME: Final = "name-"
_JOINT: Final = frozenset({"ttlt", "nqlt"})
_LAWMAKERS: Final = {"luat": "qh", "bo-luat": "qh", "hien-phap": "qh", "pl": "ubtvqh", "nd": "cp"}
_NUMBER: Final = re.compile(r"(?P<serial>[0-9OoIl]+[a-zđ]?)(?:/(?P<year>\d{4}))?(?:[/-](?P<symbol>.+))?", re.IGNORECASE)
_OF_PROVINCE: Final = re.compile(r"\b(?:tỉnh|thành phố)\b", re.IGNORECASE)
_OCR_DIGITS: Final = str.maketrans("OoIl", "0011")

EXACT: Final = 1.0
DATE_FOUND: Final = 0.9
TERRITORY_FROM_CONTEXT: Final = 0.8


@dataclass(frozen=True, slots=True)
class Description:
    """An instrument as a mention or a document's own header describes it.

    ``key`` is the IRI of the mention or document, ``source`` that of its file. ``place`` and ``day`` tell where and
    when the document around it was issued; ``unique`` names a document that nothing else identifies.
    """

    key: str
    source: str
    type: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    name: str | None = None
    place: str | None = None
    day: str | None = None
    unique: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A work that may be meant, with a score between 0 and 1."""

    work: WorkParts
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    """The identifying parts that a description gives; ``place_inferred`` where the territory is that of the context."""

    work: WorkParts
    names: tuple[str, ...]
    place_inferred: bool = False


def _symbol_organ(symbol: str, kind: str) -> str:
    segments = [slug(s) for s in re.split(r"[/.-]", symbol) if s]
    if kind in _JOINT:
        return "-".join(segments[1:]) or UNKNOWN
    if kind == LETTER and segments[0] != LETTER:  # "50/VKS-VP" begins with the organ, "19/CV-TT" with the type
        return segments[0]
    if len(segments) == 1:  # "91/2015/QH13" names the organ alone, "57/QĐ" the type alone
        return UNKNOWN if segments[0] == kind else segments[0]
    return segments[1]


def _name_slug(name: str, place: str) -> str:
    """The slug of a name, without the territory that ``place`` tells anyway and without leading zeros of numbers."""
    words = re.sub(r"(?<![0-9])0+(?=[0-9])", "", slug(name))
    return short_slug(without_territory(words, place))


@lru_cache(maxsize=1 << 16)
def _claim(
    kind: str, number: str | None, day: str | None, issuer: str | None, name: str | None, place: str | None
) -> Claim:
    of_type = type_slug(kind)
    local, organ = UNKNOWN, UNKNOWN
    match = _NUMBER.fullmatch(number) if number else None
    if match:
        serial = match["serial"].translate(_OCR_DIGITS).lstrip("0").lower() or "0"
        local = slug(serial.zfill(2)) + (f"-{match['year']}" if match["year"] else "")
        organ = _symbol_organ(match["symbol"], of_type) if match["symbol"] else UNKNOWN
        known = re.sub(r"[0-9]+$", "", organ)  # QH14, UBTVQH15: the term is not part of the organ
        organ = known if local_organ(known) is not None else organ
    if organ == UNKNOWN:
        organ = organ_of_name(issuer) if issuer else _LAWMAKERS.get(of_type, UNKNOWN)
    own = (jurisdiction(issuer) if issuer else None) or (province_of(name) if name and not number else None)
    inferred = False
    if not own:
        of_territory = local_organ(organ.partition("-")[0])
        bare = bool(name and not number and _OF_PROVINCE.search(name))
        if of_territory or bare or (of_territory is None and match and not issuer):
            own, inferred = place or _NOWHERE, True
        else:
            own = NATIONAL
    names = (f"{_BY_NAME}{_name_slug(name, own)}",) if name else ()
    if local == UNKNOWN and names:
        local = names[0]
    return Claim(WorkParts(own, organ, of_type, day, local), names, inferred)


def claim(description: Description) -> Claim | None:
    """The identifying parts that a description gives, or ``None`` if it identifies nothing."""
    d = description
    found = _claim(d.type, d.number, d.date, d.issuer, d.name, d.place)
    if found.work.local != UNKNOWN:
        return found
    if d.unique:
        return replace(found, work=replace(found.work, local=d.unique))
    return found if d.date else None


def compatible(wanted: WorkParts, known: WorkParts) -> bool:
    """Whether ``known`` contradicts nothing that ``wanted`` says; parts that are not known contradict nothing."""
    return (
        (wanted.organ == known.organ or UNKNOWN in (wanted.organ, known.organ))
        and (wanted.jurisdiction == known.jurisdiction or _NOWHERE in (wanted.jurisdiction, known.jurisdiction))
        and (wanted.date is None or wanted.date == known.date)
    )


def _full(work: WorkParts) -> bool:
    return bool(work.date) and work.organ != UNKNOWN and work.jurisdiction != _NOWHERE and work.local != UNKNOWN


def _years_between(first: str, second: str) -> float:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) / 365


def _rank(works: Iterable[WorkParts], day: str | None) -> tuple[Candidate, ...]:
    """Candidates by how near their dates are to ``day``; the scores add up to one."""
    weights = {w: 1 / (1 + _years_between(w.date, day)) if w.date and day else 1.0 for w in works}
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0].date or "", item[0]))
    return tuple(Candidate(work, round(weight / total, 3)) for work, weight in ranked)


class _Known:
    """The fully identified works of the collection, by each number or name that leads to them."""

    def __init__(self, claims: Iterable[tuple[Description, Claim]]) -> None:
        self.by_local: dict[tuple[str, str], set[WorkParts]] = defaultdict(set)
        self.by_day: dict[tuple[str, str], set[WorkParts]] = defaultdict(set)
        self.in_source: dict[str, set[WorkParts]] = defaultdict(set)
        for description, claim_ in claims:
            work = claim_.work
            if _full(work):
                self.in_source[description.source].add(work)
                self.by_day[work.type, work.date or ""].add(work)
                for local in {work.local, *claim_.names}:
                    self.by_local[work.type, local].add(work)
        for works in self.by_local.values():
            # A law cited by name and date is the numbered one that bears the name and date.
            dates = {work.date for work in works if not work.local.startswith(_BY_NAME)}
            works -= {work for work in works if work.local.startswith(_BY_NAME) and work.date in dates}

    def fitting(self, wanted: WorkParts) -> set[WorkParts]:
        if wanted.local == UNKNOWN:
            found = self.by_day.get((wanted.type, wanted.date or ""), set())
        else:
            found = self.by_local.get((wanted.type, wanted.local), set())
        return {work for work in found if compatible(wanted, work)}


def _resolve_one(description: Description, claim_: Claim, known: _Known) -> tuple[Candidate, ...]:
    wanted = claim_.work
    sure = TERRITORY_FROM_CONTEXT if claim_.place_inferred else EXACT
    if _full(wanted) and wanted.local != next(iter(claim_.names), None):
        return (Candidate(wanted, sure),)
    fitting = known.fitting(wanted)
    numbered = {work for work in fitting if not work.local.startswith(_BY_NAME)}
    if _full(wanted):  # named and dated: the same work under its number, if only one has that name and date
        return (Candidate(next(iter(numbered)) if len(numbered) == 1 else wanted, sure),)
    if not fitting:
        return (Candidate(wanted, sure),)
    if len(fitting) > 1 and description.day:
        # An instrument cannot cite a later one.
        fitting = {work for work in fitting if (work.date or "") <= description.day} or fitting
    if len(fitting) > 1:
        # A short form stands for the full citation of the same file.
        fitting = fitting & known.in_source[description.source] or fitting
    if len(fitting) == 1:
        return (Candidate(next(iter(fitting)), min(sure, DATE_FOUND)),)
    return _rank(fitting, description.day)


def resolve(descriptions: Sequence[Description]) -> Mapping[str, tuple[Candidate, ...]]:
    """Candidates for each description that identifies something, by its key, the best first.

    The answer depends on the set of descriptions alone, not on their order. One candidate means that the work is found;
    several mean that the collection cannot tell.
    """
    claims = [(d, found) for d in descriptions if (found := claim(d))]
    known = _Known(claims)
    return {d.key: _resolve_one(d, found, known) for d, found in claims}
