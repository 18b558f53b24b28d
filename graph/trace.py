"""What a work is based on and what implements, amends, forwards or cites it, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, Final

from graph.evidence import Evidence, evidence_by_statement
from graph.naming import find_works
from graph.statements import Statement, of_relations, statements
from graph.status import Status, Validity, statuses, validities
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
    works shown besides the first; relations to further ones are cut. ``most`` bounds the links of each relation that
    are told of the first work, after ``skipped`` ones, and ``farther`` those of each other work; ``None`` means all.
    ``quoted`` is whether the words behind each relation are looked up.

    Raises:
        ValueError: if a relation has no such name.
    """

    depth: int = 1
    sides: tuple[Side, ...] = SIDES
    relations: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    limit: int = 300
    most: int | None = None
    skipped: int = 0
    farther: int | None = None
    quoted: bool = True

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

    @property
    def dated(self) -> bool:
        """Whether the date of a work decides if it is shown."""
        return self.since is not None or self.until is not None

    @property
    def excerpted(self) -> bool:
        """Whether some links of a relation may be left for other pages."""
        return self.most is not None or self.farther is not None

    def window(self, step: int) -> slice:
        """Which links of each relation are told of works that are so many steps away."""
        first = self.skipped if step == 0 else 0
        most = self.most if step == 0 else self.farther
        return slice(first, None if most is None else first + most)

    def admits(self, day: str | None) -> bool:
        """Whether a work of this date (ISO 8601, ``None`` if not known) is shown."""
        if not self.dated:
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
    """What the walk has met: edges by work and side, works with their descriptions, relations cut at each work.

    ``more`` counts, by work, side and relation, the links that are left for other pages.
    """

    edges: dict[str, dict[Side, list[_Edge]]] = field(default_factory=dict)
    works: dict[str, dict[str, Any]] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    more: dict[str, dict[Side, dict[str, int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(dict)))


def _walked(store: Store, start: str, walk: Walk) -> _Found:
    """The works that at most ``depth`` steps lead to, level by level: a few queries each, however many works it has."""
    found = _Found(works=describe_works(store, [start]))
    level = [start]
    for step in range(walk.depth):
        if not level:
            break
        level = _step(store, level, walk, walk.window(step), found)
    return found


def _step(store: Store, level: list[str], walk: Walk, window: slice, found: _Found) -> list[str]:
    """Add the edges of one level; the works that they are the first to lead to."""
    order = list(relations())
    groups: dict[Side, dict[_Key, list[Statement]]] = {}
    for side in walk.sides:
        said: dict[_Key, list[Statement]] = defaultdict(list)
        for one in statements(store, walk.pattern(side, level)):
            here, there = (one.subject, one.object) if side == "out" else (one.object, one.subject)
            said[here, order.index(one.relation), there, one.pinpoint, one.planned].append(one)
        groups[side] = said
    told = {side: sorted(said) for side, said in groups.items()}
    described = dict(found.works)
    if walk.dated:
        others = {key[2] for keys in told.values() for key in keys}
        described |= describe_works(store, sorted(others - described.keys()))
        told = {side: [key for key in keys if walk.admits(described[key[2]]["date"])] for side, keys in told.items()}
    told = {side: _windowed(keys, side, window, found) for side, keys in told.items()}
    by_work: dict[tuple[str, Side], list[_Key]] = defaultdict(list)
    for side, keys in told.items():
        for key in keys:
            by_work[key[0], side].append(key)
    fresh: dict[str, None] = {}
    kept: list[tuple[Side, _Key, bool]] = []
    for work in level:
        for side in walk.sides:
            for key in by_work[work, side]:
                other = key[2]
                again = other in found.works or other in fresh
                if not again and len(found.works) + len(fresh) > walk.limit:
                    found.cut[work] += 1
                    continue
                if not again:
                    fresh[other] = None
                kept.append((side, key, again))
    described |= describe_works(store, sorted(fresh.keys() - described.keys()))
    found.works |= {other: described[other] for other in fresh}
    _add_edges(store, level, walk, found, [(side, key, again, groups[side][key]) for side, key, again in kept])
    return list(fresh)


def _windowed(keys: list[_Key], side: Side, window: slice, found: _Found) -> list[_Key]:
    """Those of sorted keys that are told of each work and relation; the others are counted."""
    order = list(relations())
    told: list[_Key] = []
    for (work, relation), group in groupby(keys, key=lambda key: key[:2]):
        every = list(group)
        some = every[window]
        told += some
        if len(some) < len(every):
            found.more[work][side][order[relation]] = len(every) - len(some)
    return told


def _add_edges(
    store: Store, level: list[str], walk: Walk, found: _Found, kept: list[tuple[Side, _Key, bool, list[Statement]]]
) -> None:
    order = list(relations())
    iris = [one.iri for *_, said in kept for one in said]
    places = evidence_by_statement(store, values("statement", iris)) if iris and walk.quoted else {}
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
    status: Mapping[str, Validity]
    excerpted: bool

    def around(self, work: str) -> dict[str, Any]:
        """``out``, ``in`` and ``cut`` of a work that was walked, and ``more`` where links may be left out."""
        edges = self.found.edges[work]
        shown: dict[str, Any] = {side: [self._shown(edge) for edge in edges.get(side, ())] for side in SIDES}
        more = {side: dict(self.found.more[work][side]) for side in SIDES}
        return {**shown, "cut": self.found.cut.get(work, 0), **({"more": more} if self.excerpted else {})}

    def named(self, work: str) -> dict[str, Any]:
        """A work as the catalogue describes it, with its status."""
        return {**self.found.works[work], "status": self.status[work]}

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
        A walk that bounds the links of a relation has also ``"more": {side: {relation: int}}``, how many are left out.
    """
    candidates = find_works(store, reference, base)
    answer: dict[str, Any] = {"query": reference, "candidates": candidates, "work": None, "status": None}
    answer |= {"out": [], "in": [], "cut": 0}
    if len(candidates) == 1:
        start = candidates[0]
        walk, day = walk or Walk(), as_of or date.today()
        found = _walked(store, start, walk)
        tree = _Tree(found, validities(store, found.works, day), walk.excerpted)
        status = _why(store, statuses(store, [start], day)[start], found.works)
        answer |= {"work": tree.named(start), "status": status, **tree.around(start)}
    return answer
