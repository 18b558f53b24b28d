"""The whole graph as one file, or as a folder of tables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from graph.jsonld import write_jsonld
from graph.network import write_graphml
from graph.stores import Store
from graph.tables import write_tables
from graph.whole_file import whole_file
from ontology.terms import PREFIXES

Format = Literal["trig", "nquads", "turtle", "jsonld", "graphml", "csv"]

_RDF: Final[Mapping[str, ox.RdfFormat]] = {
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "turtle": ox.RdfFormat.TURTLE,
}
_QUADS: Final = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"


def export(store: Store, path: Path, format: Format) -> int:
    """Write the whole graph; a crash or a full disk leaves what was there before.

    Args:
        store: the collection.
        path: the file, or the folder if the format is ``csv``, where only the files of the tables are replaced.
        format: RDF keeps every statement (Turtle drops the names of the graphs); ``graphml`` holds works and relations
            (:mod:`graph.network`), ``csv`` tables (:mod:`graph.tables`).

    Returns:
        The number of statements, of nodes and edges, or of rows written.

    Raises:
        OSError: if it cannot be written there.
    """
    if format == "csv":
        return _export_tables(store, path)
    with whole_file(path) as draft:
        if format == "graphml":
            return write_graphml(store, draft)
        return write_jsonld(store, draft) if format == "jsonld" else _write_rdf(store, draft, format)


def _export_tables(store: Store, folder: Path) -> int:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as draft:
        count = write_tables(store, Path(draft))
        folder.mkdir(exist_ok=True)
        for table in sorted(Path(draft).iterdir()):
            table.replace(folder / table.name)
    return count


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
