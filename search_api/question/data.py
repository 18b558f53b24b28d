"""The data of this folder: grammar, short forms, messages and query templates."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML file of ``data/``, read once.

    Raises:
        FileNotFoundError: if the installation lacks the file.
    """
    text = resources.files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def template(name: str) -> str:
    """A file of ``queries/``.

    Raises:
        FileNotFoundError: if the installation lacks the file.
    """
    return resources.files(__package__).joinpath("queries", name).read_text(encoding="utf-8").strip()
