"""The whole graph as one file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
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


def context() -> str:
    """The JSON-LD context of the vocabulary, as JSON text."""
    return files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8")


def export(store: Store, path: Path, format: Format) -> int:
    """Write every statement of the store to a file; Turtle drops the names of the graphs, the others keep them.

    Returns:
        The number of statements written.

    Raises:
        OSError: if the file cannot be written.
    """
    answer = store.query(_QUADS)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a SELECT query is needed")
    count = 0

    def quads() -> object:
        nonlocal count
        for row in answer:
            count += 1
            graph = ox.DefaultGraph() if format == "turtle" else row["g"]
            yield ox.Quad(row["s"], row["p"], row["o"], graph)

    with path.open("wb") as out:
        ox.serialize(quads(), out, _FORMATS[format], prefixes=PREFIXES)  # type: ignore[arg-type]
    return count
