"""Agencies over documents: what each issued and received, and which tasks it leads or supports, by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyoxigraph import NamedNode
from rdflib.namespace import ORG, RDF, SKOS

from graph.evidence import Evidence, evidence_by_annotation
from graph.stores import Store, rows, values
from graph.works import describe_works
from ingest.facts import Span
from ontology.agency_kinds import kind_name
from ontology.periods import bounds
from ontology.terms import KIND, VND
from search_api.views.nodes import described
from search_api.views.queries import query


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency in a list: how many held documents it issued, how many tasks it leads."""

    iri: str
    name: str
    issued: int
    leads: int


@dataclass(frozen=True, slots=True)
class AgencyTask:
    """A task of an agency.

    Attributes:
        iri: Its IRI.
        words: Where it stands.
        leads: Whether the agency leads it; else it supports it.
        work: The document that sets it, as :func:`graph.works.describe_work` has it.
        due: The last day on which it falls due, ``None`` if no deadline is set.
        due_name: The deadline as Vietnamese texts name it.
    """

    iri: str
    words: Evidence
    leads: bool
    work: Mapping[str, Any]
    due: date | None
    due_name: str | None


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency: works that it issued, those that it received with the line that says so, newest first; its tasks."""

    iri: str
    name: str
    kind: str | None
    above: tuple[tuple[str, str], ...]
    issued: tuple[Mapping[str, Any], ...]
    received: tuple[tuple[Mapping[str, Any], Evidence], ...]
    tasks: tuple[AgencyTask, ...]


def agency_list(store: Store) -> tuple[ListedAgency, ...]:
    """All agencies: those that issued most first, then those that lead most tasks."""
    issued = {agency: int(count or 0) for agency, count in rows(store, query("agency-issued-counts"))}
    leads = {agency: int(count or 0) for agency, count in rows(store, query("agency-task-counts"))}
    names: dict[str, str] = {}
    for agency, name in sorted(rows(store, query("agency-names")), key=str):
        names.setdefault(agency or "", name or "")
    found = [ListedAgency(iri, name, issued.get(iri, 0), leads.get(iri, 0)) for iri, name in names.items()]
    return tuple(sorted(found, key=lambda one: (-one.issued, -one.leads, one.name)))


def agency_facts(store: Store, iri: str) -> AgencyFacts | None:
    """What is known of an agency; ``None`` if there is none of this IRI.

    Raises:
        ValueError: if it is no IRI.
    """
    node = NamedNode(iri)
    agency = described(store, [iri])[iri]
    if str(ORG.Organization) not in agency.all(RDF.type):
        return None
    others = described(store, agency.all(ORG.subOrganizationOf))
    issued = [work or "" for (work,) in rows(store, query("agency-issued", agency=node))]
    received = _received(store, node)
    works = describe_works(store, sorted({*issued, *received}))
    return AgencyFacts(
        iri,
        agency.one(SKOS.prefLabel) or iri,
        next((kind_name(kind.removeprefix(str(KIND))) for kind in agency.all(ORG.classification)), None),
        tuple((one, others[one].one(SKOS.prefLabel) or one) for one in agency.all(ORG.subOrganizationOf)),
        tuple(sorted((works[work] for work in issued), key=_newest)),
        tuple(sorted(((works[work], line) for work, line in received.items()), key=lambda row: _newest(row[0]))),
        agency_tasks(store, iri),
    )


def agency_tasks(store: Store, iri: str) -> tuple[AgencyTask, ...]:
    """The tasks that an agency leads or supports, by deadline; those without one stand last.

    Raises:
        ValueError: if it is no IRI.
    """
    found = rows(store, query("agency-tasks", agency=NamedNode(iri)))
    if not found:
        return ()
    words = evidence_by_annotation(store, values("evidence", sorted({row[0] or "" for row in found})))
    works = describe_works(store, sorted({row[2] or "" for row in found}))
    tasks = [
        AgencyTask(
            task or "",
            words[task or ""],
            part == str(VND.lead),
            works[work or ""],
            bounds(due)[1] if due else None,
            name,
        )
        for task, part, work, due, name in found
        if task in words
    ]
    return tuple(sorted(tasks, key=lambda one: (one.due or date.max, not one.leads, one.words)))


def _received(store: Store, agency: NamedNode) -> dict[str, Evidence]:
    """The works that name an agency in a line of recipients, by IRI, with such a line."""
    named: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for document, work, start, end in rows(store, query("agency-mentions", agency=agency)):
        named[document or ""].append((work or "", Span(int(start or 0), int(end or 0))))
    if not named:
        return {}
    lines: dict[str, str] = {}
    documents = values("document", sorted(named))
    for line, document, start, end in rows(store, query("recipient-lines", documents=documents)):
        printed = Span(int(start or 0), int(end or 0))
        lines |= {work: line or "" for work, place in named[document or ""] if printed.contains(place)}
    words = evidence_by_annotation(store, values("evidence", sorted(set(lines.values())))) if lines else {}
    return {work: words[line] for work, line in lines.items() if line in words}


def _newest(work: Mapping[str, Any]) -> tuple[int, str]:
    return -int((work["date"] or "0").replace("-", "")[:8].ljust(8, "0")), work["iri"]
