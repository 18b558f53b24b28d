"""How is one work connected with another? The shortest way along stated relations, two steps at most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Final, cast

from graph.queries import query
from graph.stores import Store, rows, values
from ontology.relations import Side, relations
from ontology.terms import RELATION

_FAINT: Final = frozenset({"cites", "basis"})
"""Relations that many documents share with the same few laws: that two of them do so connects nobody."""


@dataclass(frozen=True, slots=True)
class Step:
    """A relation on the way from a work to ``end``; ``side`` is ``out`` where that work is the one that acts."""

    relation: str
    side: Side
    end: str
    planned: bool = False


def paths(store: Store, works: Collection[str], goals: Collection[str]) -> dict[str, tuple[Step, ...]]:
    """The best way from each work to one of ``goals``; two queries however many there are.

    A way of one step goes before one of two; among equals, the relations decide in the order of a lược đồ, plain
    citations last. The two steps go the same way ("implements a plan that implements the directive"), or are the same
    relation to the same third work, unless that is a citation or a legal basis.

    Args:
        store: the collection.
        works: IRIs of works.
        goals: IRIs of works.

    Returns:
        Steps by work; works without a way, and goals themselves, are missing.
    """
    starts = [work for work in dict.fromkeys(works) if work not in goals]
    if not starts or not goals:
        return {}
    from_here = edges(store, starts)
    to_goals: dict[str, list[Step]] = defaultdict(list)
    for goal, steps in edges(store, goals).items():
        for step in steps:
            back: Side = "in" if step.side == "out" else "out"
            to_goals[step.end].append(Step(step.relation, back, goal, step.planned))
    found: dict[str, tuple[Step, ...]] = {}
    for work in starts:
        direct: list[tuple[Step, ...]] = [(step,) for step in from_here[work] if step.end in goals]
        if ways := direct or list(_two_steps(work, from_here[work], to_goals)):
            found[work] = min(ways, key=_order)
    return found


def _two_steps(work: str, first: Iterable[Step], to_goals: dict[str, list[Step]]) -> Iterable[tuple[Step, ...]]:
    for one in first:
        for two in to_goals.get(one.end, ()):
            alike = one.relation == two.relation and one.relation not in _FAINT
            if two.end != work and (one.side == two.side or alike):
                yield one, two


def _order(way: tuple[Step, ...]) -> tuple[object, ...]:
    turns = len({step.side for step in way}) > 1
    ranks = [_rank()[step.relation] for step in way]
    return turns, any(step.planned for step in way), max(ranks), sum(ranks), [(s.side, s.end) for s in way]


@cache
def _rank() -> dict[str, int]:
    names = [name for name in relations() if name != "cites"]
    return {name: rank for rank, name in enumerate([*names, "cites"])}


def edges(store: Store, works: Collection[str]) -> dict[str, list[Step]]:
    """The relations of works, from their side, by work; one is planned only where nothing states it as done.

    Args:
        store: the collection.
        works: IRIs.
    """
    stated: dict[tuple[str, str, Side, str], bool] = {}
    found = rows(store, Template(query("edges")).substitute(works=values("here", works)))
    for here, side, relation, there, planned in found:
        name = (relation or "").removeprefix(str(RELATION))
        key = (here or "", name, cast("Side", side), there or "")
        stated[key] = stated.get(key, True) and planned == "true"
    found_at: dict[str, list[Step]] = defaultdict(list)
    for (here, name, side, there), only_planned in sorted(stated.items()):
        if here != there:
            found_at[here].append(Step(name, side, there, only_planned))
    return found_at
