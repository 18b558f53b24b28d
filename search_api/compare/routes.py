"""``/api/v1/compare/...``: the JSON of ``danchieu compare --json``."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from graph import compare
from search_api.compare.answers import QUARTER, YEAR, answer, due
from search_api.server.editions import edition_of
from search_api.server.paging import PAGED_HEADERS, Paged
from search_api.server.schemas import CompareResult

router = APIRouter(
    prefix="/compare", tags=["compare"], responses={200: {"model": CompareResult, "headers": PAGED_HEADERS}}
)

_Year = Annotated[str | None, Query(pattern=f"^{YEAR}$", description="Only of this year", examples=["2021"])]
_Quarter = Annotated[
    str | None, Query(pattern=f"^{QUARTER}$", description="Only due in this quarter, as 2021-Q1", examples=["2021-Q1"])
]
_Words = Annotated[
    str | None,
    Query(min_length=1, description="Words of the name, with or without diacritics", examples=["thanh lap tinh"]),
]


@router.get("/campaigns", summary="Campaigns by year, with theme and period")
def campaigns(request: Request, page: Paged, year: _Year = None) -> dict[str, Any]:
    """The campaigns that documents launch: the JSON of `danchieu compare campaigns --json`."""
    return page.of(answer("campaigns", compare.campaigns(edition_of(request).collection.store, year)))


@router.get("/anniversaries", summary="Campaigns that commemorate the same event")
def anniversaries(request: Request, page: Paged, event: _Words = None, year: _Year = None) -> dict[str, Any]:
    """The campaigns of each event: the JSON of `danchieu compare anniversaries --json`."""
    return page.of(answer("anniversaries", compare.anniversaries(edition_of(request).collection.store, event, year)))


@router.get("/targets", summary="How a target moved over documents and years")
def targets(request: Request, page: Paged, indicator: _Words = None, year: _Year = None) -> dict[str, Any]:
    """The targets of an indicator: the JSON of `danchieu compare targets --json`."""
    return page.of(answer("targets", compare.targets(edition_of(request).collection.store, indicator, year)))


@router.get("/tasks", summary="What falls due when, and who leads it")
def tasks(
    request: Request, page: Paged, quarter: _Quarter = None, year: _Year = None, lead: _Words = None
) -> dict[str, Any]:
    """The tasks that documents assign: the JSON of `danchieu compare tasks --json`."""
    return page.of(answer("tasks", compare.tasks(edition_of(request).collection.store, due(quarter, year), lead)))


@router.get("/leaders", summary="Agencies that lead most tasks")
def leaders(request: Request, page: Paged) -> dict[str, Any]:
    """The agencies that lead tasks: the JSON of `danchieu compare leaders --json`."""
    return page.of(answer("leaders", compare.leaders(edition_of(request).collection.store)))


@router.get("/signers", summary="Who signed what, in which capacity")
def signers(request: Request, page: Paged, name: _Words = None) -> dict[str, Any]:
    """The signatures of each person: the JSON of `danchieu compare signers --json`."""
    return page.of(answer("signers", compare.signers(edition_of(request).collection.store, name)))
