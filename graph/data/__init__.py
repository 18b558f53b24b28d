"""Data of the graph that are no part of its vocabulary."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML file of this folder, read once.

    Raises:
        FileNotFoundError: if there is none of this name.
    """
    return tomllib.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
