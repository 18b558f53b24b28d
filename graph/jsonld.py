"""The graph as compact JSON-LD, in the terms of ``ontology/context.jsonld``; one named graph in memory at a time."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
from rdflib import Graph

from graph.stores import Store

_GRAPH: Final = "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } VALUES ?g { %s } }"


@cache
def context() -> dict[str, Any]:
    """The JSON-LD context of the vocabulary."""
    data: dict[str, Any] = json.loads(files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))
    return data


def write_jsonld(store: Store, path: Path) -> int:
    """Write every named graph.

    Returns:
        The number of statements written.

    Raises:
        OSError: if the file cannot be written.
    """
    count = 0
    with path.open("w", encoding="utf-8") as out:
        out.write(f'{{"@context": {json.dumps(context()["@context"], ensure_ascii=False)},\n"@graph": [')
        for number, name in enumerate(store.graphs()):
            graph = _read(store, name)
            count += len(graph)
            told = json.dumps({"@id": name, "@graph": compact_nodes(graph)}, ensure_ascii=False)
            out.write(f"{',' if number else ''}\n{told}")
        out.write("\n]}\n")
    return count


def _read(store: Store, name: str) -> Graph:
    answer = store.query(_GRAPH % ox.NamedNode(name))
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a SELECT query is needed")
    triples = (ox.Triple(row["s"], row["p"], row["o"]) for row in answer)
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
    return Graph().parse(data=written, format="nt")


def compact_nodes(graph: Graph) -> list[Any]:
    """The nodes of a graph, in the terms of the context."""
    told = json.loads(graph.serialize(format="json-ld", context=context(), auto_compact=False))
    if "@graph" in told:
        return list(told["@graph"])
    told.pop("@context", None)
    return [told] if told else []
