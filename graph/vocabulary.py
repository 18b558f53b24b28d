"""The vocabulary beside the data: its terms and the example queries, each in a named graph of its own.

They are files of ``ontology/``, put into every edition of a collection, so that a query can ask what a term means, and
for the examples themselves (``sh:SPARQLExecutable``). The lists are not: the catalogue says of their entries what it
uses, in Vietnamese, and a second name in English would double the rows of every query for, say, the name of a type.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import pyoxigraph as ox

from graph.stores import Store
from ontology.iris import DEFAULT_BASE

TERMS: Final = f"{DEFAULT_BASE}ontology"
LISTS: Final = f"{DEFAULT_BASE}scheme"
EXAMPLES: Final = f"{DEFAULT_BASE}query"


@cache
def vocabulary_graphs() -> Mapping[str, frozenset[ox.Triple]]:
    """The statements of terms, lists and examples by the IRI of their graph, which no base moves."""
    ontology = files("ontology")
    lists = sorted((one for one in (ontology / "schemes").iterdir() if one.name.endswith(".ttl")), key=str)
    sources = {TERMS: [ontology / "vnd.ttl"], LISTS: lists, EXAMPLES: [ontology / "examples.ttl"]}
    return {
        name: frozenset(quad.triple for one in found for quad in ox.parse(one.read_bytes(), ox.RdfFormat.TURTLE))
        for name, found in sources.items()
    }


def put_vocabulary(store: Store) -> None:
    """Bring the graphs of terms and examples up to date; one that is the same is left alone."""
    for name in (TERMS, EXAMPLES):
        triples = vocabulary_graphs()[name]
        held = store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        if not isinstance(held, ox.QueryTriples) or {*held} != triples:
            store.put_graph(name, triples)
