"""Nodes of the graph with what is said of them, as a page needs many small facts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from graph.stores import Store, rows, values
from search_api.views.queries import query


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its IRI and the values of its properties (IRIs and lexical forms), by the property's IRI."""

    iri: str
    said: Mapping[str, tuple[str, ...]]

    def all(self, property_: URIRef) -> tuple[str, ...]:
        """The values of a property, sorted."""
        return self.said.get(str(property_), ())

    def one(self, property_: URIRef) -> str | None:
        """The first value of a property; ``None`` if it has none."""
        return next(iter(self.all(property_)), None)

    def flag(self, property_: URIRef) -> bool:
        """Whether a property is said to be true."""
        return "true" in self.all(property_)


def nodes_of(store: Store, sparql: str) -> dict[str, Node]:
    """The nodes that a query tells of, by IRI.

    Args:
        store: The graph.
        sparql: A query that selects ``?node ?property ?value``.
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for node, prop, value in rows(store, sparql):
        if node is not None and prop is not None and value is not None:
            found[node][prop].add(value)
    return {
        iri: Node(iri, {prop: tuple(sorted(said)) for prop, said in about.items()})
        for iri, about in sorted(found.items())
    }


def described(store: Store, iris: Iterable[str]) -> dict[str, Node]:
    """What is said of some nodes, by IRI; a node of which nothing is said is there too."""
    wanted = sorted(set(iris))
    found = nodes_of(store, query("nodes", nodes=values("node", wanted))) if wanted else {}
    return {iri: found.get(iri, Node(iri, {})) for iri in wanted}
