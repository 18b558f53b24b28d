"""What a work is based on and what implements, amends, forwards or cites it, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from graph.evidence import Evidence, evidence_by_statement
from graph.naming import find_works
from graph.statements import statements
from graph.stores import Store, values
from graph.works import describe_works
from ontology.iris import DEFAULT_BASE
from ontology.relations import relations

_Side = Literal["out", "in"]
_SIDES: Final[Mapping[_Side, str]] = {
    "out": "?statement vnd:subjectWork ?work .",
    "in": "?statement vnd:objectWork ?work .",
}


@dataclass(frozen=True, slots=True)
class _Edge:
    """A relation of a work, once with all its evidence; inferred only if no words state it as it is."""

    relation: str
    other: str
    pinpoint: str
    planned: bool
    inferred: bool
    evidence: tuple[Evidence, ...]


_Edges = dict[str, dict[_Side, list[_Edge]]]


def _edges(store: Store, works: Iterable[str]) -> _Edges:
    """The relations of works in both directions, by work: a few queries however many works there are."""
    chosen = values("work", works)
    order = list(relations())
    found: _Edges = defaultdict(lambda: {"out": [], "in": []})
    for side, pattern in _SIDES.items():
        places = evidence_by_statement(store, f"{chosen} {pattern}")
        said: dict[tuple[str, int, str, str, bool], set[Evidence]] = defaultdict(set)
        inferred: dict[tuple[str, int, str, str, bool], bool] = {}
        for one in statements(store, f"{chosen} {pattern}"):
            here, there = (one.subject, one.object) if side == "out" else (one.object, one.subject)
            key = (here, order.index(one.relation), there, one.pinpoint, one.planned)
            said[key] |= places.get(one.iri, set())
            inferred[key] = inferred.get(key, True) and one.inferred
        for key in sorted(said):
            here, relation, there, pinpoint, planned = key
            edge = _Edge(order[relation], there, pinpoint, planned, inferred[key], tuple(sorted(said[key])))
            found[here][side].append(edge)
    return found


def _within(store: Store, work: str, depth: int) -> _Edges:
    """The relations of all works that fewer than ``depth`` steps lead to, fetched level by level."""
    found: _Edges = {}
    level = {work}
    for _ in range(depth):
        edges = _edges(store, sorted(level))
        found |= {iri: edges[iri] for iri in level}
        level = {edge.other for sides in edges.values() for side in sides.values() for edge in side} - found.keys()
    return found


@dataclass(frozen=True, slots=True)
class _Tree:
    """Edges as nested JSON: those of each neighbour under its ``work``, except of works on the way here."""

    edges: _Edges
    works: Mapping[str, dict[str, Any]]

    def around(self, work: str, depth: int, path: frozenset[str]) -> dict[str, Any]:
        """``out`` and ``in`` of a work."""
        return {side: [self._shown(edge, depth, path) for edge in edges] for side, edges in self.edges[work].items()}

    def _shown(self, edge: _Edge, depth: int, path: frozenset[str]) -> dict[str, Any]:
        deeper = depth > 1 and edge.other not in path
        return {
            "relation": edge.relation,
            "planned": edge.planned,
            "inferred": edge.inferred,
            "work": {
                **self.works[edge.other],
                **(self.around(edge.other, depth - 1, path | {edge.other}) if deeper else {}),
            },
            "pinpoint": edge.pinpoint.split("; ") if edge.pinpoint else [],
            "evidence": [asdict(evidence) for evidence in edge.evidence],
        }


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
        edges = _within(store, candidates[0], max(depth, 1))
        others = {edge.other for sides in edges.values() for side in sides.values() for edge in side}
        works = describe_works(store, {*candidates, *others})
        answer["work"] = works[candidates[0]]
        answer.update(_Tree(edges, works).around(candidates[0], max(depth, 1), frozenset(candidates)))
    return answer
