"""What a work is based on and what implements, amends, forwards or cites it, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from pyoxigraph import NamedNode

from graph.evidence import PLACE, Evidence
from graph.naming import find_works
from graph.stores import Store, rows
from ontology.iris import DEFAULT_BASE
from ontology.relations import relations
from ontology.terms import RELATION

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


def _edges_query(here: str, there: str) -> str:
    return f"""
SELECT ?relation ?other ?pinpoint ?planned ?inferred ?file ?start ?end ?text ?work WHERE {{
  ?statement vnd:{here} ?work ; vnd:{there} ?other ; vnd:relation ?relation ; vnd:evidence ?evidence .
  OPTIONAL {{ ?statement vnd:pinpoint ?pinpoint }}
  OPTIONAL {{ ?statement vnd:planned ?planned }}
  OPTIONAL {{ ?statement vnd:inferred ?inferred }}
  {PLACE}
}}
"""


_OUT: Final = _edges_query("subjectWork", "objectWork")
_IN: Final = _edges_query("objectWork", "subjectWork")


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


def _edges(store: Store, query: str, iri: str) -> list[dict[str, Any]]:
    """The relations of one direction, those with the same work, part and relation as one, with all their evidence."""
    said: dict[tuple[str, str, str, bool], set[Evidence]] = defaultdict(set)
    inferred: dict[tuple[str, str, str, bool], bool] = defaultdict(lambda: True)
    for relation, other, pinpoint, planned, guessed, file, start, end, text, _ in rows(
        store, query, {"work": NamedNode(iri)}
    ):
        name = (relation or "").removeprefix(str(RELATION))
        key = (name, other or "", pinpoint or "", planned == "true")
        said[key].add(Evidence(file or "", int(start or 0), int(end or 0), text or ""))
        inferred[key] &= guessed == "true"
    order = list(relations())
    return [
        {
            "relation": name,
            "planned": planned,
            "inferred": inferred[name, other, pinpoint, planned],
            "work": describe_work(store, other),
            "pinpoint": pinpoint.split("; ") if pinpoint else [],
            "evidence": [
                {"file": e.file, "start": e.start, "end": e.end, "text": e.text}
                for e in sorted(said[name, other, pinpoint, planned])
            ],
        }
        for name, other, pinpoint, planned in sorted(said, key=lambda key: (order.index(key[0]), *key[1:]))
    ]


def _neighbours(store: Store, iri: str, depth: int, path: frozenset[str]) -> dict[str, Any]:
    """``out`` and ``in`` of a work; those of each neighbour under its ``work``, except of works on the way here."""
    around = {"out": _edges(store, _OUT, iri), "in": _edges(store, _IN, iri)}
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
        ``{"query", "candidates": [iri], "work": {...} | None, "out": [...], "in": [...]}``; ``work`` is ``None`` where no
        work or more than one fits, and ``out`` and ``in`` are then empty.
    """
    candidates = find_works(store, reference, base)
    answer: dict[str, Any] = {"query": reference, "candidates": candidates, "work": None, "out": [], "in": []}
    if len(candidates) == 1:
        answer["work"] = describe_work(store, candidates[0])
        answer.update(_neighbours(store, candidates[0], max(depth, 1), frozenset(candidates)))
    return answer
