"""How far long work on a collection is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["compare", "read", "extract", "link", "index", "encode"]
OnProgress = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: ``done`` of ``total`` items of a stage, and the file or item now at hand."""

    stage: Stage
    done: int
    total: int
    item: str = ""
