"""The links layer: which works the mentions mean, and what the works do with one another.

Derived from the text layers of the whole collection and from nothing else, so that any order of ingest gives the same
graphs: one links graph for each source file, and the catalogue (:mod:`graph.catalogue`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.term import Node

from graph.catalogue import catalogue_graph
from graph.identity import TERRITORY_FROM_CONTEXT, Candidate, Description, resolve
from graph.layers import Record, TextLayers, read_text_layers
from graph.stores import Store
from ontology.iris import DEFAULT_BASE, WorkParts, catalogue_graph_iri, links_graph_iri, subdivision_iri, work_iri
from ontology.relations import relations
from ontology.terms import ELI, VND, new_graph
from ontology.territories import jurisdiction

_TRUE: Final = Literal("true", datatype=XSD.boolean)
_IDENTITY: Final = ("Number", "Date")


def _descriptions(layers: TextLayers) -> Iterator[Description]:
    places = {d.iri: _place(d) for d in layers.documents}
    days = {d.iri: d.best("Date") for d in layers.documents}
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
            )


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
        self.graphs: dict[str, Graph] = defaultdict(new_graph)

    def iri(self, work: WorkParts) -> URIRef:
        return URIRef(work_iri(work, self.base))

    def meanings(self) -> None:
        """What each document realises and each mention denotes, or may denote."""
        for document in self.layers.documents:
            graph = self.graphs[document.source]
            for candidate in self.resolved.get(document.iri, ())[:1]:
                graph.add((URIRef(document.iri), ELI.realizes, self.iri(candidate.work)))
        for mention in self.layers.mentions:
            graph, node = self.graphs[mention.source], URIRef(mention.iri)
            found = self.resolved.get(mention.iri, ())
            if len(found) == 1:
                graph.add((node, VND.denotes, self.iri(found[0].work)))
                continue
            for rank, candidate in enumerate(found):
                choice = URIRef(f"{mention.iri}.candidate-{rank}")
                graph.add((node, VND.candidate, choice))
                graph.add((choice, RDF.type, VND.Candidate))
                graph.add((choice, VND.work, self.iri(candidate.work)))
                graph.add((choice, VND.score, Literal(str(candidate.score), datatype=XSD.decimal)))

    def relations(self) -> None:
        """The relation that every mention, stated link and certified copy states."""
        by_iri = {m.iri: m for m in self.layers.mentions}
        for mention in self.layers.mentions:
            if mention.relation != "self":
                subject = mention.get("subjectMention") or mention.values["inDocument"]
                self._relate(
                    _Statement(
                        iri=f"{mention.iri}.relation",
                        relation=mention.relation,
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
                        relation=link.relation,
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
        pairs = list(product(self.resolved.get(statement.subject, ()), self.resolved.get(statement.object, ())))
        for rank, (first, second) in enumerate(pairs):
            if first.work == second.work:
                continue
            sure = len(pairs) == 1
            inferred = (
                statement.inferred
                or not sure
                or statement.subject in self.inferred
                or TERRITORY_FROM_CONTEXT in (first.score, second.score)
            )
            one = replace(statement, iri=statement.iri if sure else f"{statement.iri}-{rank}", inferred=inferred)
            self._state(one, first, second, sure)

    def _state(self, statement: _Statement, first: Candidate, second: Candidate, sure: bool) -> None:
        """Write the statement, and the direct triple too where both works are certain."""
        graph = self.graphs[statement.iri.partition("#")[0]]
        kind = relations()[statement.relation]
        subject, whole = self.iri(first.work), self.iri(second.work)
        target = self._subdivision(graph, whole, statement.pinpoint)
        terms = (kind.planned_term,) if statement.planned else kind.terms
        node = URIRef(statement.iri)
        said: list[tuple[URIRef, URIRef, Node]] = [
            (node, RDF.type, VND.RelationStatement),
            (node, RDF.subject, subject),
            (node, RDF.object, target),
            *((node, RDF.predicate, term) for term in terms),
            *((subject, term, target) for term in terms if sure),
            (node, VND.relation, kind.iri),
            (node, VND.subjectWork, subject),
            (node, VND.objectWork, whole),
            (node, VND.evidence, URIRef(statement.evidence)),
            *((node, VND.pinpoint, Literal(pinpoint)) for pinpoint in [statement.pinpoint] if pinpoint),
            (node, VND.confidence, Literal(f"{min(first.score, second.score):g}", datatype=XSD.decimal)),
            *((node, VND.planned, _TRUE) for _ in range(statement.planned)),
            *((node, VND.inferred, _TRUE) for _ in range(statement.inferred)),
        ]
        for triple in said:
            graph.add(triple)

    def _subdivision(self, graph: Graph, work: URIRef, pinpoint: str | None) -> URIRef:
        """The node of the cited article, clause or point, described with all that contain it."""
        labels = pinpoint.split("; ") if pinpoint else []
        parent = work
        for depth, label in enumerate(labels, start=1):
            node = URIRef(subdivision_iri(work, labels[:depth]))
            graph.add((node, RDF.type, ELI.LegalResourceSubdivision))
            graph.add((node, ELI.is_part_of, parent))
            graph.add((node, RDFS.label, Literal(label, lang="vi")))
            parent = node
        return parent


def link(store: Store, base: str = DEFAULT_BASE) -> int:
    """Recompute the links layer of the whole collection from its text layers.

    Args:
        store: holds the text layers; its links graphs and the graph of works are replaced.
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
    for name, graph in graphs.items():
        store.put_graph(name, graph)
    return len({candidate.work for found in links.resolved.values() for candidate in found})
