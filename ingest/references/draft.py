"""A mention under construction: what the grammar read of it, before relations are known."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.facts import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention as the grammar reads it.

    ``core`` runs from type word to number, date or name; ``span`` adds pinpoint, issuer and running title; ``title`` is
    the span of the running title. ``kind`` is the full name of the type.
    """

    span: Span
    core: Span
    kind: str
    rule: str
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    name: str | None = None
    title: Span | None = None
    pinpoint: tuple[str, ...] = ()
    self: bool = False
    anaphor: bool = False
    target: str | None = None
