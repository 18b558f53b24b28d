"""Which works of the collection does a person mean who types "Chỉ thị 19/CT-TTg", "CT 19 TTg", an IRI or a name?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.identity import Description, claim, compatible
from graph.stores import Store, rows
from ingest.dates import FULL_DATE, iso_match
from ingest.doctypes import type_of_symbol
from ingest.numbers import find_numbers
from ingest.text.fold import fold
from ontology.document_types import LETTER, named_type, type_name, types_of_abbreviation
from ontology.iris import DEFAULT_BASE, UNKNOWN, WorkParts, parse_work_iri, slug, work_iri
from ontology.territories import jurisdiction, local_organ

_SPACED: Final = re.compile(r"(?<!\d)(?P<serial>\d{1,5})(?:/(?P<year>(?:19|20)\d\d))?(?!\d)")
_YEAR: Final = re.compile(r"\bnam\s+((?:19|20)\d\d)\b")
_KNOWN: Final = "ASK { ?work a eli:LegalResource }"
_BY_LOCAL: Final = "SELECT DISTINCT ?work ?local WHERE { ?work eli:id_local ?local }"
_TITLED: Final = """
SELECT DISTINCT ?work ?title WHERE { ?work a eli:LegalResource ; dcterms:title|rdfs:label ?title }
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reference as typed: identifying parts (with ``_`` for what is missing) and the year, if only that is given."""

    work: WorkParts
    year: str | None
    any_type: bool


def read_reference(text: str) -> Wanted | None:
    """What a typed reference says of number, type, organ, territory and date; ``None`` if it holds no number."""
    folded = fold(text)
    day = next((m for m in FULL_DATE.finditer(folded) if iso_match(m)), None)
    date = iso_match(day) if day else None
    rest = text[: day.start()] + " " * len(day[0]) + text[day.end() :] if day else text
    year = _YEAR.search(fold(rest))
    if year:
        rest = rest[: year.start()] + " " * len(year[0]) + rest[year.end() :]
    typed = named_type(rest)
    place = jurisdiction(rest)
    for number in find_numbers(rest):
        of_symbol = type_of_symbol(number.symbol or "")
        kind = typed or (of_symbol.name if of_symbol else type_name(LETTER))
        found = claim(Description("", "", kind or "", number=number.value, date=date, place=place))
        if found:
            return Wanted(found.work, year[1] if year else None, any_type=False)
    spaced = _SPACED.search(fold(rest))
    if not spaced:
        return None
    symbols = [word for word in slug(rest).split("-") if not word.isdigit()]
    kinds = [kind for word in symbols for kind in types_of_abbreviation(word)]
    organ = next((word for word in symbols if local_organ(word) is not None), UNKNOWN)
    kind = typed or (type_name(kinds[0]) if kinds else None)
    found = claim(Description("", "", kind or "Văn bản", number=spaced[0], date=date, place=place))
    return found and Wanted(replace(found.work, organ=organ), year[1] if year else None, any_type=kind is None)


def _fits(wanted: Wanted, work: WorkParts, *, placed: bool) -> bool:
    asked = wanted.work
    if wanted.any_type:
        asked = replace(asked, type=work.type)
    if not placed:
        asked = replace(asked, jurisdiction=work.jurisdiction)
    return (
        asked.type == work.type
        and compatible(asked, work)
        and (wanted.year is None or (work.date or wanted.year).startswith(wanted.year))
    )


def _by_name(store: Store, text: str) -> list[str]:
    """Works whose title is the text, or else whose titles hold all of its words."""
    wanted = slug(text)
    words = set(wanted.split("-"))
    exact, holding = set(), set()
    for work, title in rows(store, _TITLED):
        if work and title:
            known = slug(title)
            if known == wanted:
                exact.add(work)
            elif words <= set(known.split("-")):
                holding.add(work)
    return sorted(exact) or sorted(holding)


def find_works(store: Store, text: str, base: str = DEFAULT_BASE) -> list[str]:
    """The IRIs of the works that a typed reference may mean, sorted; one if it is certain, none if nothing fits.

    Args:
        store: the collection.
        text: a reference in any usual form, with or without diacritics, the name of an instrument, or an IRI.
        base: where the collection's IRIs begin.
    """
    text = text.strip()
    if not slug(text).strip(UNKNOWN):
        return []
    if text.startswith(base):
        parsed = parse_work_iri(text, base)
        whole = work_iri(parsed[0], base) if parsed else text
        return [whole] if parsed and bool(store.query(_KNOWN, {"work": NamedNode(whole)})) else []
    wanted = read_reference(text)
    if wanted is None:
        return _by_name(store, text)
    found = set()
    for iri, _ in rows(store, _BY_LOCAL, {"local": Literal(wanted.work.local)}):
        parsed = parse_work_iri(iri or "", base)
        if parsed and _fits(wanted, parsed[0], placed=jurisdiction(text) is not None):
            found.add(iri or "")
    return sorted(found) or _by_name(store, text)
