"""The pages of emulation campaigns: the list, and each with who launched it, theme, period, events and documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.server.remembered import kept
from search_api.views.campaigns import ListedCampaign, campaign_facts, campaign_list
from search_api.web.paging import page_of
from search_api.web.rendering import render
from search_api.wording import language_named, say

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/campaigns")
def campaigns_page(request: Request, page: Annotated[int, Query(ge=1)] = 1, lang: str = "") -> str:
    """All campaigns, those that most documents name first."""
    collection = edition_of(request).collection
    shown = page_of(every_campaign(collection), page)
    return render(
        "campaigns.html",
        language_named(lang),
        "/campaigns",
        page=shown,
        place={},
        state={"page": page} if page > 1 else {},
    )


def every_campaign(collection: Collection) -> Sequence[ListedCampaign]:
    """All campaigns, those that most documents name first."""
    return kept(collection, "campaigns", lambda: campaign_list(collection.store))


@router.get("/campaign")
def campaign_page(request: Request, iri: str, lang: str = "") -> str:
    """A campaign: the documents that launch it with what they say, and all that name it."""
    collection, language = edition_of(request).collection, language_named(lang)
    try:
        found = campaign_facts(collection.store, iri)
    except ValueError:
        found = None
    if found is None:
        raise HTTPException(404, say("data.unknown", language, iri=iri))
    return render("campaign.html", language, "/campaign", campaign=found, state={"iri": iri})
