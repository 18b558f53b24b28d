"""How a target moved over documents and years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Any

from pyoxigraph import Literal

from graph.compare.matching import in_year, names_it
from graph.evidence import Evidence, evidence_by_annotation
from graph.indicators import indicator_key
from graph.queries import query
from graph.stores import Store, rows, values
from graph.works import describe_works


@dataclass(frozen=True, slots=True)
class ComparedTarget:
    """A target as one document sets it.

    Attributes:
        target: its IRI.
        key: the indicator's key, the same over documents.
        indicator: what is measured, as the text names it.
        part_of: the indicator of which it is a part.
        value: the figure, or ``low`` and ``high`` of a range.
        unit: of the figure.
        comparison: how the figure bounds the outcome: ``>=``, ``=`` ...
        change: ``up`` or ``down`` if the figure is a change and no level.
        period: ISO 8601 year or years.
        work: the document, as in the JSON of ``danchieu trace``.
        evidence: the words.
    """

    target: str
    key: str
    indicator: str
    part_of: str | None
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    comparison: str
    change: str | None
    period: str | None
    work: Mapping[str, Any]
    evidence: tuple[Evidence, ...]


def targets(store: Store, indicator: str | None = None, year: str | None = None) -> tuple[ComparedTarget, ...]:
    """The targets of an indicator, by indicator, unit and period, then by the day of the document.

    Args:
        store: the collection.
        indicator: its name, however texts put it; else all indicators. An indicator of exactly this key goes before
            those whose keys hold its words.
        year: only targets for this year; one without a period counts for the year of its document.
    """
    keys = indicator_keys(store, indicator)
    if not keys:
        return ()
    chosen = "VALUES ?key { " + " ".join(str(Literal(key)) for key in keys) + " }"
    found = rows(store, Template(query("targets")).substitute(keys=chosen))
    works = describe_works(store, {row[-1] or "" for row in found})
    places = evidence_by_annotation(store, values("evidence", {row[0] or "" for row in found}))
    compared = []
    for iri, key, name, part_of, comparison, change, value, low, high, unit, period, work in found:
        compared.append(
            ComparedTarget(
                target=iri or "",
                key=key or "",
                indicator=name or "",
                part_of=part_of,
                value=_number(value),
                low=_number(low),
                high=_number(high),
                unit=unit,
                comparison=comparison or "",
                change=change,
                period=period,
                work=works[work or ""],
                evidence=(places[iri or ""],),
            )
        )
    kept = [one for one in compared if year is None or in_year(year, one.period or one.work["date"])]
    return tuple(sorted(kept, key=_order))


def indicator_keys(store: Store, name: str | None) -> list[str]:
    """The keys that an indicator has in a collection: its very key, else those that hold its words; without it, all."""
    known = sorted(key for (key,) in rows(store, query("indicators")) if key)
    if name is None:
        return known
    wanted = indicator_key(name)
    return [key for key in known if key == wanted] or [key for key in known if names_it(wanted, key)]


def _number(value: str | None) -> float | None:
    return None if value is None else float(value)


def _order(one: ComparedTarget) -> tuple[str, ...]:
    return (one.key, one.unit or "", one.period or "", one.work["date"] or "", one.work["iri"], one.target)
