"""Documents without căn cứ, of types that need one (``ontology/data/types-with-basis.csv`` says by which rule)."""

from __future__ import annotations

from functools import cache
from typing import Final

from graph.evidence import Evidence, evidence_by_annotation, evidence_by_node
from graph.reports.rows import ReportRow
from graph.stores import Store, rows, values
from graph.works import describe_works
from ontology.document_types import type_iri
from ontology.tables import read_table

_OF_TYPES: Final = "?work eli:type_document ?type . ?document eli:realizes ?work ."
_BASED: Final = """
SELECT DISTINCT ?document WHERE { ?mention vnd:statedRelation relation:basis . ?mention vnd:inDocument ?document }
"""
# A filter: as constants, the engine begins with these fields of the whole collection.
_HEADERS: Final = '?evidence vnd:inDocument ?document ; vnd:field ?field . FILTER(?field IN ("type", "number"))'


@cache
def _rules() -> dict[str, str]:
    """The source of the rule by the IRI of the type."""
    return {iri: row["source"] for row in read_table("types-with-basis.csv") if (iri := type_iri(row["type"]))}


def without_basis(store: Store) -> list[ReportRow]:
    """Held documents of such a type that name no basis, by date; the evidence is their type and number as printed."""
    types = values("type", _rules())
    query = f"SELECT DISTINCT ?document ?work ?type WHERE {{ {types} {_OF_TYPES} }}"
    based = {document for (document,) in rows(store, _BASED)}
    bare = {doc: (work or "", kind or "") for doc, work, kind in rows(store, query) if doc and doc not in based}
    if not bare:
        return []
    words = evidence_by_node(store, "document", f"{values('document', bare)} {_HEADERS}")
    whole = _whole(store, [document for document in bare if document not in words])
    works = describe_works(store, sorted({work for work, _ in bare.values()}))
    found = [
        ReportRow(
            "without-basis",
            (works[work],),
            {"rule": _rules()[kind]},
            tuple(sorted(words[document])) if document in words else (whole[document],),
        )
        for document, (work, kind) in bare.items()
    ]
    return sorted(found, key=lambda r: (r.works[0]["date"] or "", r.works[0]["iri"], r.evidence))


def _whole(store: Store, documents: list[str]) -> dict[str, Evidence]:
    """The places of documents that print neither type nor number; their words are the whole text, not repeated here."""
    return evidence_by_annotation(store, values("evidence", documents)) if documents else {}
