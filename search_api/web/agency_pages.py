"""The pages of agencies: the list; each with what it issued, received and leads; its deadlines as a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, Response

from graph.works import describe_works
from ingest.text.fold import fold
from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.server.remembered import kept, remembered
from search_api.views.agencies import (
    AgencyFacts,
    AgencyTask,
    ListedAgency,
    agency_facts,
    agency_list,
    documents_with_recipients,
    received_told,
    tasks_told,
)
from search_api.views.calendar_file import calendar_of
from search_api.web.paging import page_of
from search_api.web.rendering import render
from search_api.wording import Language, language_named, say

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PARTS = ("tasks", "issued", "received")


@router.get("/agencies")
def agencies_page(request: Request, q: str = "", page: Annotated[int, Query(ge=1)] = 1, lang: str = "") -> str:
    """All agencies whose names hold some words, with or without diacritics."""
    collection = edition_of(request).collection
    words = q.strip()[: collection.settings.max_query_chars]
    wanted = fold(words)
    shown = page_of([one for folded, one in every_agency(collection) if wanted in folded], page)
    place = {"q": words} if words else {}
    return render(
        "agencies.html",
        language_named(lang),
        "/agencies",
        q=words,
        page=shown,
        place=place,
        longest=collection.settings.max_query_chars,
        state={**place, **({"page": page} if page > 1 else {})},
    )


def every_agency(collection: Collection) -> Sequence[tuple[str, ListedAgency]]:
    """All agencies with their names as :func:`ingest.text.fold.fold` makes them."""
    return kept(collection, "agencies", lambda: [(fold(one.name), one) for one in agency_list(collection.store)])


@router.get("/agency")
def agency_page(
    request: Request,
    iri: str,
    show: Annotated[str, Query(pattern=f"^({'|'.join(_PARTS)})?$")] = "",
    page: Annotated[int, Query(ge=1)] = 1,
    lang: str = "",
) -> str:
    """An agency: its tasks as a calendar of deadlines, what it issued, or what it received."""
    collection, language = edition_of(request).collection, language_named(lang)
    found = _agency(collection, iri, language)
    every: dict[str, Sequence[Any]] = {"tasks": found.tasks, "issued": found.issued, "received": found.received}
    part = show or next((name for name in _PARTS if every[name]), "tasks")
    shown = page_of(every[part], page)
    rows = remembered(collection, ("agency", iri, part, shown.number), lambda: _told(collection, part, shown.rows))
    place = {"iri": iri, "show": part}
    return render(
        "agency.html",
        language,
        "/agency",
        agency=found,
        parts=[(name, len(every[name])) for name in _PARTS],
        part=part,
        page=shown,
        rows=rows,
        months=_months(rows) if part == "tasks" else [],
        place=place,
        state={"iri": iri, **({"show": show} if show else {}), **({"page": page} if page > 1 else {})},
    )


def _told(collection: Collection, part: str, some: Sequence[Any]) -> tuple[Any, ...]:
    """What the page tells of some tasks or works."""
    store = collection.store
    if part == "tasks":
        return tasks_told(store, some)
    return tuple(describe_works(store, some).values()) if part == "issued" else received_told(store, some)


@router.get("/calendar.ics", response_class=Response)
def calendar_file(request: Request, agency: str, lang: str = "") -> Response:
    """The deadlines of the tasks that an agency leads or supports."""
    collection, language = edition_of(request).collection, language_named(lang)
    found = _agency(collection, agency, language)

    def address(task: AgencyTask) -> str:
        where = {"file": task.words.file, "start": task.words.start, "end": task.words.end}
        return f"{request.base_url}document?{urlencode(where)}#here"

    def document(task: AgencyTask) -> str:
        about = [task.work["type"], task.work["number"] or task.work["title"], task.work["date"]]
        return " ".join(part for part in about if part)

    calendar = calendar_of(
        say("agency.calendar_of", language, name=found.name),
        tasks_told(collection.store, found.tasks),
        address,
        document,
    )
    return Response(calendar, media_type="text/calendar; charset=utf-8")


def _agency(collection: Collection, iri: str, language: Language) -> AgencyFacts:
    """The agency of an IRI.

    Raises:
        HTTPException: if there is none.
    """
    store = collection.store
    addressed = kept(collection, "documents with recipients", lambda: documents_with_recipients(store))
    try:
        found = remembered(collection, ("agency", iri), lambda: agency_facts(store, iri, addressed))
    except ValueError:
        found = None
    if found is None:
        raise HTTPException(404, say("data.unknown", language, iri=iri))
    return found


def _months(tasks: tuple[AgencyTask, ...]) -> list[tuple[str, list[AgencyTask]]]:
    """Tasks by the month in which they fall due (ISO 8601), those without a deadline under an empty one."""
    return [
        (month, list(group))
        for month, group in groupby(tasks, key=lambda one: one.due.isoformat()[:7] if one.due else "")
    ]
