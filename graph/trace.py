"""What a work is based on and what implements, amends, forwards or cites it, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any, Final

from pyoxigraph import NamedNode

from graph.evidence import Evidence, evidence_by_statement
from graph.naming import find_works
from graph.stores import Store, rows
from ontology.iris import DEFAULT_BASE
from ontology.relations import relations
from ontology.terms import RELATION, VND

_WORK: Final = """
SELECT ?number ?type ?date ?issuer ?title ?document ?work WHERE {
  ?work a eli:LegalResource .
  OPTIONAL { ?work eli:number ?number }
  OPTIONAL { ?work eli:type_document/skos:prefLabel ?type }
  OPTIONAL { ?work eli:date_document ?date }
  OPTIONAL { ?work eli:passed_by/skos:prefLabel ?issuer }
  OPTIONAL { ?work dcterms:title ?title }
  OPTIONAL { ?document eli:realizes ?work }
} LIMIT 1
"""


_OUT: Final = "?statement vnd:subjectWork ?work ."
_IN: Final = "?statement vnd:objectWork ?work ."


@dataclass(frozen=True, slots=True)
class _Edge:
    """What tells one relation of a work from another: relation, other work, part cited, and whether it is planned."""

    relation: str
    other: str
    pinpoint: str
    planned: bool


def describe_work(store: Store, iri: str) -> dict[str, Any]:
    """A work as the JSON of ``danchieu trace`` has it: iri, number, type, date, issuer, title, held."""
    found = rows(store, _WORK, {"work": NamedNode(iri)})
    number, kind, date, issuer, title, document, _ = found[0] if found else (None,) * 7
    return {
        "iri": iri,
        "number": number,
        "type": kind,
        "date": date,
        "issuer": issuer,
        "title": title,
        "held": document is not None,
    }


def _edges(store: Store, here: str, there: str, iri: str) -> list[dict[str, Any]]:
    """The relations of one direction, each once with all its evidence; inferred only if no words state it as it is."""
    bindings = {"work": NamedNode(iri)}
    statements: dict[str, dict[str, str]] = defaultdict(dict)
    query = f"SELECT ?statement ?property ?value ?work WHERE {{ {here} ?statement ?property ?value }}"
    for statement, prop, value, _ in rows(store, query, bindings):
        statements[statement or ""][(prop or "").removeprefix(str(VND))] = value or ""
    places = evidence_by_statement(store, here, bindings)
    said: dict[_Edge, set[Evidence]] = defaultdict(set)
    inferred: dict[_Edge, bool] = defaultdict(lambda: True)
    for statement, about in statements.items():
        name = about["relation"].removeprefix(str(RELATION))
        edge = _Edge(name, about[there], about.get("pinpoint", ""), about.get("planned") == "true")
        said[edge] |= places.get(statement, set())
        inferred[edge] &= about.get("inferred") == "true"
    order = list(relations())
    return [
        {
            "relation": edge.relation,
            "planned": edge.planned,
            "inferred": inferred[edge],
            "work": describe_work(store, edge.other),
            "pinpoint": edge.pinpoint.split("; ") if edge.pinpoint else [],
            "evidence": [asdict(evidence) for evidence in sorted(said[edge])],
        }
        for edge in sorted(said, key=lambda e: (order.index(e.relation), e.other, e.pinpoint, e.planned))
    ]


def _neighbours(store: Store, iri: str, depth: int, path: frozenset[str]) -> dict[str, Any]:
    """``out`` and ``in`` of a work; those of each neighbour under its ``work``, except of works on the way here."""
    around = {
        "out": _edges(store, _OUT, "objectWork", iri),
        "in": _edges(store, _IN, "subjectWork", iri),
    }
    if depth > 1:
        for edge in (*around["out"], *around["in"]):
            other = edge["work"]["iri"]
            if other not in path:
                edge["work"].update(_neighbours(store, other, depth - 1, path | {other}))
    return around


def trace(store: Store, reference: str, depth: int = 1, base: str = DEFAULT_BASE) -> dict[str, Any]:
    """Trace an instrument through the collection.

    Args:
        store: the collection.
        reference: as a person types it; see :func:`graph.naming.find_works`.
        depth: how many steps to go; from 2 on, ``out`` and ``in`` are nested under each work.
        base: where the collection's IRIs begin.

    Returns:
        ``{"query", "candidates": [iri], "work": {...} | None, "out": [...], "in": [...]}``; ``work`` is ``None`` where
        no work or more than one fits, and ``out`` and ``in`` are then empty.
    """
    candidates = find_works(store, reference, base)
    answer: dict[str, Any] = {"query": reference, "candidates": candidates, "work": None, "out": [], "in": []}
    if len(candidates) == 1:
        answer["work"] = describe_work(store, candidates[0])
        answer.update(_neighbours(store, candidates[0], max(depth, 1), frozenset(candidates)))
    return answer
