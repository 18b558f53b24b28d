"""Example queries of the SPARQL page, read from ``examples.ttl``, where they are ``sh:SPARQLExecutable``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import SDO, SH, Graph
from rdflib.namespace import RDF, RDFS


@dataclass(frozen=True, slots=True)
class Example:
    """A query with its name.

    Attributes:
        name: The last part of its IRI, by which a page calls it.
        labels: What it asks, by language.
        query: SPARQL text, without prefixes.
    """

    name: str
    labels: Mapping[str, str]
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """All examples, in the order in which a page offers them."""
    graph = Graph().parse(data=files("ontology").joinpath("examples.ttl").read_text(encoding="utf-8"))
    found = sorted(
        graph.subjects(RDF.type, SH.SPARQLExecutable), key=lambda one: int(str(graph.value(one, SDO.position)))
    )
    return tuple(
        Example(
            name=str(one).rpartition("/")[2],
            labels={label.language: str(label) for label in graph.objects(one, RDFS.label)},  # type: ignore[attr-defined]
            query=str(graph.value(one, SH.select) or graph.value(one, SH.construct)),
        )
        for one in found
    )
