"""The SPARQL 1.1 Graph Store HTTP Protocol, its reading half: a whole graph at an address."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response

from search_api.server.conditional import entity_tag, unchanged
from search_api.server.editions import edition_of
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.threads import wait_for
from search_api.sparql.described import GRAPHS
from search_api.sparql.endpoint import answered
from search_api.sparql.errors import QueryError
from search_api.sparql.graph_naming import DIRECT, PATH, STORE, one_graph
from search_api.sparql.negotiation import accepted
from search_api.wording import say

_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The graph", "content": GRAPHS},
    304: {"description": "Unchanged since the answer whose tag `If-None-Match` holds"},
    **{status: PROBLEMS[status] for status in (400, 404, 406, 422, 503)},
}

router = APIRouter(tags=["sparql"])


@router.get(STORE, summary="A graph by its IRI", responses=_ANSWERS, response_class=Response)
@router.get(
    DIRECT, summary="A graph at its own address", responses=_ANSWERS, response_class=Response, openapi_extra=PATH
)
async def get_graph(request: Request, iri: Annotated[str, Depends(one_graph)]) -> Response:
    """All that a graph states."""
    formats = accepted(request.headers.get("accept"))
    tag = entity_tag(request, "graph", iri, formats.triples)
    if same := unchanged(request, tag):
        return same
    try:
        answer = await wait_for(edition_of(request).queries.graph, iri, formats)
    except QueryError as error:
        if error.reason == "no_graph":
            detail = say("refused.no_graph", language_of(request), detail=error.detail)
            raise HTTPException(404, detail) from error
        raise
    return answered(answer, tag)


@router.options(STORE, include_in_schema=False)
@router.options(DIRECT, include_in_schema=False)
def options_graph() -> Response:
    """What can be done here."""
    return Response(status_code=204, headers={"Allow": "GET, HEAD, PUT, POST, DELETE, OPTIONS"})
