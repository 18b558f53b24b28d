"""What the product says to people, in Vietnamese and in English; the sentences themselves are in ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Every sentence by its dotted key: the wording by language."""
    data = tomllib.loads(files(__package__).joinpath("wording.toml").read_text(encoding="utf-8"))
    return dict(_flat(data, ""))


def _flat(table: Mapping[str, Any], prefix: str) -> list[tuple[str, dict[str, str]]]:
    if set(table) == set(LANGUAGES):
        return [(prefix.removesuffix("."), cast("dict[str, str]", dict(table)))]
    return [row for key, value in table.items() for row in _flat(value, f"{prefix}{key}.")]


def say(key: str, language: Language, **values: object) -> str:
    """A sentence with its values filled in.

    Args:
        key: Dotted key in ``wording.toml``.
        language: ``vi`` or ``en``.
        **values: One for each ``{name}`` in the sentence.

    Raises:
        KeyError: if there is no such sentence, or a value is missing.
    """
    return sentences()[key][language].format(**values)


@cache
def relation_order() -> tuple[str, ...]:
    """The names of relations in the order in which a lược đồ lists them, which is that of the file."""
    return tuple(key.removeprefix("relation.out.") for key in sentences() if key.startswith("relation.out."))


def by_relation(links: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Links of a trace grouped by relation, in the order of a lược đồ."""
    groups: dict[str, list[Mapping[str, Any]]] = {name: [] for name in relation_order()}
    for link in links:
        groups[link["relation"]].append(link)
    return [(name, group) for name, group in groups.items() if group]


def language_named(name: str | None) -> Language:
    """The interface language that a person or a setting names; Vietnamese unless it is English."""
    return "en" if (name or "").lower().startswith("en") else "vi"
