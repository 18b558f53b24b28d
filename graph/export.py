"""The whole graph as one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from graph.stores import Store
from ontology.terms import PREFIXES

Format = Literal["trig", "nquads", "turtle", "jsonld"]

_FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "turtle": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_QUADS: Final = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def export(store: Store, path: Path, format: Format) -> int:
    """Write every statement of the store to a file; Turtle drops the names of the graphs, the others keep them.

    Returns:
        The number of statements written.

    Raises:
        OSError: if the file cannot be written.
    """
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
        ox.serialize(quads(), out, _FORMATS[format], prefixes=PREFIXES)
    return count
