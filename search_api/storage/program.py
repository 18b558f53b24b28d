"""Which program derives facts: a hash of its modules and data, so that facts of an older one are found outdated.

A hash, not a number that is declared: nobody can forget to change it. What an unrelated change costs is one derivation
of the texts held, at some hundred documents a second, and only when the program is updated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from search_api.settings import Settings

_ROOT: Final = Path(__file__).resolve().parents[2]
_DERIVING: Final = ("search_api/storage/derivation.py", "search_api/storage/passages.py", "search_api/data")
_PARTS: Final = ("ontology", "ingest", "graph", *_DERIVING)


def program_version(settings: Settings) -> str:
    """A hash of all on which derived facts and passages depend beside the text itself: code, data and settings."""
    given = (_code(), settings.base, settings.passage_chars, settings.passage_target)
    return hashlib.sha256("\0".join(map(str, given)).encode()).hexdigest()[:16]


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for part in _PARTS:
        path = _ROOT / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                yield file
