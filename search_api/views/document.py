"""What the graph knows of one document that the collection holds, each fact with the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode
from rdflib import URIRef
from rdflib.namespace import PROV, RDF, RDFS, SDO, SKOS

from graph.correction_marks import Mark, marks_on
from graph.evidence import Evidence, evidence_by_annotation
from graph.stores import Store, values
from ontology.terms import ELI, VND
from search_api.views.document_facts import (
    Agency,
    CampaignLaunched,
    DocumentFacts,
    Field,
    SignedBy,
    Stamped,
    TargetSet,
    TaskSet,
)
from search_api.views.nodes import Node, described, nodes_of
from search_api.views.queries import query

_FIELDS: Final[Mapping[str, tuple[URIRef, URIRef | None]]] = {
    "type": (VND.printedType, VND.inferredType),
    "number": (VND.printedNumber, VND.inferredNumber),
    "date": (VND.printedDate, VND.inferredDate),
    "issuer": (VND.printedIssuer, VND.inferredIssuer),
    "place": (VND.printedPlace, None),
    "subject": (VND.printedSubject, VND.inferredSubject),
    "effective": (ELI.first_date_entry_in_force, None),
    "expires": (ELI.date_no_longer_in_force, None),
    "copies": (VND.inferredCopies, VND.inferredCopies),
}
"""Header fields in the order in which they are shown: the property as printed, and as inferred."""


def document_facts(store: Store, document: str) -> DocumentFacts:
    """The facts of a document; five queries, however many facts it has.

    Args:
        store: The graph.
        document: IRI of the expression (``{source}#d1``).
    """
    facts = nodes_of(store, query("document-nodes", document=NamedNode(document)))
    places = _Places(store, facts.values())
    others = described(store, {document, *_referred(facts.values())})
    statements = [node for node in facts.values() if str(RDF.Statement) in node.all(RDF.type)]
    signatures = [node.iri for node in facts.values() if str(PROV.Attribution) in node.all(RDF.type)]
    about = _About(
        facts,
        others,
        places,
        {(s.one(RDF.subject), s.one(RDF.predicate)): s for s in statements},
        _Said(store, [document, *signatures]),
    )
    return DocumentFacts(
        tuple(_corrected(_header(about, others[document]), about.said, document)),
        tuple(_signers(about, document)),
        tuple(_recipients(about)),
        tuple(_tasks(about)),
        tuple(_targets(about)),
        tuple(_campaigns(about, document)),
        tuple(_stamps(about)),
    )


class _Places:
    """Where the facts of a document stand; those that annotate nothing themselves stand where their evidence does."""

    def __init__(self, store: Store, nodes: Iterable[Node]) -> None:
        wanted = {iri for node in nodes for iri in (node.iri, *node.all(VND.evidence))}
        self._found = evidence_by_annotation(store, values("evidence", sorted(wanted))) if wanted else {}

    def of(self, node: Node) -> Evidence | None:
        found = [self._found[iri] for iri in (node.iri, *node.all(VND.evidence)) if iri in self._found]
        return found[0] if found else None


class _Said:
    """What people said of a document and its signatures, and of which words."""

    def __init__(self, store: Store, nodes: Iterable[str]) -> None:
        self._marks = marks_on(store, nodes)
        iris = sorted(mark.iri for marks in self._marks.values() for mark in marks)
        self._places = evidence_by_annotation(store, values("evidence", iris)) if iris else {}

    def last(self, node: str, field: str) -> Mark | None:
        """What was said last of a field."""
        return next((mark for mark in reversed(self._marks.get(node, ())) if mark.field == field), None)

    def all(self, node: str, field: str) -> list[Mark]:
        """All that was said of a field, the earliest first."""
        return [mark for mark in self._marks.get(node, ()) if mark.field == field]

    def words(self, mark: Mark) -> Evidence | None:
        """The words of which it was said."""
        return self._places.get(mark.iri)


@dataclass(frozen=True, slots=True)
class _About:
    """The facts of a document, the nodes that they name, where they stand, and statements by subject and predicate.

    ``said`` is what people said of them.
    """

    facts: Mapping[str, Node]
    others: Mapping[str, Node]
    places: _Places
    stated: Mapping[tuple[str | None, str | None], Node]
    said: _Said

    def of_kind(self, kind: URIRef) -> list[Node]:
        """The facts of a kind, in reading order."""
        chosen = [node for node in self.facts.values() if str(kind) in node.all(RDF.type)]
        return sorted(chosen, key=lambda node: (self._start(node), node.iri))

    def _start(self, node: Node) -> int:
        words = self.places.of(node)
        return words.start if words else 0

    def label(self, iri: str) -> str:
        node = self.others[iri]
        return node.one(SKOS.prefLabel) or node.one(RDFS.label) or iri

    def agencies(self, node: Node, term: URIRef) -> tuple[Agency, ...]:
        return tuple(Agency(iri, self.label(iri)) for iri in node.all(term))


def _referred(facts: Iterable[Node]) -> set[str]:
    """The nodes to which facts refer and whose names and figures are shown."""
    terms = (VND.lead, VND.supporting, VND.due, VND.signsFor, VND.quantity, VND.forPeriod, RDF.object)
    return {
        iri for node in facts for term in terms for iri in node.all(term) if iri.startswith(("http:", "https:", "urn:"))
    }


def _header(about: _About, document: Node) -> Iterable[Field]:
    printed = {node.one(VND.field): node for node in about.of_kind(VND.HeaderEvidence)}
    concluded = {node.one(VND.field): node for node in about.of_kind(VND.InferredValue)}
    for name, (as_printed, as_inferred) in _FIELDS.items():
        value = document.one(as_inferred) if as_inferred else None
        node = concluded.get(name)
        if value is not None and node is not None:
            yield Field(name, value, about.places.of(node), inferred=True, reason=node.one(VND.reason))
        elif said := document.one(as_printed):
            yield Field(name, said, about.places.of(printed[name]) if name in printed else None)


def _corrected(read: Iterable[Field], said: _Said, document: str) -> Iterable[Field]:
    """Header fields as people corrected them, in the order in which they are shown."""
    fields = {field.name: field for field in read}
    for name in _FIELDS:
        mark = said.last(document, name)
        if mark is None:
            yield from [fields[name]] if name in fields else []
        elif mark.value is not None and mark.kind != "reject":
            yield Field(name, mark.value, said.words(mark), corrected=mark)


def _signers(about: _About, document: str) -> Iterable[SignedBy]:
    for node in about.of_kind(PROV.Attribution):
        agency, mark = node.one(VND.signsFor), about.said.last(node.iri, "signer")
        if mark is None or mark.kind != "reject":
            yield SignedBy(
                (mark.value if mark else None) or node.one(VND.printedName) or "",
                node.one(VND.position),
                node.one(VND.capacity),
                about.label(agency) if agency else None,
                about.places.of(node),
                mark,
            )
    for mark in about.said.all(document, "signer"):
        yield SignedBy(mark.value or "", None, None, None, about.said.words(mark), mark)


def _recipients(about: _About) -> Iterable[Field]:
    for node in about.of_kind(VND.HeaderEvidence):
        if node.one(VND.field) == "recipient":
            yield Field("recipient", node.one(VND.fieldValue) or "", about.places.of(node))


def _tasks(about: _About) -> Iterable[TaskSet]:
    for node in about.of_kind(VND.Task):
        words = about.places.of(node)
        if words is None:
            continue
        due = node.one(VND.due)
        stated = about.stated.get((node.iri, str(VND.due)))
        yield TaskSet(
            words,
            node.one(VND.rule) or "",
            about.agencies(node, VND.lead),
            about.agencies(node, VND.supporting),
            about.others[due].one(RDF.value) if due else None,
            about.label(due) if due else None,
            about.places.of(stated) if stated else None,
        )


def _targets(about: _About) -> Iterable[TargetSet]:
    for node in about.of_kind(VND.Target):
        words, quantity, period = about.places.of(node), node.one(VND.quantity), node.one(VND.forPeriod)
        if words is None or quantity is None:
            continue
        figure = about.others[quantity]
        yield TargetSet(
            words,
            node.one(VND.indicator) or "",
            node.one(VND.partOfIndicator),
            node.one(VND.comparison) or "",
            node.one(VND.change),
            _number(figure.one(SDO.value)),
            _number(figure.one(SDO.minValue)),
            _number(figure.one(SDO.maxValue)),
            figure.one(SDO.unitText),
            about.label(period) if period else None,
        )


_CAMPAIGN: Final = {
    "theme": VND.theme,
    "start": SDO.startDate,
    "end": SDO.endDate,
    "organizer": SDO.organizer,
    "commemorates": VND.commemorates,
}


def _campaigns(about: _About, document: str) -> Iterable[CampaignLaunched]:
    statements = about.of_kind(RDF.Statement)
    for launch in statements:
        campaign = launch.one(RDF.object)
        if campaign is None or launch.one(RDF.predicate) != str(VND.launches) or launch.one(RDF.subject) != document:
            continue
        fields = [
            Field(name, about.label(value) if value in about.others else value, about.places.of(node))
            for name, term in _CAMPAIGN.items()
            for node in statements
            if node.one(RDF.subject) == campaign and node.one(RDF.predicate) == str(term)
            for value in node.all(RDF.object)
        ]
        named = about.others[campaign]
        yield CampaignLaunched(
            campaign, about.label(campaign), named.one(VND.campaignKind), about.places.of(launch), tuple(fields)
        )


def _stamps(about: _About) -> Iterable[Stamped]:
    for node in about.of_kind(VND.Stamp):
        if words := about.places.of(node):
            yield Stamped(node.one(VND.stampKind) or "", node.one(VND.printedNumber), node.one(VND.printedDate), words)


def _number(value: str | None) -> float | None:
    return float(value) if value is not None else None
