"""Why a query of a user was not answered."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "syntax",
    "update",
    "service",
    "no_graph",
    "timeout",
    "busy",
    "memory",
    "size",
    "format",
    "missing",
    "repeated",
    "encoding",
    "media_type",
    "long",
    "engine",
    "load",
    "fixed_graph",
    "variable_graph",
    "two_datasets",
    "unusable",
    "not_done",
]


class QueryError(Exception):
    """A query that was refused or could not be finished.

    Attributes:
        reason: The kind of failure; the interface has a message for each, in each language.
        detail: The engine's own words, or an empty string.
    """

    def __init__(self, reason: Reason, detail: str = "") -> None:
        """Keep the reason and the detail."""
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
