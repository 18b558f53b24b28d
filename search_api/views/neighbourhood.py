"""The works around one or several works, as nodes and edges: what a trace tells as a tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ontology.relations import SIDES


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two works, from the one that acts; ``planned`` if the act is only foreseen."""

    source: str
    target: str
    relation: str
    planned: bool


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What is around the works that were asked for.

    Attributes:
        works: By IRI, as a trace describes them, in the order in which they were met.
        edges: Each once, in the order in which they were met.
        left: How many relations are not shown, for want of room.
    """

    works: Mapping[str, Mapping[str, Any]]
    edges: tuple[Edge, ...]
    left: int

    def acts_of(self, work: str) -> list[Edge]:
        """The relations in which a work is the one that acts."""
        return [edge for edge in self.edges if edge.source == work]


@dataclass(slots=True)
class _Gathering:
    most: int
    works: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    edges: dict[Edge, None] = field(default_factory=dict)
    left: int = 0

    def add(self, work: Mapping[str, Any], around: Mapping[str, Any]) -> None:
        """A work and what is around it; works beyond the limit are left out with their relations."""
        self.works.setdefault(work["iri"], work)
        self.left += around.get("cut", 0)
        for side in SIDES:
            for link in around.get(side, ()):
                other = link["work"]
                if other["iri"] not in self.works and len(self.works) >= self.most:
                    self.left += 1
                    continue
                ends = (work["iri"], other["iri"]) if side == "out" else (other["iri"], work["iri"])
                self.edges.setdefault(Edge(*ends, link["relation"], link["planned"]))
                self.add(other, other)


def neighbourhood(traces: Iterable[Mapping[str, Any]], most: int) -> Neighbourhood:
    """Lay traces together.

    Args:
        traces: Answers of :func:`graph.trace.trace`, the first work's first; those without a work count for nothing.
        most: Works shown at most.
    """
    gathering = _Gathering(most)
    for trace in traces:
        if trace["work"]:
            gathering.add(trace["work"], trace)
    return Neighbourhood(gathering.works, tuple(gathering.edges), gathering.left)
