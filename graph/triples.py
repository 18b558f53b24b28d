"""Derived graphs as sets of the engine's own triples.

Linking writes hundreds of triples for each file of the collection; rdflib's graphs take several times as long to hold
them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import XSD

from graph.stores import Store, rows
from ontology.terms import VND

_SIGNATURES: Final = "SELECT ?graph ?signature WHERE { GRAPH ?graph { ?graph vnd:signature ?signature } }"


@lru_cache(maxsize=1 << 16)
def node(iri: str) -> ox.NamedNode:
    """The node of an IRI."""
    return ox.NamedNode(iri)


def text(value: str) -> ox.Literal:
    """A plain string."""
    return ox.Literal(value)


def vietnamese(value: str) -> ox.Literal:
    """A string in Vietnamese."""
    return ox.Literal(value, language="vi")


def date(value: str) -> ox.Literal:
    """A calendar day, from its ISO form."""
    return ox.Literal(value, datatype=node(str(XSD.date)))


def decimal(value: float) -> ox.Literal:
    """A decimal number."""
    return ox.Literal(f"{value:g}", datatype=node(str(XSD.decimal)))


TRUE: Final = ox.Literal(True)


class Triples:
    """A graph that is being written: a set of triples."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self._said: set[ox.Triple] = set()

    def __iter__(self) -> Iterator[ox.Triple]:
        """Iterate over all that was said, in no order."""
        return iter(self._said)

    def __len__(self) -> int:
        """The number of different triples."""
        return len(self._said)

    def say(self, subject: str, predicate: str, value: str | ox.Literal | None) -> None:
        """Add a statement; a string is an IRI, ``None`` says nothing."""
        if value is not None:
            self._said.add(ox.Triple(node(subject), node(predicate), node(value) if isinstance(value, str) else value))

    def signature(self) -> str:
        """A hash of what is said, the same for the same set of triples."""
        return hashlib.sha256("\n".join(sorted(map(str, self._said))).encode()).hexdigest()


def put_changed(store: Store, graphs: Mapping[str, Triples]) -> int:
    """Store those graphs that are not in the store as they are; each carries its signature.

    Returns:
        The number of graphs written.
    """
    stored = {row[0]: row[1] for row in rows(store, _SIGNATURES)}
    written = 0
    for name, graph in graphs.items():
        signature = graph.signature()
        if stored.get(name) != signature:
            graph.say(name, VND.signature, text(signature))
            store.put_graph(name, list(graph))
            written += 1
    return written
