"""The SPARQL 1.1 Graph Store HTTP Protocol, its reading half: a whole graph at an address.

``/graph-store?graph=IRI`` names a graph indirectly and ``?default`` the union of all. The graph ``{base}PATH`` stands
directly at ``/graph-store/PATH``.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import Response

from search_api.server.conditional import entity_tag, unchanged
from search_api.server.editions import edition_of
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.threads import wait_for
from search_api.sparql.endpoint import answered
from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import TRIPLES, accepted
from search_api.wording import say

_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The graph", "content": {kind: {"schema": {"type": "string"}} for kind in TRIPLES}},
    304: {"description": "Unchanged since the answer whose tag `If-None-Match` holds"},
    **{status: PROBLEMS[status] for status in (400, 404, 406, 503)},
}

router = APIRouter(tags=["sparql"])


@router.get("/graph-store", summary="A graph by its IRI", responses=_ANSWERS, response_class=Response)
async def get_graph(
    request: Request,
    graph: Annotated[str | None, Query(description="IRI of a named graph")] = None,
    default: Annotated[str | None, Query(description="Without a value: the union of all graphs")] = None,
) -> Response:
    """A named graph, or the default graph."""
    if (graph is None) == (default is None):
        raise HTTPException(400, say("error.which_graph", language_of(request)))
    return await _respond(request, graph)


@router.get(
    "/graph-store/{path:path}", summary="A graph at its own address", responses=_ANSWERS, response_class=Response
)
async def get_graph_directly(
    request: Request,
    path: Annotated[str, Path(description="What follows the base of the collection", examples=["import/1f2e/default"])],
) -> Response:
    """The graph whose IRI is the base of the collection and this path."""
    return await _respond(request, edition_of(request).collection.settings.base + path)


@router.options("/graph-store", include_in_schema=False)
@router.options("/graph-store/{path:path}", include_in_schema=False)
def options_graph() -> Response:
    """What can be done here."""
    return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, DELETE, OPTIONS"})


async def _respond(request: Request, iri: str | None) -> Response:
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
