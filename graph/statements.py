"""The relation statements of a collection: which work relates to which, and how."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph.stores import Store, rows
from ontology.terms import RELATION, VND

_NAMES: Final = ("subjectWork", "relation", "objectWork", "pinpoint", "planned", "inferred")
EVERY: Final = "?statement a vnd:RelationStatement ."
_TOLD: Final = "FILTER(?property IN (" + ", ".join(str(NamedNode(VND[name])) for name in _NAMES) + "))"
"""A filter, as in :func:`of_relations`: half of what is said of a statement is needed here."""


def of_relations(names: Iterable[str]) -> str:
    """A SPARQL pattern by which ``?statement``, bound before, states one of some relations.

    A filter, since Oxigraph joins a second VALUES with the rows one by one: eight times slower on 150 documents.
    """
    iris = ", ".join(str(NamedNode(RELATION[name])) for name in sorted(names))
    return f"?statement vnd:relation ?relation . FILTER(?relation IN ({iris}))"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text states of two works, by their IRIs; ``pinpoint`` is the part cited ("Điều 4; khoản 1") or empty."""

    iri: str
    subject: str
    relation: str
    object: str
    pinpoint: str
    planned: bool
    inferred: bool


def statements(store: Store, pattern: str = EVERY) -> list[Statement]:
    """The statements that a SPARQL pattern, written in code, selects as ``?statement``; all of them without one."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    query = f"SELECT DISTINCT ?statement ?property ?value WHERE {{ {pattern} ?statement ?property ?value . {_TOLD} }}"
    for statement, prop, value in rows(store, query):
        found[statement or ""][(prop or "").removeprefix(str(VND))] = value or ""
    return [
        Statement(
            iri,
            about["subjectWork"],
            about["relation"].removeprefix(str(RELATION)),
            about["objectWork"],
            about.get("pinpoint", ""),
            about.get("planned") == "true",
            about.get("inferred") == "true",
        )
        for iri, about in sorted(found.items())
    ]
