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

    type: Annotated[tuple[str, ...], Query(description="Types: a name, or an abbreviation such as CT")] = ()
    issuer: Annotated[tuple[str, ...], Query(description="Issuing agencies: a name or some of its words")] = ()
    year: Annotated[tuple[str, ...], Query(description="Years of issue")] = ()
    campaign: Annotated[tuple[str, ...], Query(description="Campaigns: a name or some of its words")] = ()
    status: Annotated[tuple[str, ...], Query(description="Validity, such as in-force or repealed")] = ()
    held: Annotated[str, Query(pattern="^(held|not-held|)$", description="held or not-held")] = ""

    def filters(self) -> Filters:
        """The same for a collection."""
        given = {name: tuple(value for value in getattr(self, name) if value.strip()) for name in FIELDS}
        return Filters(**given, held=_HELD.get(self.held))

    def state(self) -> dict[str, Any]:
        """The parameters that are set, for an address that asks the same."""
        filters = self.filters()
        given = {name: list(getattr(filters, name)) for name in FIELDS} | {"held": self.held}
        return {name: value for name, value in given.items() if value}
