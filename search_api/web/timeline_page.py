"""The page of documents over time: a bar for each month, and the documents of the time that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from graph.compare import campaigns
from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.server.remembered import kept, remembered
from search_api.storage.held import HeldDocument
from search_api.views.timeline import Choice, Year, of_time, years
from search_api.web.paging import page_of
from search_api.web.rendering import render
from search_api.wording import language_named

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/timeline")
def timeline_page(
    request: Request,
    kind: Annotated[str, Query(alias="type")] = "",
    issuer: str = "",
    year: Annotated[str, Query(pattern="^([0-9]{4})?$")] = "",
    month: Annotated[str, Query(pattern="^([1-9]|1[0-2])?$")] = "",
    page: Annotated[int, Query(ge=1)] = 1,
    lang: str = "",
) -> str:
    """Documents by year and month, of a type and of issuers, with the campaigns of the chosen year."""
    collection = edition_of(request).collection
    choice = Choice(kind, issuer, int(year) if year else None, int(month) if year and month else None)
    shown, counted = documents_of(collection, choice)
    launched = remembered(collection, ("campaigns", year), lambda: campaigns(collection.store, year or None))
    filters = {"type": kind, "issuer": issuer}
    filters = {key: value for key, value in filters.items() if value}
    time = {key: value for key, value in {"year": year, "month": month if year else ""}.items() if value}
    return render(
        "timeline.html",
        language_named(lang),
        "/timeline",
        choice=choice,
        types=every_type(collection),
        years=counted,
        tallest=max((count for one in counted for count in one.months), default=1),
        page=page_of(shown, page).each(asdict),
        campaigns=[asdict(one) for one in launched],
        filters=filters,
        place={**filters, **time},
        longest=collection.settings.max_query_chars,
        state={**filters, **time, **({"page": page} if page > 1 else {})},
    )


def every_type(collection: Collection) -> Sequence[str]:
    """The types of the documents held, in order."""
    return kept(collection, "types", lambda: sorted({one.type for one in collection.documents() if one.type}))


def documents_of(collection: Collection, choice: Choice) -> tuple[Sequence[HeldDocument], Sequence[Year]]:
    """The documents of a choice, those issued last first, and how many its type and issuers have in each month."""

    def made() -> tuple[Sequence[HeldDocument], Sequence[Year]]:
        admitted = [one for one in collection.documents() if choice.admits(one)]
        return of_time(admitted, choice), years(admitted)

    return remembered(collection, ("timeline", choice), made)
