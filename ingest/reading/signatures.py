"""What a file is by how it begins, whatever its name says."""

from __future__ import annotations

import codecs
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

HEAD: Final = 64
"""How many bytes of a file :func:`kind_of` has to see."""
_DATA: Final = Path(__file__).parents[1] / "data" / "signatures.toml"


@cache
def _signatures() -> tuple[tuple[tuple[bytes, str], ...], tuple[tuple[bytes, str], ...]]:
    """The beginnings by bytes and those by letters (lower case), each with the name of the kind."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    by_bytes = [(bytes.fromhex(start), kind) for kind, starts in data["bytes"].items() for start in starts]
    by_text = [(start.encode(), kind) for kind, starts in data["text"].items() for start in starts]
    return tuple(by_bytes), tuple(by_text)


def kind_of(head: bytes) -> str | None:
    """The kind of file that begins like this, if it is one of those that are no plain text; else ``None``.

    Args:
        head: The first bytes of the file, :data:`HEAD` of them if it has as many.
    """
    by_bytes, by_text = _signatures()
    for start, kind in by_bytes:
        if head.startswith(start):
            return kind
    letters = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next((kind for start, kind in by_text if letters.startswith(start)), None)
