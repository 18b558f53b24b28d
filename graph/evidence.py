"""From a statement of the graph to the words that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph.stores import Store, Term, rows

# Plain patterns joined from the annotation outwards: an OPTIONAL here would make the engine read every place it stores.
_PLACE: Final = """
  ?evidence oa:hasTarget ?target .
  ?target oa:hasSource ?source . ?source dcterms:identifier ?file .
  ?target oa:hasSelector ?position . ?position oa:start ?start . ?position oa:end ?end .
"""
_WORDS: Final = "?evidence oa:hasTarget ?target . ?target oa:hasSelector ?quote . ?quote oa:exact ?text ."
_BEHIND: Final = "?statement vnd:evidence ?evidence ."
_OF_TRIPLE: Final = "?statement rdf:subject ?subject ; rdf:object ?object ; rdf:predicate ?predicate ."


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of a file: its path as ingested, half-open code-point offsets, words (empty for a whole document)."""

    file: str
    start: int
    end: int
    text: str


def evidence_by_annotation(
    store: Store, annotations: str, bindings: Mapping[str, Term] | None = None
) -> dict[str, Evidence]:
    """The words that annotations point to, by the IRI of the annotation.

    Args:
        store: the collection.
        annotations: a SPARQL pattern, written in code, that selects ``?evidence``.
        bindings: what its variables stand for.
    """
    given = " ".join(f"?{name}" for name in bindings or {})
    said = rows(store, f"SELECT ?evidence ?text {given} WHERE {{ {annotations} {_WORDS} }}", bindings)
    words = {row[0]: row[1] or "" for row in said}
    query = f"SELECT ?evidence ?file ?start ?end {given} WHERE {{ {annotations} {_PLACE} }}"
    return {
        evidence or "": Evidence(file or "", int(start or 0), int(end or 0), words.get(evidence, ""))
        for evidence, file, start, end, *_ in rows(store, query, bindings)
    }


def evidence_by_statement(
    store: Store, statements: str, bindings: Mapping[str, Term] | None = None
) -> dict[str, set[Evidence]]:
    """The words behind relation statements, by the IRI of the statement.

    Args:
        store: the collection.
        statements: a SPARQL pattern, written in code, that selects ``?statement``.
        bindings: what its variables stand for.
    """
    given = " ".join(f"?{name}" for name in bindings or {})
    places = evidence_by_annotation(store, f"{statements} {_BEHIND}", bindings)
    found: dict[str, set[Evidence]] = defaultdict(set)
    for statement, evidence, *_ in rows(
        store, f"SELECT ?statement ?evidence {given} WHERE {{ {statements} {_BEHIND} }}", bindings
    ):
        if evidence in places:
            found[statement or ""].add(places[evidence])
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
