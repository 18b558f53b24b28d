"""Emulation campaigns over documents: who launched them, under which theme, when, what they commemorate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode
from rdflib.namespace import RDF, RDFS, SDO, SKOS

from graph.evidence import Evidence, evidence_by_annotation
from graph.stores import Store, rows, values
from graph.works import describe_works
from ontology.terms import VND
from search_api.views.document_facts import Field
from search_api.views.nodes import Node, described, nodes_of
from search_api.views.queries import query

_FIELDS: Final = {
    "theme": VND.theme,
    "start": SDO.startDate,
    "end": SDO.endDate,
    "organizer": SDO.organizer,
    "commemorates": VND.commemorates,
}


@dataclass(frozen=True, slots=True)
class ListedCampaign:
    """A campaign in a list: its IRI, name, kind, and in how many documents it is named."""

    iri: str
    name: str
    kind: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class Launch:
    """A document that launches a campaign, and what it says of it; ``words`` are those that launch it."""

    work: Mapping[str, Any]
    words: Evidence | None
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """A document that names a campaign, and the words."""

    work: Mapping[str, Any]
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign with the documents that launch it and all that name it, both by date."""

    iri: str
    name: str
    kind: str | None
    launches: tuple[Launch, ...]
    named: tuple[Naming, ...]


def campaign_list(store: Store) -> tuple[ListedCampaign, ...]:
    """All campaigns, those that most documents name first."""
    found = [
        ListedCampaign(iri or "", name or "", kind, int(documents or 0))
        for iri, name, kind, documents in rows(store, query("campaign-list"))
    ]
    return tuple(sorted(found, key=lambda one: (-one.documents, one.name)))


def campaign_facts(store: Store, iri: str) -> CampaignFacts | None:
    """What is known of a campaign; ``None`` if there is none of this IRI.

    Raises:
        ValueError: if it is no IRI.
    """
    node = NamedNode(iri)
    campaign = described(store, [iri])[iri]
    if str(VND.EmulationCampaign) not in campaign.all(RDF.type):
        return None
    statements = nodes_of(store, query("campaign-statements", campaign=node))
    naming: dict[str, list[str]] = defaultdict(list)
    for work, mention in rows(store, query("campaign-documents", campaign=node)):
        naming[work or ""].append(mention or "")
    words = _words(store, [*naming.values(), *(one.all(VND.evidence) for one in statements.values())])
    by_document: dict[str, list[Node]] = defaultdict(list)
    for one in statements.values():
        by_document[one.one(VND.inDocument) or ""].append(one)
    realized = _realized(store, by_document)
    works = describe_works(store, sorted({*naming, *realized.values()}))
    names = _names(store, statements.values())
    launches = [
        _launch(works[realized[document]], said, words, names)
        for document, said in by_document.items()
        if document in realized and any(one.one(RDF.predicate) == str(VND.launches) for one in said)
    ]
    named = [
        Naming(works[work], tuple(sorted(words[one] for one in mentions if one in words)))
        for work, mentions in naming.items()
    ]
    return CampaignFacts(
        iri,
        campaign.one(SKOS.prefLabel) or iri,
        campaign.one(VND.campaignKind),
        tuple(sorted(launches, key=lambda one: _order(one.work))),
        tuple(sorted(named, key=lambda one: _order(one.work))),
    )


def _launch(
    work: Mapping[str, Any], said: Iterable[Node], words: Mapping[str, Evidence], names: Mapping[str, str]
) -> Launch:
    def place(node: Node) -> Evidence | None:
        return next((words[one] for one in node.all(VND.evidence) if one in words), None)

    by_term: dict[str | None, list[Node]] = defaultdict(list)
    for one in said:
        by_term[one.one(RDF.predicate)].append(one)
    fields = tuple(
        Field(name, names.get(value, value), place(node))
        for name, term in _FIELDS.items()
        for node in by_term[str(term)]
        for value in node.all(RDF.object)
    )
    return Launch(work, place(by_term[str(VND.launches)][0]), fields)


def _words(store: Store, groups: Iterable[Iterable[str]]) -> dict[str, Evidence]:
    wanted = sorted({one for group in groups for one in group})
    return evidence_by_annotation(store, values("evidence", wanted)) if wanted else {}


def _realized(store: Store, documents: Iterable[str]) -> dict[str, str]:
    wanted = sorted(one for one in documents if one)
    if not wanted:
        return {}
    found = rows(store, query("document-works", documents=values("document", wanted)))
    return {document or "": work or "" for document, work in found}


def _names(store: Store, statements: Iterable[Node]) -> dict[str, str]:
    terms = {str(_FIELDS["organizer"]), str(_FIELDS["commemorates"])}
    iris = {iri for one in statements if one.one(RDF.predicate) in terms for iri in one.all(RDF.object)}
    return {
        iri: node.one(SKOS.prefLabel) or node.one(RDFS.label) or iri for iri, node in described(store, iris).items()
    }


def _order(work: Mapping[str, Any]) -> tuple[str, str]:
    return work["date"] or "", work["iri"]
