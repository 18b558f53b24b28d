"""Namespaces of the graph, closed where a list of their terms is at hand: a misspelt or invented term fails at once.

ELI is closed by the terms of its ontology 1.5 (``data/eli-1.5.csv``), ``vnd:`` by ``vnd.ttl``; PROV, ORG, SKOS,
DCTERMS and schema.org come closed with rdflib.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import Final

from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, XSD, ClosedNamespace

from ontology.tables import read_table

_HERE = files("ontology")
_VND: Final = "https://danchieu.example/ontology#"

VND_SOURCE: Final = _HERE.joinpath("vnd.ttl").read_text(encoding="utf-8")


def _closed(base: str, terms: Sequence[str]) -> ClosedNamespace:
    """A closed namespace whose terms are attributes: linking asks for them a hundred thousand times."""
    namespace = ClosedNamespace(base, [*terms])
    vars(namespace).update({term: namespace[term] for term in terms})
    return namespace


ELI: Final = _closed(
    "http://data.europa.eu/eli/ontology#",
    terms=[row["term"] for row in read_table("eli-1.5.csv")],
)
ELI_DL: Final = ClosedNamespace(
    "http://data.europa.eu/eli/eli-draft-legislation-ontology#", terms=["foresees_change_of"]
)
OA: Final = _closed(
    "http://www.w3.org/ns/oa#",
    terms=[
        *("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector"),
        *("hasBody", "hasTarget", "hasSource", "hasSelector", "start", "end", "exact"),
    ],
)
VND: Final = _closed(_VND, terms=re.findall(r"^vnd:(\w+) a owl:", VND_SOURCE, re.MULTILINE))
RELATION: Final = Namespace("https://danchieu.example/scheme/relation/")
RESOLUTION: Final = Namespace("https://danchieu.example/scheme/resolution/")
TYPE: Final = Namespace("https://danchieu.example/scheme/type/")
KIND: Final = Namespace("https://danchieu.example/scheme/kind/")
VALIDITY: Final = Namespace("https://danchieu.example/scheme/validity/")
LANGUAGE: Final = Namespace("http://publications.europa.eu/resource/authority/language/")

PREFIXES: Final[dict[str, str]] = {
    "dcterms": str(DCTERMS),
    "eli": str(ELI),
    "eli-dl": str(ELI_DL),
    "kind": str(KIND),
    "oa": str(OA),
    "org": str(ORG),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "relation": str(RELATION),
    "resolution": str(RESOLUTION),
    "schema": str(SDO),
    "skos": str(SKOS),
    "time": str(TIME),
    "type": str(TYPE),
    "validity": str(VALIDITY),
    "vnd": _VND,
    "xsd": str(XSD),
}


def new_graph() -> Graph:
    """An empty graph that knows our prefixes and no others."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
