"""Which format an answer takes: the HTTP ``Accept`` header against the formats that each kind of answer has."""

from __future__ import annotations

from search_api.sparql.errors import QueryError
from search_api.sparql.guard import Form

SOLUTIONS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
TRIPLES = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "text/plain": "nt",
    "application/rdf+xml": "rdf",
    "application/xml": "rdf",
}


def formats(form: Form) -> dict[str, str]:
    """The media types for a query form, each with its file extension; the first is the default."""
    return SOLUTIONS if form in ("SELECT", "ASK") else TRIPLES


def choose(accept: str | None, offered: dict[str, str]) -> str:
    """The offered media type that the client likes best (RFC 9110, section 12.5.1).

    Args:
        accept: Value of the ``Accept`` header; ``None`` or empty means anything.
        offered: Media types in the server's order of preference.

    Returns:
        A key of ``offered``.

    Raises:
        QueryError: ``format`` if the client accepts none of them.
    """
    if not accept:
        return next(iter(offered))
    ranges = [_parse(part) for part in accept.split(",") if part.strip()]
    scored = [(_quality(kind, ranges), -place, kind) for place, kind in enumerate(offered)]
    quality, _, kind = max(scored)
    if quality <= 0:
        raise QueryError("format", ", ".join(offered))
    return kind


def _parse(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((value[2:] for value in parameters if value.startswith("q=")), "1")
    try:
        return kind.lower(), float(quality)
    except ValueError:
        return kind.lower(), 0.0


def _quality(kind: str, ranges: list[tuple[str, float]]) -> float:
    """The quality of the most specific range that covers ``kind``; 0 if none does."""
    for pattern in (kind, kind.split("/")[0] + "/*", "*/*"):
        for accepted, quality in ranges:
            if accepted == pattern:
                return quality
    return 0.0
