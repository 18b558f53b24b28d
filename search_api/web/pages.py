"""The pages for people; their whole state is in the address. The search page is here, the others in their modules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from search_api.collection import Collection
from search_api.searching.asking import ask
from search_api.searching.filters import Filters
from search_api.server.editions import edition_of
from search_api.server.remembered import kept as kept_answer
from search_api.server.remembered import remembered
from search_api.server.search_parameters import FilterParameters
from search_api.storage.held import HeldDocument
from search_api.views.timeline import Choice, of_time
from search_api.web import (
    agency_pages,
    campaign_pages,
    compare_pages,
    correction_forms,
    diagram_page,
    document_page,
    feeds,
    linked_data_pages,
    report_pages,
    sign_in,
    timeline_page,
)
from search_api.web.paging import page_of
from search_api.web.rendering import render
from search_api.wording import language_named

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_PAGES = (
    *(document_page, diagram_page, campaign_pages, agency_pages, timeline_page, report_pages, compare_pages, feeds),
    *(linked_data_pages, correction_forms, sign_in),
)
for page in _PAGES:
    router.include_router(page.router)


@router.get("/")
def search_page(
    request: Request,
    asked: Annotated[FilterParameters, Depends()],
    q: str = "",
    k: Annotated[int | None, Query(ge=1)] = None,
    page: Annotated[int, Query(ge=1)] = 1,
    lang: str = "",
) -> str:
    """The search page: a box and the documents held; with a question, answers above passages, and filters."""
    collection, language = _collection(request), language_named(lang)
    question, filters = q.strip(), asked.state()
    browsing = bool(filters) and not question
    every = newest_documents(collection)
    held, browsed = filtered(collection, asked.filters()) if browsing else (every, None)
    shown = page_of(held, page)
    turned = {"page": page} if page > 1 and not question else {}
    count = min(k or collection.settings.results, collection.settings.max_results)
    return render(
        "search.html",
        language,
        "/",
        q=question,
        result=ask(collection, question, count, asked.filters(), language) if question else None,
        page=shown.each(asdict),
        place=filters,
        browsed=browsed,
        kept=[(name, value) for name, values in filters.items() for value in ([values] if name == "held" else values)],
        counts={"documents": len(every)},
        longest=collection.settings.max_query_chars,
        state={**({"q": question} if question else {}), **({"k": k} if k else {}), **filters, **turned},
    )


def newest_documents(collection: Collection) -> Sequence[HeldDocument]:
    """All documents, those issued last first."""
    return kept_answer(collection, "newest documents", lambda: of_time(collection.documents(), Choice()))


def filtered(collection: Collection, filters: Filters) -> tuple[Sequence[HeldDocument], Mapping[str, Any]]:
    """The documents that fit, those issued last first, and the counts over them as JSON."""

    def made() -> tuple[Sequence[HeldDocument], Mapping[str, Any]]:
        held, found = collection.finder.browse(filters)
        return of_time(held, Choice()), found.to_json()

    return remembered(collection, ("filtered", filters, date.today()), made)  # validity is told as of today


def _collection(request: Request) -> Collection:
    return edition_of(request).collection
