"""Whether the server lives, whether it can answer, and its figures."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from search_api.server.editions import edition_of
from search_api.server.metrics import MEDIA_TYPE, Metrics
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.rights import operates
from search_api.wording import say

_OK: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"application/json": {"example": {"status": "ok"}}}}}

router = APIRouter(tags=["operation"])


@router.get("/healthz", summary="Whether the server lives", responses=_OK)
def healthz() -> dict[str, str]:
    """Answers as long as the process does."""
    return {"status": "ok"}


@router.get("/readyz", summary="Whether the server can answer", responses={**_OK, 503: PROBLEMS[503]})
def readyz(request: Request) -> dict[str, str]:
    """Asks the graph and says which edition is shown; 503 where a part does not answer."""
    edition = edition_of(request)
    edition.collection.store.query("ASK { ?s ?p ?o }")
    return {"status": "ok", "edition": edition.tag}


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """Figures for Prometheus, to this machine or with the token of an operator."""
    if not operates(request):
        raise HTTPException(403, say("error.metrics", language_of(request)))
    figures: Metrics = request.app.state.metrics
    return Response(figures.text(edition_of(request)), media_type=MEDIA_TYPE)
