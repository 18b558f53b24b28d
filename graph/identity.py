"""What identifies an instrument: type + number (or name) + issuing organ in its jurisdiction + date.

A description rarely prints all of these; :mod:`graph.resolution` looks for what it lacks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ontology.document_types import LETTER, type_slug
from ontology.iris import UNKNOWN, WorkParts, short_slug, slug
from ontology.territories import NATIONAL, jurisdiction, local_organ, organ_of_name, province_of, without_territory

NOWHERE: Final = "vn-x"  # an organ of some territory that nothing tells
BY_NAME: Final = "name-"
STATUTES: Final = frozenset({"hien-phap", "bo-luat", "luat", "pl"})
_JOINT: Final = frozenset({"ttlt", "nqlt"})
_LAWMAKERS: Final = {"luat": "qh", "bo-luat": "qh", "hien-phap": "qh", "pl": "ubtvqh", "nd": "cp"}
_NUMBER: Final = re.compile(r"(?P<serial>[0-9OoIl]+[a-zđ]?)(?:/(?P<year>\d{4}))?(?:[/-](?P<symbol>.+))?", re.IGNORECASE)
_OF_PROVINCE: Final = re.compile(r"\b(?:tỉnh|thành phố)\b", re.IGNORECASE)
_OCR_DIGITS: Final = str.maketrans("OoIl", "0011")
_NAMED_YEAR: Final = re.compile(r"\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)$", re.IGNORECASE)
# Drafters leave out any of "một số điều của": "Luật sửa đổi, bổ sung một số điều của Luật X".
_AMENDING: Final = re.compile(
    r"sua-doi-(?:va-)?bo-sung(?:-mot-so)?(?:-dieu)?(?:-cua)?(?:-cac)?-(?=luat|bo-luat|phap-lenh)"
)


@dataclass(frozen=True, slots=True)
class Description:
    """An instrument as a mention or a document's own header describes it.

    ``key`` is the IRI of the mention or document, ``source`` that of its file, ``document`` that of the document in
    which it stands. ``date`` is an ISO day; ``year`` is given where only that is printed. ``place``, ``day`` and
    ``series`` tell where, when and by which organ (its full name) the document around it was issued, ``since`` the day
    of the latest instrument that it cites; ``unique`` names a document that nothing else identifies, and is set for
    documents alone. ``work`` is what a person said that it means, whatever the words describe.
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
    year: str | None = None
    document: str | None = None
    series: str | None = None
    since: str | None = None
    work: WorkParts | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """The identifying parts that a description gives.

    ``names`` are keys of the names that it bears, the same for all usual spellings; ``year`` is that of issue where no
    day is given; ``place_inferred`` is true where the territory is that of the context.
    """

    work: WorkParts
    names: tuple[str, ...]
    year: str | None = None
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


def name_key(name: str, place: str = NATIONAL) -> str:
    """What all usual spellings of a name share; a code ("Bộ luật Dân sự") counts as the law that it is."""
    return _AMENDING.sub("sua-doi-", _name_slug(name, place)).removeprefix("bo-")


def series(kind: str) -> str:
    """The series of numbers to which a type belongs: codes are numbered among the laws."""
    return "luat" if kind == "bo-luat" else kind


@lru_cache(maxsize=1 << 16)
def _claim(
    kind: str,
    number: str | None,
    day: str | None,
    issuer: str | None,
    name: str | None,
    place: str | None,
    year: str | None,
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
            own, inferred = place or NOWHERE, True
        else:
            own = NATIONAL
    named = _NAMED_YEAR.search(name) if name and of_type in STATUTES else None
    if name and named:
        name, year = name[: named.start()], named["year"]
    names = (name_key(name, own),) if name else ()
    if local == UNKNOWN and name:
        local = BY_NAME + _name_slug(name, own) + (f"-{year}" if year and not day else "")
    return Claim(WorkParts(own, organ, of_type, day, local), names, year, inferred)


def claim(description: Description) -> Claim | None:
    """The identifying parts that a description gives, or ``None`` if it identifies nothing."""
    d = description
    if d.work:
        return Claim(d.work, ())
    found = _claim(d.type, d.number, d.date, d.issuer, d.name, d.place, d.year)
    if found.work.local != UNKNOWN:
        return found
    if d.unique:
        return replace(found, work=replace(found.work, local=d.unique))
    return found if d.date else None


def compatible(wanted: WorkParts, known: WorkParts) -> bool:
    """Whether ``known`` contradicts nothing that ``wanted`` says; parts that are not known contradict nothing."""
    return (
        (wanted.organ == known.organ or UNKNOWN in (wanted.organ, known.organ))
        and (wanted.jurisdiction == known.jurisdiction or NOWHERE in (wanted.jurisdiction, known.jurisdiction))
        and (wanted.date is None or wanted.date == known.date)
    )


def has_issuer(work: WorkParts) -> bool:
    """Whether organ and territory are known."""
    return work.organ != UNKNOWN and work.jurisdiction != NOWHERE


def is_full(work: WorkParts) -> bool:
    """Whether no identifying part is missing."""
    return bool(work.date) and work.local != UNKNOWN and has_issuer(work)
