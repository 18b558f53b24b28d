"""The words and places of annotations."""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import NamedNode

from graph.evidence import Evidence
from graph.stores import Store, rows
from search_api.question.data import template


def places(store: Store, annotations: Collection[str]) -> dict[str, Evidence]:
    """Where annotations stand and their words, by their IRIs.

    Args:
        store: The collection.
        annotations: IRIs of annotations.
    """
    terms = " ".join(str(NamedNode(iri)) for iri in sorted(annotations))
    words = {row[0]: row[1] for row in rows(store, template("words.rq").replace("$evidence", terms))}
    return {
        iri: Evidence(file or "", int(start or 0), int(end or 0), words.get(iri) or "")
        for iri, file, start, end in rows(store, template("places.rq").replace("$evidence", terms))
        if iri
    }
