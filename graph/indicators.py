"""One key for an indicator, however texts name it: "Tốc độ tăng trưởng kinh tế (GRDP)" and "tăng trưởng GRDP"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graph.data import load
from ontology.iris import slug


def indicator_key(name: str, part_of: str | None = None) -> str:
    """The key of an indicator: its essential words, folded.

    Args:
        name: as the text names it.
        part_of: the indicator of which it is a part, if it is one; its key stands before a slash.
    """
    own = _key(name)
    return f"{_key(part_of)}/{own}" if part_of else own


@cache
def _key(name: str) -> str:
    full = slug(name)
    known = _names().sub(lambda match: load("indicators.toml")["names"][match[0]], full)
    short = _noise().sub("", known).strip("-")
    return re.sub("-+", "-", short) or full


@cache
def _names() -> re.Pattern[str]:
    return _words(load("indicators.toml")["names"])


@cache
def _noise() -> re.Pattern[str]:
    return _words(load("indicators.toml")["noise"]["phrases"])


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?![a-z0-9])")
