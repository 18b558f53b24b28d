"""What a work is based on and what implements, amends, forwards or cites it, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from graph.evidence import Evidence, evidence_by_statement
from graph.naming import find_works
from graph.statements import Statement, of_relations, statements
from graph.status import Status, statuses
from graph.stores import Store, values
from graph.works import describe_works
from ontology.iris import DEFAULT_BASE
from ontology.relations import SIDES, Side, relations, with_narrower

_SIDES: Final[Mapping[Side, str]] = {
    "out": "?statement vnd:subjectWork ?work .",
    "in": "?statement vnd:objectWork ?work .",
}


@dataclass(frozen=True, slots=True)
class Walk:
    """How far a trace goes, and along what.

    ``depth`` counts steps. ``relations`` are names, each with its finer kinds; none means all. ``since`` and ``until``
    bound the date of the other work, both inclusive; one without a date is then left out. ``limit`` is the number of
    works shown besides the first; relations to further ones are cut.

    Raises:
        ValueError: if a relation has no such name.
    """

    depth: int = 1
    sides: tuple[Side, ...] = SIDES
    relations: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    limit: int = 300

    def __post_init__(self) -> None:
        """Check the names of relations and the order of days."""
        unknown = sorted(set(self.relations) - relations().keys())
        if unknown:
            known = ", ".join(relations())
            raise ValueError(f"Không có quan hệ {', '.join(unknown)}. Các quan hệ: {known}.")
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"Khoảng ngày bị ngược: từ {self.since} đến {self.until}.")

    def pattern(self, side: Side, works: Iterable[str]) -> str:
        """The SPARQL pattern of the statements to follow from some works."""
        chosen = f"{values('work', works)} {_SIDES[side]}"
        return f"{chosen} {of_relations(with_narrower(self.relations))}" if self.relations else chosen

    def admits(self, day: str | None) -> bool:
        """Whether a work of this date (ISO 8601, ``None`` if not known) is shown."""
        if self.since is None and self.until is None:
            return True
        first, last = self.since or date.min, self.until or date.max
        return day is not None and first.isoformat() <= day <= last.isoformat()


def sides_of(direction: str) -> tuple[Side, ...]:
    """The sides of a direction as people name it: ``out``, ``in`` or ``both``.

    Raises:
        ValueError: if it is none of these.
    """
    if direction == "both":
        return SIDES
    found = tuple(side for side in SIDES if side == direction)
    if not found:
        raise ValueError(f"Không có chiều «{direction}». Có: both, out, in.")
    return found


_Key = tuple[str, int, str, str, bool]
"""Work, place of the relation in a lược đồ, other work, pinpoint, planned: what makes two statements one edge."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """A relation of a work, once with all its evidence; inferred only if no words state it as it is.

    ``again`` marks an edge to a work that is in the tree already.
    """

    relation: str
    other: str
    pinpoint: str
    planned: bool
    inferred: bool
    again: bool
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Found:
    """What the walk has met: edges by work and side, works with their descriptions, relations cut at each work."""

    edges: dict[str, dict[Side, list[_Edge]]] = field(default_factory=dict)
    works: dict[str, dict[str, Any]] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def _walked(store: Store, start: str, walk: Walk) -> _Found:
    """The works that at most ``depth`` steps lead to, level by level: a few queries each, however many works it has."""
    found = _Found(works=describe_works(store, [start]))
    level = [start]
    for _ in range(walk.depth):
        if not level:
            break
        level = _step(store, level, walk, found)
    return found


def _step(store: Store, level: list[str], walk: Walk, found: _Found) -> list[str]:
    """Add the edges of one level; the works that they are the first to lead to."""
    order = list(relations())
    groups: dict[Side, dict[_Key, list[Statement]]] = {}
    for side in walk.sides:
        said: dict[_Key, list[Statement]] = defaultdict(list)
        for one in statements(store, walk.pattern(side, level)):
            here, there = (one.subject, one.object) if side == "out" else (one.object, one.subject)
            said[here, order.index(one.relation), there, one.pinpoint, one.planned].append(one)
        groups[side] = said
    others = {key[2] for said in groups.values() for key in said} - found.works.keys()
    described = describe_works(store, sorted(others)) | found.works
    fresh: list[str] = []
    kept: list[tuple[Side, _Key, bool]] = []
    for work in level:
        for side in walk.sides:
            for key in sorted(k for k in groups[side] if k[0] == work):
                other = key[2]
                if not walk.admits(described[other]["date"]):
                    continue
                again = other in found.works
                if not again and len(found.works) > walk.limit:
                    found.cut[work] += 1
                    continue
                if not again:
                    found.works[other] = described[other]
                    fresh.append(other)
                kept.append((side, key, again))
    _add_edges(store, level, walk, found, [(side, key, again, groups[side][key]) for side, key, again in kept])
    return fresh


def _add_edges(
    store: Store, level: list[str], walk: Walk, found: _Found, kept: list[tuple[Side, _Key, bool, list[Statement]]]
) -> None:
    order = list(relations())
    iris = [one.iri for *_, said in kept for one in said]
    places = evidence_by_statement(store, values("statement", iris)) if iris else {}
    for work in level:
        found.edges[work] = {side: [] for side in walk.sides}
    for side, (work, relation, other, pinpoint, planned), again, said in kept:
        words = set[Evidence]().union(*(places.get(one.iri, set()) for one in said))
        inferred = all(one.inferred for one in said)
        edge = _Edge(order[relation], other, pinpoint, planned, inferred, again, tuple(sorted(words)))
        found.edges[work][side].append(edge)


@dataclass(frozen=True, slots=True)
class _Tree:
    """What was found as nested JSON: the edges of each work under it, at the one place that led to it first."""

    found: _Found
    status: Mapping[str, Status]

    def around(self, work: str) -> dict[str, Any]:
        """``out``, ``in`` and ``cut`` of a work that was walked."""
        edges = self.found.edges[work]
        shown: dict[str, Any] = {side: [self._shown(edge) for edge in edges.get(side, ())] for side in SIDES}
        return {**shown, "cut": self.found.cut.get(work, 0)}

    def named(self, work: str) -> dict[str, Any]:
        """A work as the catalogue describes it, with its status."""
        return {**self.found.works[work], "status": self.status[work].status}

    def _shown(self, edge: _Edge) -> dict[str, Any]:
        deeper = not edge.again and edge.other in self.found.edges
        return {
            "relation": edge.relation,
            "planned": edge.planned,
            "inferred": edge.inferred,
            "again": edge.again,
            "work": {**self.named(edge.other), **(self.around(edge.other) if deeper else {})},
            "pinpoint": _parts(edge.pinpoint),
            "evidence": [asdict(evidence) for evidence in edge.evidence],
        }


def _parts(pinpoint: str) -> list[str]:
    return pinpoint.split("; ") if pinpoint else []


def _why(store: Store, status: Status, known: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A status as JSON, its reasons with the works that act."""
    acting = {reason.work for reason in (*status.reasons, *status.expected)}
    works = describe_works(store, sorted(acting - known.keys())) | dict(known)
    return {
        **asdict(status),
        **{
            name: [
                {**asdict(reason), "pinpoint": _parts(reason.pinpoint), "work": works[reason.work]}
                for reason in getattr(status, name)
            ]
            for name in ("reasons", "expected")
        },
    }


def trace(
    store: Store, reference: str, walk: Walk | None = None, as_of: date | None = None, base: str = DEFAULT_BASE
) -> dict[str, Any]:
    """Trace an instrument through the collection.

    Args:
        store: the collection.
        reference: as a person types it; see :func:`graph.naming.find_works`.
        walk: how far and along what; one step both ways unless given. From depth 2 on, ``out`` and ``in`` are nested
            under each work, at the first place that leads to it.
        as_of: the day for which the status is told; today unless given.
        base: where the collection's IRIs begin.

    Returns:
        ``{"query", "candidates": [iri], "work": {...} | None, "status": {...} | None, "out": [...], "in": [...],
        "cut": int}``; ``work`` is ``None`` where no work or more than one fits, and ``out`` and ``in`` are then empty.
    """
    candidates = find_works(store, reference, base)
    answer: dict[str, Any] = {"query": reference, "candidates": candidates, "work": None, "status": None}
    answer |= {"out": [], "in": [], "cut": 0}
    if len(candidates) == 1:
        start = candidates[0]
        found = _walked(store, start, walk or Walk())
        status = statuses(store, found.works, as_of or date.today())
        tree = _Tree(found, status)
        answer |= {"work": tree.named(start), "status": _why(store, status[start], found.works), **tree.around(start)}
    return answer
