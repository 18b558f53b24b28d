"""What falls due when and who leads it; which agencies lead most tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template
from typing import Any

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import XSD

from graph.compare.matching import names_it
from graph.evidence import Evidence, evidence_by_annotation
from graph.queries import query
from graph.stores import Store, rows, values
from graph.works import describe_works
from ontology.periods import bounds
from ontology.terms import VND

_DATE = NamedNode(str(XSD.date))


@dataclass(frozen=True, slots=True)
class ComparedTask:
    """A task as a document assigns it.

    Attributes:
        task: its IRI.
        text: its words, white space folded.
        lead: names of the agencies that lead it; so are those that support it.
        deadline: ISO 8601 day, month, year or period.
        rule: how it is assigned (see ``docs/extraction-json.md``, form of a task).
        work: the document, as in the JSON of ``danchieu trace``.
        evidence: the words.
    """

    task: str
    text: str
    lead: tuple[str, ...]
    supporting: tuple[str, ...]
    deadline: str | None
    rule: str
    work: Mapping[str, Any]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Leader:
    """An agency by its IRI and name, how many tasks it leads, and the words of each."""

    agency: str
    name: str
    tasks: int
    evidence: tuple[Evidence, ...]


def tasks(store: Store, due: str | None = None, lead: str | None = None) -> tuple[ComparedTask, ...]:
    """The tasks of a collection, by deadline; those without one stand last.

    Args:
        store: the collection.
        due: only tasks whose deadline ends in this day, month, year or period of ISO 8601.
        lead: only tasks led by agencies whose name holds these words.

    Raises:
        ValueError: if ``due`` is no day, month, year or period.
    """
    led = {iri for agency in _leading(store, lead) for iri in agency[2]} if lead is not None else None
    found = _due(store, due) if due is not None else rows(store, query("tasks"))
    kept = [row for row in found if led is None or row[0] in led]
    if not kept:
        return ()
    chosen = values("task", {row[0] or "" for row in kept})
    bearers: dict[tuple[str | None, str | None], set[str]] = defaultdict(set)
    for task, part, _, name in rows(store, Template(query("bearers")).substitute(tasks=chosen)):
        bearers[task, part].add(name or "")
    deadlines = {row[0]: row[1] for row in rows(store, Template(query("deadlines")).substitute(tasks=chosen))}
    works = describe_works(store, {row[2] or "" for row in kept})
    places = evidence_by_annotation(store, values("evidence", {row[0] or "" for row in kept}))
    compared = []
    for iri, rule, work, *_ in kept:
        compared.append(
            ComparedTask(
                task=iri or "",
                text=" ".join(places[iri or ""].text.split()),
                lead=tuple(sorted(bearers[iri, str(VND.lead)])),
                supporting=tuple(sorted(bearers[iri, str(VND.supporting)])),
                deadline=deadlines.get(iri),
                rule=rule or "",
                work=works[work or ""],
                evidence=(places[iri or ""],),
            )
        )
    return tuple(sorted(compared, key=_order))


def leaders(store: Store) -> tuple[Leader, ...]:
    """The agencies that lead tasks, those that lead most first."""
    found = _leading(store, None)
    places = evidence_by_annotation(store, values("evidence", {iri for _, _, led in found for iri in led}))
    ranked = [Leader(iri, name, len(led), tuple(sorted(places[task] for task in led))) for iri, name, led in found]
    return tuple(sorted(ranked, key=lambda one: (-one.tasks, one.name)))


def _leading(store: Store, words: str | None) -> list[tuple[str, str, set[str]]]:
    """Agencies whose names hold the words, with IRI, name and the tasks that they lead."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for agency, name, task in rows(store, query("leaders")):
        if words is None or names_it(words, name or ""):
            found[agency or "", name or ""].add(task or "")
    return [(agency, name, led) for (agency, name), led in found.items()]


def _due(store: Store, period: str) -> list[tuple[str | None, ...]]:
    first, last = (Literal(day.isoformat(), datatype=_DATE) for day in bounds(period))
    return rows(store, query("tasks-due"), {"from": first, "until": last})


def _order(one: ComparedTask) -> tuple[bool, str, Evidence]:
    due = bounds(one.deadline)[1].isoformat() if one.deadline else ""
    return (not due, due, one.evidence[0])
