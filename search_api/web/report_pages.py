"""Reports on the collection as pages."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from graph.ambiguity import ambiguous_mentions
from ontology.resolutions import resolutions
from search_api.editions import edition_of
from search_api.web.rendering import render
from search_api.wording import language_named

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/ambiguous")
def ambiguous_page(request: Request, lang: str = "") -> str:
    """The mentions that may mean several works, grouped by what they print, with the choices for each."""
    collection, language = edition_of(request).collection, language_named(lang)
    mentions = [asdict(mention) for mention in ambiguous_mentions(collection.store)]
    return render(
        "ambiguous.html",
        language,
        "/ambiguous",
        groups=[list(group) for _, group in groupby(mentions, key=lambda one: one["wording"].casefold())],
        reasons={name: reason.labels[language] for name, reason in resolutions().items()},
        count=len(mentions),
    )
