"""Which facts bear the mark of a person: what was said of mentions, documents and signatures, by whom and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from string import Template

from graph.queries import query
from graph.stores import Store, rows, values


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person said of a node of the graph.

    Attributes:
        iri: IRI of the correction.
        kind: ``confirm``, ``reject`` or ``add``.
        author: Who said it.
        time: When, ISO 8601.
        field: The field of which it speaks; of a mention, ``None``.
        value: The value of the field.
        relation: IRI of the relation of the mention.
        note: Why.
    """

    iri: str
    kind: str
    author: str
    time: str
    field: str | None = None
    value: str | None = None
    relation: str | None = None
    note: str | None = None

    @property
    def id(self) -> str:
        """What names the correction in the collection."""
        return self.iri.rpartition("#correction-")[2]


def marks_on(store: Store, nodes: Iterable[str]) -> dict[str, tuple[Mark, ...]]:
    """The marks on nodes, by IRI, the earliest first; a node without any is missing."""
    wanted = sorted(set(nodes))
    found: dict[str, list[Mark]] = defaultdict(list)
    if wanted:
        for node, iri, kind, author, time, *said in rows(
            store, Template(query("corrections-on")).substitute(nodes=values("node", wanted))
        ):
            found[node or ""].append(Mark(iri or "", kind or "", author or "", time or "", *said))
    return {node: tuple(sorted(marks, key=lambda one: (one.time, one.iri))) for node, marks in found.items()}
