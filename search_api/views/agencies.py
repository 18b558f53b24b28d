"""Agencies over documents: what each issued and received, and which tasks it leads or supports, by when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
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
class ListedTask:
    """A task of an agency before its words are looked up; see :class:`AgencyTask`. ``work`` is an IRI."""

    iri: str
    leads: bool
    work: str
    due: date | None
    due_name: str | None


@dataclass(frozen=True, slots=True)
class AgencyFacts:
    """An agency: IRIs of works that it issued, of those that it received each with the line that says so; its tasks.

    Works stand newest first, tasks by deadline, those without one last. What a page shows of them is told by
    :func:`tasks_told` and :func:`received_told`: an agency may have issued thousands.
    """

    iri: str
    name: str
    kind: str | None
    above: tuple[tuple[str, str], ...]
    issued: tuple[str, ...]
    received: tuple[tuple[str, str], ...]
    tasks: tuple[ListedTask, ...]


def agency_list(store: Store) -> tuple[ListedAgency, ...]:
    """All agencies: those that issued most first, then those that lead most tasks."""
    issued = {agency: int(count or 0) for agency, count in rows(store, query("agency-issued-counts"))}
    leads = {agency: int(count or 0) for agency, count in rows(store, query("agency-task-counts"))}
    names: dict[str, str] = {}
    for agency, name in sorted(rows(store, query("agency-names")), key=str):
        names.setdefault(agency or "", name or "")
    found = [ListedAgency(iri, name, issued.get(iri, 0), leads.get(iri, 0)) for iri, name in names.items()]
    return tuple(sorted(found, key=lambda one: (-one.issued, -one.leads, one.name)))


def documents_with_recipients(store: Store) -> frozenset[str]:
    """The IRIs of documents that name recipients."""
    return frozenset(document or "" for (document,) in rows(store, query("documents-with-recipients")))


def agency_facts(store: Store, iri: str, addressed: Collection[str]) -> AgencyFacts | None:
    """What is known of an agency; ``None`` if there is none of this IRI.

    Args:
        store: The collection.
        iri: Of the agency.
        addressed: What :func:`documents_with_recipients` gives of the same collection.

    Raises:
        ValueError: if it is no IRI.
    """
    node = NamedNode(iri)
    agency = described(store, [iri])[iri]
    if str(ORG.Organization) not in agency.all(RDF.type):
        return None
    others = described(store, agency.all(ORG.subOrganizationOf))
    issued = {work or "": day for work, day in rows(store, query("agency-issued", agency=node))}
    return AgencyFacts(
        iri,
        agency.one(SKOS.prefLabel) or iri,
        next((kind_name(kind.removeprefix(str(KIND))) for kind in agency.all(ORG.classification)), None),
        tuple((one, others[one].one(SKOS.prefLabel) or one) for one in agency.all(ORG.subOrganizationOf)),
        _newest(issued),
        _received(store, node, addressed),
        listed_tasks(store, iri),
    )


def listed_tasks(store: Store, iri: str) -> tuple[ListedTask, ...]:
    """The tasks that an agency leads or supports, by deadline; those without one stand last.

    Raises:
        ValueError: if it is no IRI.
    """
    found = rows(store, query("agency-tasks", agency=NamedNode(iri)))
    tasks = [
        ListedTask(task or "", part == str(VND.lead), work or "", bounds(due)[1] if due else None, name)
        for task, part, work, due, name in found
    ]
    # of the tasks of a file, "#k9" stands before "#k10"
    return tuple(sorted(tasks, key=lambda one: (one.due or date.max, not one.leads, len(one.iri), one.iri)))


def tasks_told(store: Store, tasks: Sequence[ListedTask]) -> tuple[AgencyTask, ...]:
    """Tasks with their words and documents, in the same order; those whose words are not known are left out."""
    if not tasks:
        return ()
    words = evidence_by_annotation(store, values("evidence", dict.fromkeys(one.iri for one in tasks)))
    works = describe_works(store, (one.work for one in tasks))
    return tuple(
        AgencyTask(one.iri, words[one.iri], one.leads, works[one.work], one.due, one.due_name)
        for one in tasks
        if one.iri in words
    )


def received_told(store: Store, received: Sequence[tuple[str, str]]) -> tuple[tuple[Mapping[str, Any], Evidence], ...]:
    """Works that an agency received, each with the line that says so, in the same order."""
    if not received:
        return ()
    works = describe_works(store, (work for work, _ in received))
    words = evidence_by_annotation(store, values("evidence", dict.fromkeys(line for _, line in received)))
    return tuple((works[work], words[line]) for work, line in received if line in words)


def _received(store: Store, agency: NamedNode, addressed: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The works that name an agency in a line of recipients, newest first, with such a line."""
    files = {_file(document) for document in addressed}
    named_in = dict.fromkeys(one or "" for (one,) in rows(store, query("agency-mentions", agency=agency)))
    mentions = [one for one in named_in if _file(one) in files]
    if not mentions:
        return ()
    named: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    days: dict[str, str | None] = {}
    for document, work, day, start, end in rows(store, query("mention-places", mentions=values("mention", mentions))):
        named[document or ""].append((work or "", Span(int(start or 0), int(end or 0))))
        days[work or ""] = day
    lines: dict[str, str] = {}
    documents = values("document", sorted(named))
    for line, document, start, end in rows(store, query("recipient-lines", documents=documents)):
        printed = Span(int(start or 0), int(end or 0))
        lines |= {work: line or "" for work, place in named[document or ""] if printed.contains(place)}
    return tuple((work, lines[work]) for work in _newest({work: days[work] for work in lines}))


def _file(iri: str) -> str:
    """The IRI of the file in which a mention or document stands."""
    return iri.partition("#")[0]


def _newest(days: Mapping[str, str | None]) -> tuple[str, ...]:
    """Works by their day (ISO 8601), the latest first, those without one last."""
    by_iri = sorted(days)
    return tuple(sorted(by_iri, key=lambda work: days[work] or "", reverse=True))
