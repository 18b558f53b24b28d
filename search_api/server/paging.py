"""Long lists in pages: ``limit`` and ``offset``, the total, and links to the other pages (RFC 8288)."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import Depends, Query, Request, Response

LONGEST: Final = 1_000
"""Rows of a page."""


class Page:
    """The part of a list that a request asks for."""

    def __init__(
        self,
        request: Request,
        response: Response,
        limit: Annotated[int, Query(ge=1, le=LONGEST, description="Rows at most", examples=[100])] = LONGEST,
        offset: Annotated[int, Query(ge=0, le=10**9, description="Rows before the first", examples=[0])] = 0,
    ) -> None:
        """Used as a dependency (:data:`Paged`)."""
        self._request, self._response = request, response
        self._limit, self._offset = limit, offset

    def of(self, answer: dict[str, Any]) -> dict[str, Any]:
        """An answer with this page of its ``rows``; ``Total-Count`` and ``Link`` tell the rest."""
        rows = answer["rows"]
        places = {"first": 0, "prev": self._offset - self._limit, "next": self._offset + self._limit}
        shown = {
            "first": True,
            "prev": self._offset > 0,
            "next": places["next"] < len(rows),
        }
        links = [f'<{self._url(max(0, places[name]))}>; rel="{name}"' for name, there in shown.items() if there]
        self._response.headers["Total-Count"] = str(len(rows))
        self._response.headers["Link"] = ", ".join(links)
        return {**answer, "rows": rows[self._offset : self._offset + self._limit]}

    def _url(self, offset: int) -> str:
        return str(self._request.url.include_query_params(limit=self._limit, offset=offset))


Paged = Annotated[Page, Depends()]
PAGED_HEADERS: Final[dict[str, Any]] = {
    "Total-Count": {"schema": {"type": "integer"}, "description": "Rows of all pages"},
    "Link": {"schema": {"type": "string"}, "description": "The first, previous and next page"},
}
