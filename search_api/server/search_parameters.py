"""What a request may ask of a search: the same parameters for the page and for the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Query

from search_api.searching.filters import FIELDS, Filters

_HELD = {"held": True, "not-held": False}


@dataclass(frozen=True, slots=True)
class FilterParameters:
    """The filters as they stand in an address; an empty one is none, as a form sends it."""

    type: Annotated[
        tuple[str, ...], Query(description="Types: a name, or an abbreviation such as CT", examples=[["CT"]])
    ] = ()
    issuer: Annotated[
        tuple[str, ...],
        Query(description="Issuing agencies: a name or some of its words", examples=[["UBND tỉnh Lạng Sơn"]]),
    ] = ()
    year: Annotated[tuple[str, ...], Query(description="Years of issue", examples=[["2021"]])] = ()
    campaign: Annotated[
        tuple[str, ...], Query(description="Campaigns: a name or some of its words", examples=[["thi đua"]])
    ] = ()
    status: Annotated[
        tuple[str, ...], Query(description="Validity, such as in-force or repealed", examples=[["in-force"]])
    ] = ()
    held: Annotated[str, Query(pattern="^(held|not-held|)$", description="held or not-held", examples=["held"])] = ""

    def filters(self) -> Filters:
        """The same for a collection."""
        given = {name: tuple(value for value in getattr(self, name) if value.strip()) for name in FIELDS}
        return Filters(**given, held=_HELD.get(self.held))

    def state(self) -> dict[str, Any]:
        """The parameters that are set, for an address that asks the same."""
        filters = self.filters()
        given = {name: list(getattr(filters, name)) for name in FIELDS} | {"held": self.held}
        return {name: value for name, value in given.items() if value}
