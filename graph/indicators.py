"""One key for an indicator, however texts name it: "Tốc độ tăng trưởng kinh tế (GRDP)" and "tăng trưởng GRDP"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

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
    known = _names().sub(lambda match: _data()["names"][match[0]], full)
    short = _noise().sub("", known).strip("-")
    return re.sub("-+", "-", short) or full


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("graph").joinpath("data/indicators.toml").read_text(encoding="utf-8"))


@cache
def _names() -> re.Pattern[str]:
    return _words(_data()["names"])


@cache
def _noise() -> re.Pattern[str]:
    return _words(_data()["noise"]["phrases"])


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(sorted(phrases, key=len, reverse=True))})(?![a-z0-9])")
