"""From a statement of the graph to the words that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph.stores import Store, rows

# The place and the words of the annotation ?evidence; a query that includes it selects ?file ?start ?end ?text.
PLACE: Final = """
  ?evidence oa:hasTarget ?target .
  ?target oa:hasSource/dcterms:identifier ?file ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  OPTIONAL { ?target oa:hasSelector/oa:exact ?text }
"""

_OF_TRIPLE: Final = f"""
SELECT DISTINCT ?file ?start ?end ?text ?subject ?predicate ?object WHERE {{
  ?statement rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ; vnd:evidence ?evidence .
  {PLACE}
}}
"""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of a file: its path as ingested, half-open code-point offsets, and the words (empty for a whole document)."""

    file: str
    start: int
    end: int
    text: str


def evidence_of(store: Store, subject: str, predicate: str, obj: str) -> list[Evidence]:
    """The words that say a relation triple, in the order of files and offsets.

    Args:
        store: the collection.
        subject: IRI of a work.
        predicate: IRI of the property, such as that of ``eli:based_on``.
        obj: IRI of the other work or of the cited subdivision.
    """
    bindings = {"subject": NamedNode(subject), "predicate": NamedNode(predicate), "object": NamedNode(obj)}
    return sorted(
        Evidence(file or "", int(start or 0), int(end or 0), text or "")
        for file, start, end, text, *_ in rows(store, _OF_TRIPLE, bindings)
    )
