"""Relations between instruments and the properties that state them, read from ``schemes/relations.ttl``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SKOS
from rdflib.term import Node

from ontology.terms import RELATION, VND

Side = Literal["out", "in"]
SIDES: Final[tuple[Side, ...]] = ("out", "in")
_VERBS: Final = {"out": VND.verb, "in": VND.reverseVerb}
_TITLES: Final = {"out": VND.groupTitle, "in": VND.reverseGroupTitle}
_LANGUAGES: Final = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation: concept, properties stated once done, property stated while planned, wording both ways.

    ``broader`` is the name of the relation that extraction tells apart in every sentence, of which this one is a finer
    kind; ``None`` for those ten themselves. ``label`` and the verbs are Vietnamese, ``labels`` are by language;
    ``verbs`` are by side and language, ``out`` reads subject - object. ``titles`` head the group of a lược đồ, by side
    and language: ``out`` for the works that a document acts on, ``in`` for those that act on it.
    """

    name: str
    iri: URIRef
    terms: tuple[URIRef, ...]
    planned_term: URIRef
    broader: str | None
    label: str
    labels: Mapping[str, str]
    verb: str
    reverse_verb: str
    verbs: Mapping[tuple[str, str], str]
    titles: Mapping[tuple[str, str], str]


@cache
def relations() -> Mapping[str, Relation]:
    """All relations by name ("implements"), in the order in which a lược đồ lists them."""
    graph = Graph().parse(data=files("ontology").joinpath("schemes/relations.ttl").read_text(encoding="utf-8"))
    members = graph.value(RELATION["diagram"], SKOS.memberList, any=False)
    found = [_relation(graph, concept) for concept in Collection(graph, members)] if members else []
    return {relation.name: relation for relation in found}


def with_narrower(names: Iterable[str]) -> frozenset[str]:
    """The names of relations and of all finer kinds of them.

    Raises:
        KeyError: if there is no relation of a name.
    """
    chosen = {relations()[name].name for name in names}
    return frozenset(r.name for r in relations().values() if r.name in chosen or r.broader in chosen)


def _relation(graph: Graph, concept: Node) -> Relation:
    def wording(predicate: Node, language: str = "vi") -> str:
        return next(str(o) for o in graph.objects(concept, predicate) if getattr(o, "language", None) == language)

    broader = graph.value(concept, SKOS.broader)
    return Relation(
        name=str(graph.value(concept, SKOS.notation)),
        iri=URIRef(str(concept)),
        terms=tuple(sorted(URIRef(str(term)) for term in graph.objects(concept, VND.property))),
        planned_term=URIRef(str(graph.value(concept, VND.plannedProperty))),
        broader=str(graph.value(broader, SKOS.notation)) if broader else None,
        label=wording(SKOS.prefLabel),
        labels={language: wording(SKOS.prefLabel, language) for language in _LANGUAGES},
        verb=wording(VND.verb),
        reverse_verb=wording(VND.reverseVerb),
        verbs={(side, language): wording(_VERBS[side], language) for side in SIDES for language in _LANGUAGES},
        titles={(side, language): wording(_TITLES[side], language) for side in SIDES for language in _LANGUAGES},
    )
