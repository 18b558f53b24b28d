"""How OpenAPI tells of answers and bodies in RDF and of tables: each format with an example."""

from __future__ import annotations

import json
from typing import Any, Final

import pyoxigraph as ox

from ontology.terms import PREFIXES
from search_api.sparql.negotiation import TABLES, TRIPLES

_RESULTS: Final = b"""{"head":{"vars":["number"]},"results":{"bindings":[
{"number":{"type":"literal","value":"19/CT-TTg"}}]}}"""
_STATEMENT: Final = ox.Triple(
    ox.NamedNode("https://danchieu.example/eli/vn/ttg/ct/2021/07/16/19"),
    ox.NamedNode("http://data.europa.eu/eli/ontology#number"),
    ox.Literal("19/CT-TTg"),
)


def _table(kind: str, extension: str) -> dict[str, Any]:
    rows = ox.parse_query_results(_RESULTS, ox.QueryResultsFormat.JSON)
    return _told(kind, rows.serialize(format=ox.QueryResultsFormat.from_extension(extension)))


def _graph(kind: str, extension: str) -> dict[str, Any]:
    prefixes = {"eli": PREFIXES["eli"]}
    return _told(kind, ox.serialize([_STATEMENT], format=ox.RdfFormat.from_extension(extension), prefixes=prefixes))


def _told(kind: str, example: bytes | None) -> dict[str, Any]:
    text = (example or b"").decode()
    if kind.endswith("json"):
        return {"schema": {"type": ["object", "array"]}, "example": json.loads(text)}
    return {"schema": {"type": "string"}, "example": text}


GRAPHS: Final = {kind: _graph(kind, extension) for kind, extension in TRIPLES.items()}
"""A graph, in the formats in which it is given, by media type."""

ANSWERS: Final = {
    **GRAPHS,
    **{kind: _table(kind, extension) for kind, extension in TABLES.items()},
    "text/html": _told("text/html", b"<!doctype html><title>SPARQL</title>"),
}
"""The answer to a query, whichever kind it is of."""
