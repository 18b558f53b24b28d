"""What a request may ask of a trace: the same parameters for the page and for the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import HTTPException, Query

from graph.trace import Walk, sides_of

DEPTHS = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class TraceFilters:
    """Parameters of a trace as they stand in an address; an empty one is none, as a form sends it."""

    depth: Annotated[int, Query(ge=1, le=max(DEPTHS), description="How many steps", examples=[2])] = 1
    direction: Annotated[str, Query(pattern="^(both|out|in)$", description="both, out or in", examples=["in"])] = "both"
    relation: Annotated[
        tuple[str, ...], Query(description="Only these relations and their finer kinds", examples=[["implements"]])
    ] = ()
    from_: Annotated[
        str, Query(alias="from", description="Issued on this day (YYYY-MM-DD) or later", examples=["2021-01-01"])
    ] = ""
    to: Annotated[str, Query(description="Issued on this day or earlier", examples=["2021-12-31"])] = ""
    as_of_: Annotated[
        str,
        Query(alias="as-of", description="Day for which the status is told; today if empty", examples=["2022-06-30"]),
    ] = ""
    limit: Annotated[int, Query(ge=1, le=1000, description="Works shown at most", examples=[300])] = 300

    @property
    def as_of(self) -> date | None:
        """The day for which the status is told; ``None`` is today.

        Raises:
            HTTPException: if it is no day.
        """
        return day_of("as-of", self.as_of_)

    def walk(self) -> Walk:
        """How far to go, and along what.

        Raises:
            HTTPException: if a relation is not known, or a day is none.
        """
        names = tuple(name for name in self.relation if name)
        since, until = day_of("from", self.from_), day_of("to", self.to)
        try:
            return Walk(self.depth, sides_of(self.direction), names, since, until, self.limit)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error

    def state(self) -> dict[str, Any]:
        """The parameters that are set, for an address that asks the same."""
        given: dict[str, Any] = {
            "direction": self.direction if self.direction != "both" else "",
            "from": self.from_,
            "to": self.to,
        }
        given |= {"as-of": self.as_of_, "relation": [name for name in self.relation if name]}
        return {"depth": str(self.depth), **{key: value for key, value in given.items() if value}}


def day_of(name: str, value: str) -> date | None:
    """The day that a parameter of an address holds; ``None`` if it is empty.

    Raises:
        HTTPException: if it is no day.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise HTTPException(422, f"{name}: {value!r} ≠ YYYY-MM-DD") from error
