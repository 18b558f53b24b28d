"""From a statement of the graph to the words that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph.stores import Store, Term, rows

# Plain patterns joined from the statement outwards: an OPTIONAL here would make the engine read every place it stores.
_PLACE: Final = """
  ?statement vnd:evidence ?evidence . ?evidence oa:hasTarget ?target .
  ?target oa:hasSource ?source . ?source dcterms:identifier ?file .
  ?target oa:hasSelector ?position . ?position oa:start ?start . ?position oa:end ?end .
"""
_WORDS: Final = """
  ?statement vnd:evidence ?evidence . ?evidence oa:hasTarget ?target .
  ?target oa:hasSelector ?quote . ?quote oa:exact ?text .
"""
_OF_TRIPLE: Final = "?statement rdf:subject ?subject ; rdf:object ?object ; rdf:predicate ?predicate ."


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of a file: its path as ingested, half-open code-point offsets, words (empty for a whole document)."""

    file: str
    start: int
    end: int
    text: str


def evidence_by_statement(store: Store, statements: str, bindings: Mapping[str, Term]) -> dict[str, set[Evidence]]:
    """The words behind relation statements, by the IRI of the statement.

    Args:
        store: the collection.
        statements: a SPARQL pattern, written in code, that selects ``?statement``.
        bindings: what its variables stand for.
    """
    given = " ".join(f"?{name}" for name in bindings)
    said = rows(store, f"SELECT ?evidence ?text {given} WHERE {{ {statements} {_WORDS} }}", bindings)
    words = {row[0]: row[1] or "" for row in said}
    found: dict[str, set[Evidence]] = defaultdict(set)
    query = f"SELECT ?statement ?evidence ?file ?start ?end {given} WHERE {{ {statements} {_PLACE} }}"
    for statement, evidence, file, start, end, *_ in rows(store, query, bindings):
        found[statement or ""].add(Evidence(file or "", int(start or 0), int(end or 0), words.get(evidence, "")))
    return found


def evidence_of(store: Store, subject: str, predicate: str, obj: str) -> list[Evidence]:
    """The words that say a relation triple, in the order of files and offsets.

    Args:
        store: the collection.
        subject: IRI of a work.
        predicate: IRI of the property, such as that of ``eli:based_on``.
        obj: IRI of the other work or of the cited subdivision.
    """
    bindings = {"subject": NamedNode(subject), "predicate": NamedNode(predicate), "object": NamedNode(obj)}
    return sorted(set[Evidence]().union(*evidence_by_statement(store, _OF_TRIPLE, bindings).values()))
