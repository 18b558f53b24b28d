"""The relations of a document, as a lược đồ."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from graph.chain import chain
from graph.trace import trace
from graph.works import describe_works
from ontology.relations import relations
from search_api.editions import edition_of
from search_api.tracing import DEPTHS, TraceFilters
from search_api.web.rendering import render
from search_api.wording import language_named

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/trace")
def trace_page(request: Request, asked: Annotated[TraceFilters, Depends()], q: str = "", lang: str = "") -> str:
    """The relations of a document, as a lược đồ: what it acts on, itself, what acts on it."""
    collection = edition_of(request).collection
    reference, walk = q.strip(), asked.walk()
    result = trace(collection.store, reference, walk, asked.as_of, collection.settings.base) if reference else None
    several = result["candidates"] if result and not result["work"] else []
    return render(
        "trace.html",
        language_named(lang),
        "/trace",
        q=reference,
        result=result,
        steps=chain(collection.store, result["work"]["iri"], collection.settings.base)["steps"]
        if result and result["work"]
        else [],
        choices=list(describe_works(collection.store, several).values()),
        asked=asked,
        depths=DEPTHS,
        relations=list(relations()),
        longest=collection.settings.max_query_chars,
        state={"q": reference, **asked.state()} if reference else {},
    )
