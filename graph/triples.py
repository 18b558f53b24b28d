"""Derived graphs as sets of lines.

Linking writes hundreds of triples for each file of the collection. rdflib's graphs take ten times as long to hold them,
the engine's own objects four times as long as lines.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import XSD

_DATE: Final = ox.NamedNode(str(XSD.date))
_DECIMAL: Final = ox.NamedNode(str(XSD.decimal))


def text(value: str) -> ox.Literal:
    """A plain string."""
    return ox.Literal(value)


def vietnamese(value: str) -> ox.Literal:
    """A string in Vietnamese."""
    return ox.Literal(value, language="vi")


def date(value: str) -> ox.Literal:
    """A calendar day, from its ISO form."""
    return ox.Literal(value, datatype=_DATE)


@lru_cache(maxsize=1 << 10)
def decimal(value: float) -> ox.Literal:
    """A decimal number."""
    return ox.Literal(f"{value:g}", datatype=_DECIMAL)


TRUE: Final = ox.Literal(True)


class Triples:
    """A graph that is being written: a set of triples, each as a line of N-Triples."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self._said: set[str] = set()

    def __len__(self) -> int:
        """The number of different triples."""
        return len(self._said)

    def __bytes__(self) -> bytes:
        """The N-Triples document, in the order of its lines."""
        return "".join(sorted(self._said)).encode()

    def say(self, subject: str, predicate: str, value: str | ox.Literal | None) -> None:
        """Add a statement; a string is an IRI, ``None`` says nothing."""
        if value is not None:
            written = f"<{value}>" if isinstance(value, str) else value
            self._said.add(f"<{subject}> <{predicate}> {written} .\n")
