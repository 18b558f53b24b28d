"""The whole graph as one file, or as a folder of tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from graph.network import write_graphml
from graph.stores import Store
from graph.tables import write_tables
from ontology.terms import PREFIXES

Format = Literal["trig", "nquads", "turtle", "jsonld", "graphml", "csv"]

_RDF: Final[Mapping[str, ox.RdfFormat]] = {
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_QUADS: Final = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def export(store: Store, path: Path, format: Format) -> int:
    """Write the whole graph.

    Args:
        store: the collection.
        path: the file, or the folder if the format is ``csv``.
        format: RDF keeps every statement (Turtle drops the names of the graphs); ``graphml`` holds works and relations
            (:mod:`graph.network`), ``csv`` tables (:mod:`graph.tables`).

    Returns:
        The number of statements, of nodes and edges, or of rows written.

    Raises:
        OSError: if it cannot be written there.
    """
    if format == "csv":
        return write_tables(store, path)
    return write_graphml(store, path) if format == "graphml" else _write_rdf(store, path, format)


def _write_rdf(store: Store, path: Path, format: Format) -> int:
    count = 0

    def quads() -> Iterator[ox.Quad]:
        nonlocal count
        answer = store.query(_QUADS)
        if not isinstance(answer, ox.QuerySolutions):
            raise TypeError("a SELECT query is needed")
        for row in answer:
            count += 1
            graph = ox.DefaultGraph() if format == "turtle" else row["g"]
            yield ox.Quad(row["s"], row["p"], row["o"], graph)

    with path.open("wb") as out:
        ox.serialize(quads(), out, _RDF[format], prefixes=PREFIXES)
    return count
