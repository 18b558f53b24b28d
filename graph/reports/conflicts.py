"""Where the collection contradicts itself, for a person to check. No side is taken.

- ``number``: works of one type, issuer and number, with different dates. Numbers begin again each year, so that this is
  an error only within a year (``same_year``, listed first); otherwise it warns of mentions without a date.
- ``date``: a document as held, and mentions of the same number in the same year with another date; or mentions of a
  number that holds its year, and so one work, with another date than it has.
- ``stamp``: received before it was issued, or digitally signed on another day.
- ``signer``: one position of one agency, within two years, under names that are nearly the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, Final

from graph.evidence import Evidence, evidence_by_annotation, evidence_by_node
from graph.reports.rows import ReportRow
from graph.stores import Store, rows, values
from graph.works import all_works, describe_works
from ontology.iris import slug

_Work = Mapping[str, Any]

_ALIKE: Final = 0.85
"""From this likeness on (of slugs, by difflib) two names are taken for spellings of one: a letter in six may differ."""
_NEAR: Final = 730
"""Days between two documents of which the same person may hold the position."""
_SAID: Final = """
  { ?document eli:realizes ?work . ?evidence vnd:inDocument ?document ; vnd:field ?field .
    VALUES ?field { "number" "date" } }
  UNION { ?evidence vnd:denotes ?work . ?evidence vnd:printedDate ?day }
"""
_OTHERWISE: Final = """
  ?evidence vnd:denotes ?work ; vnd:printedDate ?day . ?work eli:date_document ?date .
  FILTER(?day != ?date && DATATYPE(?day) = xsd:date && DATATYPE(?date) = xsd:date)
"""
_STAMPS: Final = """
  ?stamp a vnd:Stamp ; vnd:stampKind ?kind ; vnd:printedDate ?day ; vnd:inDocument ?document .
  ?document eli:realizes ?work .
"""
_STAMP_PLACES: Final = "?evidence a vnd:Stamp ."
_DATE_PLACES: Final = (
    '?stamp a vnd:Stamp ; vnd:inDocument ?document . ?evidence vnd:inDocument ?document ; vnd:field "date" .'
)
_SIGNERS: Final = """
SELECT ?name ?position ?work ?issuer ?day ?evidence WHERE {
  ?document prov:qualifiedAttribution ?signature .
  ?signature vnd:printedName ?name ; vnd:position ?position ; vnd:evidence ?evidence .
  ?document eli:realizes ?work . ?work eli:passed_by ?issuer ; eli:date_document ?day .
}
"""
_SIGNATURES: Final = "?signature prov:agent ?person ; vnd:evidence ?evidence ."


def conflicts(store: Store) -> list[ReportRow]:
    """All conflicts: dates, stamps, numbers, signers."""
    return [*_of_numbers(store), *_of_mentions(store), *_of_stamps(store), *_of_signers(store)]


def _of_numbers(store: Store) -> list[ReportRow]:
    groups: dict[tuple[str, ...], list[_Work]] = defaultdict(list)
    for iri, work in all_works(store).items():
        if work["number"] and work["date"]:
            place, organ, kind, *_, local = iri.rpartition("/eli/")[2].split("/")
            groups[place, organ, kind, local].append(work)
    shared = [
        sorted(group, key=lambda w: (w["date"], w["iri"])) for _, group in sorted(groups.items()) if len(group) > 1
    ]
    words = _words(store, [work["iri"] for group in shared for work in group])
    found = [row for group in shared for row in _of_one_number(group, words)]
    return sorted(found, key=lambda row: (row.kind, not row.values.get("same_year", True), row.works[0]["iri"]))


def _of_one_number(group: Sequence[_Work], words: Mapping[str, set[Evidence]]) -> Iterator[ReportRow]:
    """The works that only mentions date otherwise than the document itself, then those that stay apart."""
    apart = list(group)
    for held in (work for work in group if work["held"]):
        for other in (work for work in group if not work["held"] and work["date"][:4] == held["date"][:4]):
            if other in apart:
                apart.remove(other)
                yield _row("date", (held, other), words, {"dates": [held["date"], other["date"]]})
    if len(apart) > 1:
        years = [work["date"][:4] for work in apart]
        values_ = {"dates": [work["date"] for work in apart], "same_year": len(set(years)) < len(years)}
        yield _row("number", apart, words, values_)


def _of_mentions(store: Store) -> list[ReportRow]:
    """Works that a mention dates otherwise than the catalogue does, though it can mean no other."""
    said = rows(store, f"SELECT DISTINCT ?work ?date ?day WHERE {{ {_OTHERWISE} }}")
    if not said:
        return []
    works = describe_works(store, sorted({work or "" for work, *_ in said}))
    mentions = evidence_by_node(store, "work", _OTHERWISE)
    headers = _words(store, [iri for iri, work in works.items() if work["held"]])
    days: dict[str, list[str]] = defaultdict(list)
    for work, date_, day in sorted(said):
        days[work or ""] = sorted({*days[work or ""], date_ or "", day or ""})
    words = {iri: mentions.get(iri, set()) | headers.get(iri, set()) for iri in days}
    return [_row("date", (works[iri],), words, {"dates": found}) for iri, found in sorted(days.items())]


def _row(kind: str, works: Sequence[_Work], words: Mapping[str, set[Evidence]], said: Mapping[str, Any]) -> ReportRow:
    evidence = set[Evidence]().union(*(words.get(work["iri"], set()) for work in works))
    return ReportRow(kind, tuple(works), said, tuple(sorted(evidence)))


def _words(store: Store, works: Sequence[str]) -> dict[str, set[Evidence]]:
    """Where held works print number and date, and where mentions print the date of works."""
    return evidence_by_node(store, "work", f"{values('work', works)} {_SAID}") if works else {}


def _of_stamps(store: Store) -> list[ReportRow]:
    stamped = rows(store, f"SELECT DISTINCT ?stamp ?kind ?day ?document ?work WHERE {{ {_STAMPS} }}")
    if not stamped:
        return []
    works = describe_works(store, sorted({work or "" for *_, work in stamped}))
    places = evidence_by_annotation(store, _STAMP_PLACES) | evidence_by_annotation(store, _DATE_PLACES)
    found = []
    for stamp, kind, day, document, work in sorted(stamped):
        about = works[work or ""]
        issued = about["date"]
        if issued and day and (day < issued if kind == "incoming" else day != issued):
            said = [places[iri] for iri in (stamp, f"{document}.date") if iri in places]
            found.append(ReportRow("stamp", (about,), {"stamp": kind, "dates": [issued, day]}, tuple(sorted(said))))
    return found


def _of_signers(store: Store) -> list[ReportRow]:
    signed: dict[tuple[str, str], dict[str, list[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for name, position, work, issuer, day, evidence in rows(store, _SIGNERS):
        signed[issuer or "", position or ""][name or ""].append((day or "", work or "", evidence or ""))
    pairs = [
        (position, first, second, nearest)
        for (_, position), names in sorted(signed.items())
        for first, second in combinations(sorted(names), 2)
        if _alike(first, second) and (nearest := _nearest(names[first], names[second]))
    ]
    if not pairs:
        return []
    works = describe_works(store, sorted({work for *_, nearest in pairs for _, work, _ in nearest}))
    places = evidence_by_annotation(store, _SIGNATURES)
    return [
        ReportRow(
            "signer",
            tuple(works[work] for _, work, _ in nearest),
            {"names": [first, second], "position": position, "dates": [day for day, *_ in nearest]},
            tuple(places[evidence] for *_, evidence in nearest if evidence in places),
        )
        for position, first, second, nearest in pairs
    ]


def _alike(first: str, second: str) -> bool:
    """Whether two names may be spellings of one; capitals alone make no difference."""
    if first.casefold() == second.casefold():
        return False
    return SequenceMatcher(None, slug(first), slug(second)).ratio() >= _ALIKE


def _nearest(
    first: Sequence[tuple[str, str, str]], second: Sequence[tuple[str, str, str]]
) -> tuple[tuple[str, str, str], tuple[str, str, str]] | None:
    """The two signatures that are nearest in time, if that is near enough."""
    apart, one, other = min((_days(a[0], b[0]), a, b) for a in first for b in second)
    return (one, other) if apart <= _NEAR else None


def _days(first: str, second: str) -> int:
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)
