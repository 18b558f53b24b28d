"""The JSON of the command line over HTTP: search, traces, chains and reports."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request

from graph.chain import chain
from graph.reports import REPORTS, report
from graph.trace import trace
from search_api.searching.asking import ask
from search_api.server.editions import edition_of
from search_api.server.paging import PAGED_HEADERS, Paged
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.schemas import ChainResult, ReportResult, SearchResult, SimilarResult, TraceResult
from search_api.server.search_parameters import FilterParameters
from search_api.server.tracing import TraceFilters
from search_api.wording import say

router = APIRouter()

_Reference = Annotated[
    str,
    Query(
        min_length=1,
        max_length=2_000,
        description="A reference, such as Chỉ thị 19/CT-TTg, or the IRI of a work",
        examples=["Chỉ thị 19/CT-TTg"],
    ),
]


@router.get("/search", tags=["search"], summary="Answers and ranked passages", responses={200: {"model": SearchResult}})
def search(
    request: Request,
    q: Annotated[
        str,
        Query(
            min_length=1,
            description="A question, key words or a document number",
            examples=["hạn gửi kế hoạch về Sở Nội vụ"],
        ),
    ],
    asked: Annotated[FilterParameters, Depends()],
    k: Annotated[int | None, Query(ge=1, description="How many passages", examples=[10])] = None,
) -> dict[str, Any]:
    """Answers and ranked passages: the JSON of `danchieu search --json`."""
    collection = edition_of(request).collection
    count = min(k or collection.settings.results, collection.settings.max_results)
    return ask(collection, q, count, asked.filters(), language_of(request))


@router.get(
    "/similar", tags=["search"], summary="Documents like one, and why", responses={200: {"model": SimilarResult}}
)
def similar(
    request: Request,
    q: Annotated[
        str,
        Query(min_length=1, max_length=2_000, description="A document: file, number or IRI", examples=["37/KH-UBND"]),
    ],
    k: Annotated[int, Query(ge=1, le=100, description="How many documents", examples=[10])] = 10,
) -> dict[str, Any]:
    """Documents like one, and why: the JSON of `danchieu similar --json`."""
    return edition_of(request).collection.similar(q, k).to_json()


@router.get("/trace", tags=["search"], summary="Relations of a document", responses={200: {"model": TraceResult}})
def trace_reference(request: Request, q: _Reference, asked: Annotated[TraceFilters, Depends()]) -> dict[str, Any]:
    """What a document acts on and what acts on it, and its status: the JSON of `danchieu trace --json`."""
    collection = edition_of(request).collection
    return trace(collection.store, q, asked.walk(), asked.as_of, collection.settings.base)


@router.get(
    "/chain", tags=["search"], summary="How a document came down and went on", responses={200: {"model": ChainResult}}
)
def chain_of(request: Request, q: _Reference) -> dict[str, Any]:
    """Issuer, forwarding letters, certified copies and recipients: the JSON of `danchieu chain --json`."""
    collection = edition_of(request).collection
    return chain(collection.store, q, collection.settings.base)


@router.get(
    "/reports/{name}",
    tags=["reports"],
    summary="A report on the collection",
    responses={200: {"model": ReportResult, "headers": PAGED_HEADERS}, 404: PROBLEMS[404]},
)
def report_named(
    request: Request, page: Paged, name: Annotated[str, Path(description="Of the report", examples=[*REPORTS])]
) -> dict[str, Any]:
    """A report on the collection: the JSON of `danchieu report NAME --json`."""
    if name not in REPORTS:
        raise HTTPException(404, say("report.unknown", language_of(request), name=name, names=", ".join(REPORTS)))
    return page.of(report(edition_of(request).collection.store, name))
