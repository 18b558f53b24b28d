"""Linked data: what the graph says of the thing that an IRI names, in pages of bounded size, as RDF or as a table.

An IRI below the collection's base names a work or a part of it, an agency, campaign, person, event, time, a file with
all that it holds (its fragments), or a named graph. Terms and lists of the vocabulary have IRIs of their own, below the
base of the vocabulary whatever the collection's is; the files in ``ontology/`` say what they mean.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeGuard

import pyoxigraph as ox
from rdflib import Graph

from graph.jsonld import compact_nodes
from graph.stores import Store, open_store, rows, text_of, values
from graph.vocabulary import vocabulary_graphs
from ontology.iris import DEFAULT_BASE, links_graph_iri, text_graph_iri
from ontology.terms import PREFIXES
from search_api.views.queries import query
from search_api.wording import Language

_OF_VOCABULARY: Final = ("scheme", "ontology", "query")
FAMILIES: Final = (
    *("eli", "source", "agency", "campaign", "person", "anniversary", "time", "graph", "import", *_OF_VOCABULARY),
)
"""First segments of the paths of IRIs (:mod:`ontology.iris`)."""
FORMATS: Final[Mapping[str, str]] = {
    "text/html": ".html",
    "text/turtle": ".ttl",
    "application/ld+json": ".jsonld",
    "text/csv": ".csv",
}
"""Media types by preference, each with the suffix of its document."""
MOST: Final = 5_000
"""Statements of one page; what has more, in its file or graph, has a next page."""

_FILE: Final = re.compile(r"source/[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Description:
    """A page of what is said of a thing: its IRI, the statements, and whether there are more."""

    iri: str
    triples: tuple[ox.Triple, ...]
    more: bool


def iri_of(path: str, base: str) -> str:
    """The IRI that a path of the server stands for, without its leading slash and without suffix."""
    return f"{DEFAULT_BASE if path.split('/')[0] in _OF_VOCABULARY else base}{path}"


def path_of(iri: str, base: str) -> str | None:
    """The path of the server at which an IRI is described; ``None`` for an IRI of others."""
    for known in (base, DEFAULT_BASE):
        path = iri.removeprefix(known)
        if path != iri and path.split("/")[0].split("#")[0] in FAMILIES:
            return f"/{path}"
    return None


def describe(store: Store, iri: str, base: str, page: int = 1, most: int = MOST) -> Description | None:
    """A page of what is said of a thing.

    Args:
        store: The graph.
        iri: What is asked for, without a fragment.
        base: Base of the collection's IRIs.
        page: Which page, from 1.
        most: Statements of a page.

    Returns:
        ``None`` if nothing is said of it, or there is no such page.
    """
    try:
        thing = ox.NamedNode(iri)
    except ValueError:
        return None
    local = iri.removeprefix(base)
    limit, offset = str(most + 1), str((page - 1) * most)
    if iri.startswith(DEFAULT_BASE) and iri.removeprefix(DEFAULT_BASE).split("/")[0] in _OF_VOCABULARY:
        asked = "said-in" if iri in vocabulary_graphs() else "said-of"
        found = _triples(vocabulary(), query(asked, thing=thing, limit=limit, offset=offset))
    elif _FILE.fullmatch(local):
        text, links = ox.NamedNode(text_graph_iri(iri)), ox.NamedNode(links_graph_iri(iri))
        found = _triples(store, query("said-of-file", text=text, links=links, limit=limit, offset=offset))
    else:
        asked = "said-in" if local.startswith(("source/", "graph/", "import/")) else "said-of"
        found = _triples(store, query(asked, thing=thing, limit=limit, offset=offset))
    return Description(iri, tuple(found[:most]), len(found) > most) if found else None


@cache
def vocabulary() -> Store:
    """The vocabulary, its lists and the example queries as a store of their own: all that a base may not move."""
    store = open_store("oxigraph:")
    for name, triples in vocabulary_graphs().items():
        store.put_graph(name, triples)
    return store


def labels(store: Store, iris: Iterable[str], language: Language) -> dict[str, str]:
    """The names of things by their IRIs, those of the vocabulary included; a thing without a name is left out.

    A name in the language comes before one in none, and this before one in another language.
    """
    wanted = sorted(set(iris))
    if not wanted:
        return {}
    asked = query("labels", nodes=values("node", wanted))
    found = {(node, label, of or "") for node, label, of in (*rows(vocabulary(), asked), *rows(store, asked))}
    worst_first = sorted(found, key=lambda row: (row[2] == language, not row[2], str(row[1])))
    return {node: label for node, label, _ in worst_first if node and label}


def turtle(triples: Sequence[ox.Triple]) -> str:
    """Statements as Turtle, with the prefixes of the vocabulary."""
    return _text(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES))


def jsonld(triples: Sequence[ox.Triple], context: str) -> str:
    """Statements as compact JSON-LD; ``context`` is the address of the context."""
    graph = Graph().parse(data=_text(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)), format="nt")
    told: dict[str, Any] = {"@context": context, "@graph": compact_nodes(graph)}
    return json.dumps(told, ensure_ascii=False, indent=1)


def table(triples: Sequence[ox.Triple]) -> str:
    """Statements as CSV: subject, predicate, object, and the datatype or language of an object that is a literal."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["subject", "predicate", "object", "datatype", "language"])
    for triple in triples:
        kind = (triple.object.datatype.value, triple.object.language or "") if _literal(triple.object) else ("", "")
        writer.writerow([*(text_of(term) for term in triple), *kind])
    return out.getvalue()


def _literal(term: object) -> TypeGuard[ox.Literal]:
    return isinstance(term, ox.Literal)


def _triples(store: Store, sparql: str) -> list[ox.Triple]:
    answer = store.query(sparql)
    if not isinstance(answer, ox.QuerySolutions):
        raise TypeError("a SELECT query is needed")
    return [ox.Triple(row["s"], row["p"], row["o"]) for row in answer]


def _text(written: bytes | None) -> str:
    return (written or b"").decode()
