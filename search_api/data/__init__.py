"""Patterns and lists that the indexes read; each file names its source."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The parsed content of a TOML file of this folder, read once.

    Raises:
        FileNotFoundError: if the installation lacks the file.
    """
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
