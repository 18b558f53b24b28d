"""Comparisons as JSON, the same at every door (``docs/command-line.md``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from ontology.periods import quarter

if TYPE_CHECKING:
    from graph.compare.anniversaries import CommemoratingCampaign
    from graph.compare.campaigns import LaunchedCampaign
    from graph.compare.signers import Signature
    from graph.compare.targets import ComparedTarget
    from graph.compare.tasks import ComparedTask, Leader

    Rows = Sequence[CommemoratingCampaign | LaunchedCampaign | Signature | ComparedTarget | ComparedTask | Leader]

QUARTER: Final = r"[0-9]{4}-Q[1-4]"
YEAR: Final = r"[0-9]{4}"


def answer(kind: str, rows: Rows) -> dict[str, Any]:
    """Rows of a comparison as JSON: ``{"kind", "rows"}``."""
    return {"kind": kind, "rows": [asdict(row) for row in rows]}


def due(quarter_named: str | None, year: str | None) -> str | None:
    """The period in which tasks are to fall due: the quarter (``2021-Q1``), else the year."""
    return quarter(quarter_named) if quarter_named else year
