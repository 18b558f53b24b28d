"""The page of a lược đồ: the relations of a document, and the chain of transmission in which it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from graph.chain import chain
from graph.trace import Walk, trace
from graph.works import describe_works
from ontology.relations import relations
from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.server.remembered import remembered
from search_api.server.tracing import DEPTHS, TraceFilters
from search_api.web.alike import alike
from search_api.web.paging import ON_A_PAGE, page_of
from search_api.web.rendering import render
from search_api.wording import language_named

_NEAR, _FARTHER = 10, 3
"""Links of a relation that are shown of the work asked for and of others, where more than one step is shown."""

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/trace")
def trace_page(
    request: Request,
    asked: Annotated[TraceFilters, Depends()],
    q: str = "",
    words: Annotated[str, Query(pattern="^(all)?$")] = "",
    page: Annotated[int, Query(ge=1)] = 1,
    lang: str = "",
) -> str:
    """The relations of a document: what it acts on, itself, what acts on it, and the chain in which it came down.

    With ``words=all`` the words behind each relation stand open, as for printing. A relation with many works has pages.
    """
    collection = edition_of(request).collection
    store, base, reference = collection.store, collection.settings.base, q.strip()
    size = ON_A_PAGE if asked.depth == 1 else _NEAR
    walk = replace(asked.walk(), most=size, skipped=(page - 1) * size, farther=_FARTHER)
    result = traced(collection, reference, walk, asked.as_of) if reference else None
    work = result["work"] if result else None
    held = next(iter(collection.documents_of(work["iri"]) if work else ()), None)
    narrowed = {"q": reference, **asked.state()} if reference else {}
    state = {**narrowed, **({"page": page} if page > 1 else {})}
    return render(
        "trace.html",
        language_named(lang),
        "/trace",
        q=reference,
        result=result,
        held=held,
        similar=alike(collection, work["iri"]) if work and held else None,
        steps=chain(store, work["iri"], base)["steps"] if work else [],
        choices=list(describe_works(store, result["candidates"]).values()) if result and not work else [],
        asked=asked,
        group_page=lambda count: page_of(range(count), page, size),
        narrowed={**narrowed, **({"words": words} if words else {})},
        depths=DEPTHS,
        relations=list(relations()),
        longest=collection.settings.max_query_chars,
        unfolded=words == "all",
        switched=state if words else {**state, "words": "all"},
        state={**state, "words": words} if words else state,
    )


def traced(collection: Collection, reference: str, walk: Walk, as_of: date | None) -> dict[str, Any]:
    """What is found around a work that people cite, as :func:`graph.trace.trace` has it."""
    day = as_of or date.today()
    return remembered(
        collection,
        ("trace", reference, walk, day),
        lambda: trace(collection.store, reference, walk, day, collection.settings.base),
    )
