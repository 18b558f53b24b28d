"""Which program derives facts: a hash of its modules and data, so that facts of an older one are found outdated.

A hash, not a number that is declared: nobody can forget to change it. What an unrelated change costs is one derivation
of the texts held, at some hundred documents a second, and only when the program is updated.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from search_api.settings import Settings

_PARTS: Final = ("ontology", "ingest", "graph", "search_api.derivation", "search_api.passages", "search_api.data")


def program_version(settings: Settings) -> str:
    """A hash of all on which derived facts and passages depend beside the text itself: code, data and settings."""
    given = (_code(), settings.base, settings.passage_chars, settings.passage_target)
    return hashlib.sha256("\0".join(map(str, given)).encode()).hexdigest()[:16]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for name in _PARTS:
        for file in _files(name):
            digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _files(name: str) -> Iterator[Path]:
    """The files of a module or package, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    origin = Path(spec.origin)
    if not spec.submodule_search_locations:
        yield origin
        return
    for file in sorted(origin.parent.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file
