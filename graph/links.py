"""The links layer: which works the mentions mean, and what the works do with one another.

Derived from the text layers of the whole collection and from nothing else, so that any order of ingest gives the same
graphs: one links graph for each source file, and the catalogue (:mod:`graph.catalogue`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS

from graph.catalogue import catalogue_graph
from graph.identity import Description
from graph.layers import Record, TextLayers, read_text_layers
from graph.resolution import Candidate, resolve
from graph.stores import Store
from graph.triples import TRUE, Triples, decimal, put_changed, text, vietnamese
from ontology.iris import DEFAULT_BASE, WorkParts, catalogue_graph_iri, links_graph_iri, subdivision_iri, work_iri
from ontology.relations import relations
from ontology.resolutions import resolutions
from ontology.terms import ELI, VND
from ontology.territories import jurisdiction

_IDENTITY: Final = ("Number", "Date")
# Each is stated thousands of times, and rdflib looks a term up anew each time.
_TYPE, _SUBJECT, _PREDICATE, _OBJECT, _LABEL = RDF.type, RDF.subject, RDF.predicate, RDF.object, RDFS.label


def _descriptions(layers: TextLayers) -> Iterator[Description]:
    places = {d.iri: _place(d) for d in layers.documents}
    days = {d.iri: d.best("Date") for d in layers.documents}
    issuers = {d.iri: d.best("Issuer") for d in layers.documents}
    latest = _latest(layers)
    for d in layers.documents:
        yield Description(
            key=d.iri,
            source=d.source,
            type=d.best("Type") or "",
            number=d.best("Number"),
            date=d.best("Date"),
            issuer=d.best("Issuer"),
            place=places[d.iri],
            day=days[d.iri],
            document=d.iri,
            unique=f"text-{d.source.rpartition('/')[2]}-{d.iri.rpartition('#')[2]}",
        )
    for m in layers.mentions:
        if m.get("selfReference"):
            continue
        number, name = m.best("Number"), m.best("Name")
        target = m.get("antecedent")
        if target and not (number or name):
            number, name = (target, None) if target[0].isdigit() else (None, target)
        document = m.values["inDocument"]
        yield Description(
            key=m.iri,
            source=m.source,
            type=m.best("Type") or "",
            number=number,
            date=m.best("Date"),
            issuer=m.best("Issuer"),
            name=name,
            place=places.get(document),
            day=days.get(document),
            year=m.get("printedYear"),
            document=document,
            series=issuers.get(document),
            since=latest.get(document),
        )
    for d in layers.documents:
        copied = d.get("inferredCopies")
        if copied:
            yield Description(
                key=f"{d.iri}.copies",
                source=d.source,
                type=_type_of(copied, layers.mentions, layers.documents) or "",
                number=copied,
                place=places[d.iri],
                day=days[d.iri],
                document=d.iri,
                series=issuers[d.iri],
            )


def _latest(layers: TextLayers) -> dict[str, str]:
    """The day of the latest instrument that each document cites, by the document's IRI."""
    days: dict[str, str] = {}
    for m in layers.mentions:
        day, document = m.best("Date"), m.values["inDocument"]
        if day:
            days[document] = max(days.get(document, day), day)
    return days


def _type_of(number: str, *described: Sequence[Record]) -> str | None:
    """The type that the collection most often gives a number."""
    found = Counter(r.best("Type") for records in described for r in records if r.best("Number") == number)
    return min(found, key=lambda t: (-found[t], t or "")) if found else None


def _place(document: Record) -> str | None:
    for value in (document.best("Issuer"), document.get("printedPlace")):
        found = jurisdiction(value) if value else None
        if found:
            return found
    return None


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


class _Links:
    """Resolutions of a collection, and the links graphs that follow from them."""

    def __init__(self, layers: TextLayers, base: str) -> None:
        self.base = base
        self.layers = layers
        self.resolved: dict[str, tuple[Candidate, ...]] = dict(resolve(list(_descriptions(layers))))
        for m in layers.mentions:
            if m.get("selfReference") and m.values["inDocument"] in self.resolved:
                self.resolved[m.iri] = self.resolved[m.values["inDocument"]]
        self.inferred = {d.iri for d in layers.documents if any(d.get(f"inferred{name}") for name in _IDENTITY)}
        self.graphs: dict[str, Triples] = defaultdict(Triples)

    def iri(self, work: WorkParts) -> str:
        return work_iri(work, self.base)

    def meanings(self) -> None:
        """What each document realises and each mention denotes, or may denote."""
        for document in self.layers.documents:
            graph = self.graphs[document.source]
            for candidate in self.resolved.get(document.iri, ())[:1]:
                graph.say(document.iri, ELI.realizes, self.iri(candidate.work))
                graph.say(document.iri, VND.confidence, decimal(candidate.score))
                self._explain(graph, document.iri, candidate)
        for mention in self.layers.mentions:
            graph, node = self.graphs[mention.source], mention.iri
            found = self.resolved.get(mention.iri, ())
            if len(found) == 1:
                graph.say(node, VND.denotes, self.iri(found[0].work))
                graph.say(node, VND.confidence, decimal(found[0].score))
                self._explain(graph, node, found[0])
                continue
            for rank, candidate in enumerate(found):
                choice = f"{mention.iri}.candidate-{rank}"
                graph.say(node, VND.candidate, choice)
                graph.say(choice, _TYPE, VND.Candidate)
                graph.say(choice, VND.work, self.iri(candidate.work))
                graph.say(choice, VND.score, decimal(candidate.score))
                self._explain(graph, choice, candidate)

    def _explain(self, graph: Triples, node: str, candidate: Candidate) -> None:
        """Say why a node is taken to mean a work."""
        for reason in candidate.reasons:
            graph.say(node, VND.resolution, resolutions()[reason].iri)

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
        graph = self.graphs[iri.partition("#")[0]]
        kind = relations()[statement.relation]
        subject, whole = self.iri(first.work), self.iri(second.work)
        target = self._subdivision(graph, whole, statement.pinpoint)
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
            (VND.pinpoint, text(statement.pinpoint) if statement.pinpoint else None),
            (VND.confidence, decimal(min(first.score, second.score))),
            (VND.planned, TRUE if statement.planned else None),
            (VND.inferred, TRUE if inferred else None),
        ]
        for predicate, value in said:
            graph.say(iri, predicate, value)
        for term in terms if sure else ():
            graph.say(subject, term, target)

    def _subdivision(self, graph: Triples, work: str, pinpoint: str | None) -> str:
        """The node of the cited article, clause or point, described with all that contain it."""
        labels = pinpoint.split("; ") if pinpoint else []
        parent = work
        for depth, label in enumerate(labels, start=1):
            node = subdivision_iri(work, labels[:depth])
            graph.say(node, _TYPE, ELI.LegalResourceSubdivision)
            graph.say(node, ELI.is_part_of, parent)
            graph.say(node, _LABEL, vietnamese(label))
            parent = node
        return parent


def link(store: Store, base: str = DEFAULT_BASE) -> int:
    """Recompute the links layer of the whole collection from its text layers.

    Args:
        store: holds the text layers; of its links graphs and the catalogue, those that changed are replaced.
        base: where IRIs begin, with a final slash; the one under which the text layers were built.

    Returns:
        The number of works that the collection knows.
    """
    links = _Links(read_text_layers(store), base)
    links.meanings()
    links.relations()
    graphs = {links_graph_iri(source): graph for source, graph in links.graphs.items()}
    graphs[catalogue_graph_iri(base)] = catalogue_graph(links.layers, links.resolved, base)
    for name in store.graphs():
        if name.endswith("/links") and name not in graphs:
            store.drop_graph(name)
    put_changed(store, graphs)
    return len({candidate.work for found in links.resolved.values() for candidate in found})
