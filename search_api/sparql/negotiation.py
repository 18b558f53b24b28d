"""Which format an answer takes: the HTTP ``Accept`` header against the formats that each kind of answer has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TABLES: Final = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media types of the answers to SELECT and ASK with their file extensions; the first is the default."""

TRIPLES: Final = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "application/xml": "rdf",
    "application/json": "jsonld",
    "text/plain": "nt",
}
"""The same for CONSTRUCT, DESCRIBE and whole graphs."""

Format = tuple[str, str]
"""A media type and the file extension of its format."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The format that a client likes best for each kind of answer; ``None`` where it accepts none."""

    table: Format | None
    triples: Format | None


def accepted(accept: str | None) -> Accepted:
    """What an ``Accept`` header says of both kinds of answers."""
    return Accepted(_format(accept, TABLES), _format(accept, TRIPLES))


def _format(accept: str | None, offered: Mapping[str, str]) -> Format | None:
    kind = choose(accept, list(offered))
    return None if kind is None else (kind, offered[kind])


def choose(accept: str | None, offered: list[str]) -> str | None:
    """The offered media type that the client likes best (RFC 9110, section 12.5.1).

    Args:
        accept: Value of the ``Accept`` header; ``None`` or empty means anything.
        offered: Media types in the server's order of preference.

    Returns:
        One of ``offered``, or ``None`` if the client accepts none of them.
    """
    if not (accept or "").strip():
        return offered[0]
    ranges = [_parse(part) for part in (accept or "").split(",") if part.strip()]
    scored = [(_quality(kind, ranges), -place, kind) for place, kind in enumerate(offered)]
    quality, _, kind = max(scored)
    return kind if quality > 0 else None


def _parse(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((value[2:] for value in parameters if value.startswith("q=")), "1")
    try:
        return kind, min(1.0, max(0.0, float(quality)))
    except ValueError:
        return kind, 0.0


def _quality(kind: str, ranges: list[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers ``kind``; 0 if none does."""
    for pattern in (kind, kind.split("/")[0] + "/*", "*/*"):
        for accepted_kind, quality in ranges:
            if accepted_kind == pattern:
                return quality
    return 0.0


def wants_page(accept: str | None) -> bool:
    """Whether the client is a browser: it likes HTML better than anything else that is offered."""
    return choose(accept, [*TABLES, "text/html"]) == "text/html" and "text/html" in (accept or "").lower()
