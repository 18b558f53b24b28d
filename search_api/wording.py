"""What the product says to people, in Vietnamese and in English; the sentences themselves are in ``wording.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, cast

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
_BY_COUNT: Final = re.compile(r"\{(\w+):([^|{}]*)\|([^{}]*)\}")
_COUNTED: Final = frozenset({"count", "documents", "passages", "mentions", "works", "edges", "encoded"})
"""Names of values that are shown with their thousands apart; a year is not."""


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
    shown = {
        name: grouped(value, language) if name in _COUNTED and isinstance(value, int) else value
        for name, value in values.items()
    }
    return worded(key, language, values).format(**shown)


def worded(key: str, language: Language, values: Mapping[str, object]) -> str:
    """A sentence before its values are filled in, with ``{count:document|documents}`` said as the count wants it."""
    return _BY_COUNT.sub(lambda one: one[2 if str(values[one[1]]) == "1" else 3], sentences()[key][language])


def grouped(count: int, language: Language) -> str:
    """A number with its thousands apart: 1.977 in Vietnamese, 1,977 in English."""
    return f"{count:,}".replace(",", "." if language == "vi" else ",")


def language_named(name: str | None) -> Language:
    """The interface language that a person or a setting names; Vietnamese unless it is English."""
    return "en" if (name or "").lower().startswith("en") else "vi"
