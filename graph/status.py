"""Is a work in force? What the texts of the collection state of that, with the reasons; no proof.

Rules, for a day ("as of"):

- An act counts once the acting work has effect: from the first day of effect that it states of itself, else from its
  date of issue. Planned acts never count and are listed as expected.
- A work whose own first day of effect, else whose date, is later is not yet in force.
- A repeal or replacement of the whole work, or the end that it states itself, makes it repealed; else a suspension or
  pause of the whole makes it suspended; else a repeal or replacement of a part makes it partly repealed.
- A held work with a date and none of these is in force. A work that is only cited is unknown, and so is one without a
  date: the collection cannot tell.
- An act without a date, and one on which the collection cannot tell between several works, do not count; where one of
  them would change the answer, the answer is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, Literal

from graph.evidence import Evidence, evidence_by_annotation, evidence_by_node, evidence_by_statement
from graph.statements import Statement, of_relations, statements
from graph.stores import Store, rows, values
from graph.works import describe_works

Validity = Literal["in-force", "partly-repealed", "repealed", "not-yet-in-force", "suspended", "unknown"]
Bearing = Literal["counts", "later", "undated", "uncertain", "planned"]

_ENDS: Final = frozenset({"repeals", "replaces"})
_STOPS: Final = frozenset({"suspends", "pauses"})
_ACTS: Final = (*sorted(_ENDS), *sorted(_STOPS), "amends")
_EXPIRES: Final = "expires"
_CERTAIN: Final = "?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o ."
_EFFECT: Final = """
  ?document eli:realizes ?work . ?evidence vnd:inDocument ?document ; vnd:field ?field .
  VALUES (?field ?property) {
    ("effective" eli:first_date_entry_in_force) ("expires" eli:date_no_longer_in_force)
  }
  ?document ?property ?day .
"""
# A filter: as a constant, Oxigraph begins with the date fields of the whole collection.
_ISSUED: Final = """
  ?document eli:realizes ?work . ?evidence vnd:inDocument ?document ; vnd:field ?field . FILTER(?field = "date")
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """An act on a work, or one of its own days, and how it bears.

    Its own days, of ``work`` itself, have the relations ``effective`` and ``expires`` if it states them, or ``issued``.

    ``date`` is the first day on which it has effect; ``pinpoint`` the part it is about ("Điều 4; khoản 1"), or empty.
    """

    relation: str
    work: str
    date: str | None
    pinpoint: str
    bearing: Bearing
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """The notation of the scheme of validity, since when (``None``: not known), and why; all days ISO 8601."""

    status: Validity
    as_of: str
    since: str | None
    reasons: tuple[Reason, ...] = ()
    expected: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Own:
    """What a work and its held documents say of themselves."""

    held: bool
    start_by: str
    start: str | None
    start_words: tuple[Evidence, ...]
    end: str | None
    end_words: tuple[Evidence, ...]


def statuses(store: Store, works: Iterable[str], as_of: date) -> dict[str, Status]:
    """The status of works by their IRIs; a handful of queries however many works there are.

    Args:
        store: the collection.
        works: IRIs.
        as_of: the day that is asked about.
    """
    wanted = list(dict.fromkeys(works))
    if not wanted:
        return {}
    said, certain = _acts_on(store, wanted)
    places = evidence_by_statement(store, values("statement", (one.iri for one in said))) if said else {}
    own = _own_words(store, {*wanted, *(one.subject for one in said)})
    return _judged(wanted, said, certain, own, places, as_of)


def validities(store: Store, works: Iterable[str], as_of: date) -> dict[str, Validity]:
    """The status of works by their IRIs as :func:`statuses` has it, without the reasons: ten times as fast.

    Args:
        store: the collection.
        works: IRIs.
        as_of: the day that is asked about.
    """
    wanted = list(dict.fromkeys(works))
    if not wanted:
        return {}
    said, certain = _acts_on(store, wanted)
    described = describe_works(store, sorted({*wanted, *(one.subject for one in said)}))
    days = _own_days(store, described)
    own = {iri: _own(about, days, {}, ()) for iri, about in described.items()}
    return {work: found.status for work, found in _judged(wanted, said, certain, own, {}, as_of).items()}


def _acts_on(store: Store, works: Iterable[str]) -> tuple[list[Statement], frozenset[str | None]]:
    """What ends, stops or amends works, and which of these statements are certain."""
    chosen = values("work", works)
    said = statements(store, f"{chosen} ?statement vnd:objectWork ?work . {of_relations(_ACTS)}")
    acts = values("statement", (one.iri for one in said))
    certain = rows(store, f"SELECT DISTINCT ?statement WHERE {{ {acts} {_CERTAIN} }}")
    return said, frozenset(iri for (iri,) in certain)


def _judged(
    works: Iterable[str],
    said: Iterable[Statement],
    certain: frozenset[str | None],
    own: Mapping[str, _Own],
    places: Mapping[str, set[Evidence]],
    as_of: date,
) -> dict[str, Status]:
    words: dict[tuple[str, Reason], set[Evidence]] = defaultdict(set)
    for one in said:  # an article often repeats what the title says
        since = own[one.subject].start
        bearing = _bearing(one, since, one.iri in certain, as_of)
        act = Reason(one.relation, one.subject, since, one.pinpoint, bearing, ())
        words[one.object, act] |= places.get(one.iri, set())
    grouped: dict[str, list[Reason]] = defaultdict(list)
    for (work, act), evidence in words.items():
        grouped[work].append(replace(act, evidence=tuple(sorted(evidence))))
    return {work: _status(work, own[work], grouped[work], as_of.isoformat()) for work in works}


def _bearing(act: Statement, since: str | None, certain: bool, as_of: date) -> Bearing:
    if act.planned:
        return "planned"
    if not certain:
        return "uncertain"
    if since is None:
        return "undated"
    return _due(since, as_of.isoformat())


def _due(day: str | None, as_of: str) -> Bearing:
    return "counts" if day and day <= as_of else "later"


def _own_words(store: Store, works: Iterable[str]) -> dict[str, _Own]:
    described = describe_works(store, sorted(works))
    days = _own_days(store, described)
    places = evidence_by_annotation(store, f"{values('work', described)} {_EFFECT}") if days else {}
    headers = evidence_by_node(store, "work", f"{values('work', described)} {_ISSUED}") if described else {}
    return {iri: _own(about, days, places, headers.get(iri, ())) for iri, about in described.items()}


def _own_days(store: Store, works: Iterable[str]) -> dict[tuple[str, str], dict[str, set[str]]]:
    """The days of effect that works state of themselves: by work and field, by day, the annotations that say it."""
    days: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    query = f"SELECT DISTINCT ?work ?field ?day ?evidence WHERE {{ {values('work', works)} {_EFFECT} }}"
    for work, field, day, evidence in rows(store, query):
        days[work or "", field or ""][day or ""].add(evidence or "")
    return days


def _own(
    about: Mapping[str, Any],
    days: Mapping[tuple[str, str], Mapping[str, set[str]]],
    places: Mapping[str, Evidence],
    headers: Iterable[Evidence],
) -> _Own:
    """The earliest first and last day, where several copies of a work were read differently."""

    def earliest(field: str) -> tuple[str | None, tuple[Evidence, ...]]:
        found = days.get((about["iri"], field), {})
        day = min(found, default=None)
        return day, tuple(sorted(places[e] for e in found[day] if e in places)) if day else ()

    start, start_words = earliest("effective")
    end, end_words = earliest(_EXPIRES)
    if start:
        return _Own(about["held"], "effective", start, start_words, end, end_words)
    return _Own(about["held"], "issued", about["date"], tuple(sorted(headers)), end, end_words)


def _status(work: str, own: _Own, acts: Iterable[Reason], as_of: str) -> Status:
    known = list(acts)
    if own.end:
        gone = (date.fromisoformat(own.end) + timedelta(days=1)).isoformat()
        known.append(Reason(_EXPIRES, work, gone, "", _due(gone, as_of), own.end_words))
    known.sort(key=lambda r: (r.date or "", r.relation, r.work, r.pinpoint, r.evidence))
    answer, since = _decide(own, [r for r in known if r.bearing == "counts"], as_of)
    open_acts = [r for r in known if r.bearing in ("undated", "uncertain")]
    if open_acts and _decide(own, [r for r in known if r.bearing == "counts" or r in open_acts], as_of)[0] != answer:
        answer, since = "unknown", None
    if answer == "not-yet-in-force" or (answer == "in-force" and own.start_by == "effective"):
        known = [Reason(own.start_by, work, own.start, "", _due(own.start, as_of), own.start_words), *known]
    return Status(
        answer,
        as_of,
        since,
        tuple(r for r in known if r.bearing != "planned"),
        tuple(r for r in known if r.bearing == "planned"),
    )


def _decide(own: _Own, acts: Sequence[Reason], as_of: str) -> tuple[Validity, str | None]:
    """The answer that acts lead to, and since when."""
    if own.start and own.start > as_of:
        return "not-yet-in-force", None
    whole = {r.relation: r for r in sorted(acts, key=lambda r: r.date or "", reverse=True) if not r.pinpoint}
    ended = [whole[name] for name in (*_ENDS, _EXPIRES) if name in whole]
    stopped = [whole[name] for name in _STOPS if name in whole]
    parts = [r for r in acts if r.pinpoint and r.relation in _ENDS]
    ways: tuple[tuple[Validity, list[Reason]], ...]
    ways = (("repealed", ended), ("suspended", stopped), ("partly-repealed", parts))
    for answer, found in ways:
        if found:
            return answer, min((r.date for r in found if r.date), default=None)
    return ("in-force", own.start) if own.held and own.start else ("unknown", None)
