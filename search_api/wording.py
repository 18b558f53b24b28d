"""What the product says to people, in Vietnamese and in English; the sentences themselves are in ``wording.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
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


def language_named(name: str | None) -> Language:
    """The interface language that a person or a setting names; Vietnamese unless it is English."""
    return "en" if (name or "").lower().startswith("en") else "vi"
