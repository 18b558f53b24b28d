"""A lược đồ: the links of a trace grouped by relation, each group under the name that legal staff know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ontology.relations import relations
from search_api.wording import Language


def by_relation(links: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Links of a trace grouped by relation, in the order of a lược đồ."""
    groups: dict[str, list[Mapping[str, Any]]] = {name: [] for name in relations()}
    for link in links:
        groups[link["relation"]].append(link)
    return [(name, group) for name, group in groups.items() if group]


def missing_groups(links: Iterable[Mapping[str, Any]], more: Mapping[str, int]) -> list[str]:
    """The relations of a lược đồ of which a trace has no link, neither told nor left for other pages."""
    present = {link["relation"] for link in links} | more.keys()
    return [name for name in relations() if name not in present]


def group_title(side: str, relation: str, language: Language) -> str:
    """The heading of a group: ``out`` for what the document acts on, ``in`` for what acts on it."""
    return relations()[relation].titles[side, language]
