"""The links graph of one file: what its mentions mean, and what works do with one another by its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS

from graph.layers import TextLayers
from graph.resolution import Candidate
from graph.triples import TRUE, Triples, decimal, text, vietnamese
from ontology.iris import WorkParts, subdivision_iri, work_iri
from ontology.relations import relations
from ontology.resolutions import resolutions
from ontology.terms import ELI, VND

Resolved: TypeAlias = Mapping[str, tuple[Candidate, ...]]
"""Candidate works by the IRI of the document or mention, the best first."""

_IDENTITY: Final = ("Number", "Date")
# Each is stated thousands of times, and rdflib looks a term up anew each time.
_TYPE, _SUBJECT, _PREDICATE, _OBJECT, _LABEL = RDF.type, RDF.subject, RDF.predicate, RDF.object, RDFS.label


def links_graph(layers: TextLayers, resolved: Resolved, base: str) -> Triples:
    """The links graph of a file.

    Args:
        layers: what its text layer says.
        resolved: what its documents and mentions may mean.
        base: where IRIs begin.
    """
    links = _Links(layers, resolved, base)
    links.meanings()
    links.relations()
    return links.graph


@dataclass(frozen=True, slots=True)
class _Statement:
    """A relation between what two nodes of the text layer mean; ``evidence`` is the annotation that holds the words."""

    iri: str
    relation: str
    subject: str
    object: str
    evidence: str
    pinpoint: str | None = None
    planned: bool = False
    inferred: bool = False
    correction: str | None = None


class _Links:
    """The links graph of a file as it is written."""

    def __init__(self, layers: TextLayers, resolved: Resolved, base: str) -> None:
        self.base = base
        self.layers = layers
        self.resolved = resolved
        self.inferred = {d.iri for d in layers.documents if any(d.get(f"inferred{name}") for name in _IDENTITY)}
        self.graph = Triples()

    def iri(self, work: WorkParts) -> str:
        return work_iri(work, self.base)

    def meanings(self) -> None:
        """What each document realises and each mention denotes, or may denote."""
        for document in self.layers.documents:
            for candidate in self.resolved.get(document.iri, ())[:1]:
                self.graph.say(document.iri, ELI.realizes, self.iri(candidate.work))
                self.graph.say(document.iri, VND.confidence, decimal(candidate.score))
                self._explain(document.iri, candidate)
        for mention in self.layers.mentions:
            node = mention.iri
            found = self.resolved.get(mention.iri, ())
            if len(found) == 1:
                self.graph.say(node, VND.denotes, self.iri(found[0].work))
                self.graph.say(node, VND.confidence, decimal(found[0].score))
                self._explain(node, found[0])
                continue
            for rank, candidate in enumerate(found):
                choice = f"{mention.iri}.candidate-{rank}"
                self.graph.say(node, VND.candidate, choice)
                self.graph.say(choice, _TYPE, VND.Candidate)
                self.graph.say(choice, VND.work, self.iri(candidate.work))
                self.graph.say(choice, VND.score, decimal(candidate.score))
                self._explain(choice, candidate)

    def _explain(self, node: str, candidate: Candidate) -> None:
        """Say why a node is taken to mean a work."""
        for reason in candidate.reasons:
            self.graph.say(node, VND.resolution, resolutions()[reason].iri)

    def relations(self) -> None:
        """The relation that every mention, stated link and certified copy states."""
        by_iri = {m.iri: m for m in self.layers.mentions}
        for mention in self.layers.mentions:
            if mention.relation != "self":
                subject = mention.get("subjectMention") or mention.values["inDocument"]
                self._relate(
                    _Statement(
                        iri=f"{mention.iri}.relation",
                        relation=mention.finest_relation,
                        subject=subject,
                        object=mention.iri,
                        evidence=mention.iri,
                        pinpoint=mention.get("pinpoint"),
                        planned=mention.get("planned") == "true",
                        correction=mention.get("correction"),
                    )
                )
        for link in self.layers.links:
            item = by_iri.get(link.values["objectMention"])
            first = link.get("subjectMention")
            if item and first and link.relation != "self":
                self._relate(
                    _Statement(
                        iri=f"{link.iri}.relation",
                        relation=link.finest_relation,
                        subject=first,
                        object=item.iri,
                        evidence=first,
                        pinpoint=item.get("pinpoint"),
                    )
                )
        for document in self.layers.documents:
            if document.get("inferredCopies"):
                title = f"{document.iri}.type"
                self._relate(
                    _Statement(
                        iri=f"{document.iri}.relation",
                        relation="copies",
                        subject=document.iri,
                        object=f"{document.iri}.copies",
                        evidence=title if title in self.layers.headers else document.iri,
                        inferred=True,
                    )
                )

    def _relate(self, statement: _Statement) -> None:
        """State the relation of every pair of works that its subject and object may mean."""
        subjects, objects = self.resolved.get(statement.subject, ()), self.resolved.get(statement.object, ())
        sure = len(subjects) == len(objects) == 1
        inferred = statement.inferred or not sure or statement.subject in self.inferred
        for rank, (first, second) in enumerate(product(subjects, objects)):
            if first.work != second.work:
                iri = statement.iri if sure else f"{statement.iri}-{rank}"
                self._state(
                    statement,
                    iri,
                    first,
                    second,
                    inferred=inferred or first.inferred or second.inferred,
                    sure=sure,
                )

    def _state(
        self, statement: _Statement, iri: str, first: Candidate, second: Candidate, *, inferred: bool, sure: bool
    ) -> None:
        """Write the statement, and the direct triple too where both works are certain."""
        kind = relations()[statement.relation]
        subject, whole = self.iri(first.work), self.iri(second.work)
        target = self._subdivision(whole, statement.pinpoint)
        terms = (kind.planned_term,) if statement.planned else kind.terms
        said: list[tuple[str, str | ox.Literal | None]] = [
            (_TYPE, VND.RelationStatement),
            (_SUBJECT, subject),
            (_OBJECT, target),
            *((_PREDICATE, term) for term in terms),
            (VND.relation, kind.iri),
            (VND.subjectWork, subject),
            (VND.objectWork, whole),
            (VND.evidence, statement.evidence),
            (VND.correction, statement.correction),
            (VND.pinpoint, text(statement.pinpoint) if statement.pinpoint else None),
            (VND.confidence, decimal(min(first.score, second.score))),
            (VND.planned, TRUE if statement.planned else None),
            (VND.inferred, TRUE if inferred else None),
        ]
        for predicate, value in said:
            self.graph.say(iri, predicate, value)
        for term in terms if sure else ():
            self.graph.say(subject, term, target)

    def _subdivision(self, work: str, pinpoint: str | None) -> str:
        """The node of the cited article, clause or point, described with all that contain it."""
        labels = pinpoint.split("; ") if pinpoint else []
        parent = work
        for depth, label in enumerate(labels, start=1):
            node = subdivision_iri(work, labels[:depth])
            self.graph.say(node, _TYPE, ELI.LegalResourceSubdivision)
            self.graph.say(node, ELI.is_part_of, parent)
            self.graph.say(node, _LABEL, vietnamese(label))
            parent = node
        return parent
