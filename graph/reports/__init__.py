"""Reports on a collection: what to get, what to check, what is lacking; each has its weightiest rows first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from graph.reports.ambiguous import ambiguous
from graph.reports.conflicts import conflicts
from graph.reports.missing import missing
from graph.reports.rows import ReportRow
from graph.reports.without_basis import without_basis
from graph.stores import Store

__all__ = ["REPORTS", "ReportRow", "report"]

REPORTS: Final[Mapping[str, Callable[[Store], list[ReportRow]]]] = {
    "missing": missing,
    "conflicts": conflicts,
    "without-basis": without_basis,
    "ambiguous": ambiguous,
}
"""The reports by name."""


def report(store: Store, name: str) -> dict[str, Any]:
    """A report as JSON: ``{"report": name, "rows": [{"kind", "works", "values", "evidence"}]}``.

    Raises:
        KeyError: if there is no report of this name.
    """
    return {"report": name, "rows": [row.to_json() for row in REPORTS[name](store)]}
