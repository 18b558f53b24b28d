"""What a row of a report is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from graph.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One finding: its kind, the works it is about (as :func:`graph.works.describe_work` has them), values, words."""

    kind: str
    works: tuple[Mapping[str, Any], ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A row as the JSON of ``danchieu report`` has it."""
        return asdict(self)
