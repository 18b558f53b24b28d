"""Which works of the collection does a person mean who types "Chỉ thị 19/CT-TTg", "CT 19 TTg", an IRI or a name?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from graph.identity import Description, claim, compatible, series
from graph.stores import Store, rows
from ingest.facts import Reference
from ingest.pipeline import extract_mentions
from ontology.document_types import named_type, type_name, types_of_abbreviation
from ontology.iris import DEFAULT_BASE, UNKNOWN, WorkParts, parse_work_iri, slug, work_iri
from ontology.territories import jurisdiction, local_organ

_SERIAL: Final = re.compile(r"(?<!\d)\d{1,5}(?:/(?:19|20)\d\d)?(?!\d)")
_DAY: Final = len("2021-01-30")
_YEAR: Final = len("2021")
_IRI: Final = re.compile(r"https?://[^\s<>\"{}|^`\\]+|urn:[^\s<>\"{}|^`\\]+")
_NUMBERED: Final = "SELECT DISTINCT ?work ?number { ?work a eli:LegalResource ; eli:number ?number }"
_KNOWN: Final = "ASK { ?work a eli:LegalResource }"
_BY_LOCAL: Final = "SELECT DISTINCT ?work ?local WHERE { ?work vnd:serial ?local }"
_TITLED: Final = """
SELECT DISTINCT ?work ?title WHERE { ?work a eli:LegalResource ; dcterms:title|rdfs:label|eli:id_local ?title }
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reference as typed: identifying parts (with ``_`` for what is missing), the year if only that is given."""

    work: WorkParts
    year: str | None = None
    any_type: bool = False


def _of_mention(mention: Reference, date: str | None, text: str) -> WorkParts | None:
    found = claim(
        Description(
            key="",
            source="",
            type=mention.type,
            number=mention.inferred.get("number") or mention.number,
            date=mention.date if mention.date and len(mention.date) == _DAY else date,
            issuer=mention.issuer,
            place=jurisdiction(text),
        )
    )
    return found.work if found else None


def _of_words(text: str, date: str | None) -> tuple[WorkParts, bool] | None:
    """A shorthand that no document would print, "CT 19 TTg" or "chỉ thị 19"; and whether it leaves the type open."""
    serial = _SERIAL.search(text)
    if not serial:
        return None
    words = [word for word in slug(text).split("-") if not word.isdigit()]
    kinds = [kind for word in words for kind in types_of_abbreviation(word)]
    kind = named_type(text) or (type_name(kinds[0]) if kinds else None)
    found = claim(Description("", "", kind or "", number=serial[0], date=date, place=jurisdiction(text)))
    if found is None:
        return None
    organ = next((word for word in words if local_organ(word) is not None), UNKNOWN)
    return replace(found.work, organ=organ), kind is None


@lru_cache(maxsize=1024)
def read_reference(text: str) -> Wanted | None:
    """What a typed reference says of number, type, organ, territory and date; ``None`` if it holds no number."""
    facts = extract_mentions(text)
    date = next((d.value for d in facts.dates if len(d.value) == _DAY), None)
    year = next((d.value for d in facts.dates if len(d.value) == _YEAR), None)
    numbered = next((r for r in facts.references if r.number), None)
    if numbered:
        work = _of_mention(numbered, date, text)
        return Wanted(work, year) if work else None
    if any(reference.name for reference in facts.references):
        return None
    for mention in facts.dates:
        text = text[: mention.span.start] + " " * len(mention.text) + text[mention.span.end :]
    short = _of_words(text, date)
    return Wanted(short[0], year, any_type=short[1]) if short else None


def _fits(wanted: Wanted, work: WorkParts, *, placed: bool) -> bool:
    asked = wanted.work
    if wanted.any_type:
        asked = replace(asked, type=work.type)
    if not placed:
        asked = replace(asked, jurisdiction=work.jurisdiction)
    return (
        series(asked.type) == series(work.type)
        and compatible(asked, work)
        and (wanted.year is None or (work.date or wanted.year).startswith(wanted.year))
    )


def _named(text: str) -> tuple[str, str]:
    """The name in a typed reference and the day or year of issue after it ("" if there is none)."""
    named = next((r for r in extract_mentions(text).references if r.name), None)
    return (named.name or text, named.date or "") if named else (text, "")


def _by_name(store: Store, text: str, base: str) -> list[str]:
    """Works whose title or another name is the text, or else whose titles hold all of its words."""
    name, issued = _named(text)
    titled = rows(store, _TITLED)
    for wanted, day in ((slug(text), ""), (slug(name), issued)):
        words = set(wanted.split("-"))
        exact, holding = set(), set()
        for work, title in titled:
            if work and title and _is_of(work, day, base):
                known = slug(title)
                if known == wanted:
                    exact.add(work)
                elif words <= set(known.split("-")):
                    holding.add(work)
        if exact or holding:
            return sorted(exact) or sorted(holding)
    return []


def _is_of(work: str, day: str, base: str) -> bool:
    """Whether a work was issued on a day or in a year; always, if none is given."""
    parsed = parse_work_iri(work, base)
    return not day or bool(parsed and (parsed[0].date or "").startswith(day))


def find_works(store: Store, text: str, base: str = DEFAULT_BASE) -> list[str]:
    """The IRIs of the works that a typed reference may mean, sorted; one if it is certain, none if nothing fits.

    Args:
        store: the collection.
        text: a reference in any usual form, with or without diacritics, the name of an instrument, or an IRI; works
            that imports describe under other IRIs are found by these and by their whole number.
        base: where the collection's IRIs begin.
    """
    text = text.strip()
    if not slug(text).strip(UNKNOWN):
        return []
    if text.startswith(base):
        parsed = parse_work_iri(text, base)
        whole = work_iri(parsed[0], base) if parsed else text
        return [whole] if parsed and bool(store.query(_KNOWN, {"work": NamedNode(whole)})) else []
    if _IRI.fullmatch(text):
        return [text] if store.query(_KNOWN, {"work": NamedNode(text)}) else []
    wanted = read_reference(text)
    if wanted is None:
        return _by_name(store, text, base)
    found = set()
    for iri, _ in rows(store, _BY_LOCAL, {"local": Literal(wanted.work.local)}):
        parsed = parse_work_iri(iri or "", base)
        if parsed and _fits(wanted, parsed[0], placed=jurisdiction(text) is not None):
            found.add(iri or "")
    return sorted(found) or _imported(store, text, base) or _by_name(store, text, base)


def _imported(store: Store, text: str, base: str) -> list[str]:
    words = f"-{slug(text)}-"
    numbered = rows(store, _NUMBERED)
    return sorted(
        iri for iri, number in numbered if iri and not iri.startswith(base) and f"-{slug(number or '')}-" in words
    )
