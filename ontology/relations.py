"""Relations between instruments and the properties that state them, read from ``schemes/relations.ttl``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from ontology.terms import VND


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: concept, properties stated once done, property stated while planned, Vietnamese wording both ways."""

    name: str
    iri: URIRef
    terms: tuple[URIRef, ...]
    planned_term: URIRef
    label: str
    verb: str
    reverse_verb: str


@cache
def relations() -> Mapping[str, Relation]:
    """All relations by name ("implements")."""
    graph = Graph().parse(data=files("ontology").joinpath("schemes/relations.ttl").read_text(encoding="utf-8"))

    def wording(concept: Node, predicate: Node) -> str:
        return next(str(o) for o in graph.objects(concept, predicate) if getattr(o, "language", None) == "vi")

    return {
        str(notation): Relation(
            name=str(notation),
            iri=URIRef(str(concept)),
            terms=tuple(sorted(URIRef(str(term)) for term in graph.objects(concept, VND.property))),
            planned_term=URIRef(str(graph.value(concept, VND.plannedProperty))),
            label=wording(concept, SKOS.prefLabel),
            verb=wording(concept, VND.verb),
            reverse_verb=wording(concept, VND.reverseVerb),
        )
        for concept, notation in sorted(graph.subject_objects(SKOS.notation))
    }
