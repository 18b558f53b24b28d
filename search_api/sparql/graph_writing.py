"""The Graph Store HTTP Protocol, what of its writing half fits the life of a collection.

What documents say follows from the documents. Beside that a collection keeps imports, each the content of one file,
from which its graph is made again whenever all is made anew; its name is made from the content, so that it cannot lie.
Therefore an operator can add a graph (``POST`` to the store, section 5.5: the server names it) and drop one
(``DELETE``), both as ``danchieu import`` and ``remove`` do. A ``PUT`` to a name that the client chose, a ``PATCH`` and
SPARQL Update would leave statements that no file holds; they are refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated, Any, Final
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Header, HTTPException, Path, Query, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from graph.imports import UnusableImportError, import_iri
from search_api.collection import Collection
from search_api.errors import CollectionError
from search_api.server.editions import Editions, edition_of
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.rights import requires
from search_api.sparql.errors import QueryError
from search_api.wording import say

_SUFFIXES: Final = {"text/turtle": ".ttl", "application/n-triples": ".nt"}
_LONGEST_NAME: Final = 200
_RETRY_SECONDS: Final = "5"
_OPERATOR: Final = [Depends(requires("operator"))]
_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    status: PROBLEMS[status] for status in (400, 401, 403, 404, 413, 415, 422, 503)
}
_BODY: Final = {"schema": {"type": "string"}, "example": "<https://a.example/> <https://b.example/> 'c' ."}

router = APIRouter(tags=["sparql"])


@router.post(
    "/graph-store",
    summary="A new graph (token of an operator)",
    status_code=201,
    response_class=Response,
    dependencies=_OPERATOR,
    responses={**_REFUSALS, 201: {"description": "Kept; `Location` is the address of the graph"}},
    openapi_extra={"requestBody": {"required": True, "content": dict.fromkeys(_SUFFIXES, _BODY)}},
)
async def post_graph(
    request: Request,
    slug: Annotated[
        str, Header(max_length=_LONGEST_NAME, description="A name, percent-encoded; what had it before is replaced")
    ] = "",
) -> Response:
    """Keep the graph in the body as an import, under a name that the server makes from its content."""
    _refuse_named(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _SUFFIXES:
        raise QueryError("media_type", kind or "?")
    content = await _body(request)
    digest = hashlib.sha256(content).hexdigest()
    name = unquote(slug).strip() or f"{digest[:16]}{_SUFFIXES[kind]}"

    def keep(collection: Collection) -> None:
        try:
            collection.import_content(name, _SUFFIXES[kind], content)
        except UnusableImportError as error:
            raise HTTPException(400, str(error)) from error

    base = await _changed(request, keep)
    place = import_iri(digest, base).removeprefix(base)
    return Response(status_code=201, headers={"Location": f"/graph-store/{place}/default"})


@router.delete(
    "/graph-store",
    summary="Drop an imported graph (token of an operator)",
    status_code=204,
    response_class=Response,
    dependencies=_OPERATOR,
    responses={**_REFUSALS, 204: {"description": "Dropped, with all that stands only in it"}},
)
async def delete_graph(
    request: Request, graph: Annotated[str, Query(description="IRI of an import or of its only graph")]
) -> Response:
    """Drop an import; the graphs of documents go with their documents only."""
    return await _delete(request, graph)


@router.delete(
    "/graph-store/{path:path}",
    summary="Drop an imported graph at its own address (token of an operator)",
    status_code=204,
    response_class=Response,
    dependencies=_OPERATOR,
    responses={**_REFUSALS, 204: {"description": "Dropped, with all that stands only in it"}},
)
async def delete_graph_directly(
    request: Request,
    path: Annotated[str, Path(description="What follows the base of the collection", examples=["import/1f2e/default"])],
) -> Response:
    """Drop an import, named by the address of itself or of its only graph."""
    return await _delete(request, edition_of(request).collection.settings.base + path)


@router.api_route("/graph-store", methods=["PUT", "PATCH"], include_in_schema=False)
@router.api_route("/graph-store/{path:path}", methods=["PUT", "POST", "PATCH"], include_in_schema=False)
async def change_graph(request: Request) -> Response:
    """Refused: what a graph holds follows from the content that made its name."""
    raise HTTPException(403, say("error.fixed_graph", language_of(request)))


def _refuse_named(request: Request) -> None:
    if request.query_params.keys() & {"graph", "default"}:
        raise HTTPException(403, say("error.fixed_graph", language_of(request)))


async def _delete(request: Request, iri: str) -> Response:
    base = edition_of(request).collection.settings.base
    if not iri.startswith(f"{base}import/"):
        raise HTTPException(403, say("error.fixed_graph", language_of(request)))

    def drop(collection: Collection) -> None:
        graphs = set(collection.store.graphs())
        held = {import_iri(one.digest, base): one for one in collection.imports()}
        named = next((name for name in held if iri == name or iri.startswith(f"{name}/")), "")
        if iri not in graphs or not named:
            raise HTTPException(404, say("refused.no_graph", language_of(request), detail=iri))
        if iri != named and sum(name.startswith(f"{named}/") for name in graphs) > 1:
            raise HTTPException(403, say("error.one_of_several", language_of(request), iri=named))
        collection.remove_import(held[named])

    await _changed(request, drop)
    return Response(status_code=204)


async def _changed(request: Request, change: Callable[[Collection], None]) -> str:
    """Changes the collection beside what is shown, and shows it at once; gives the base of its names."""
    editions: Editions = request.app.state.editions

    def work() -> str:
        with Collection.open(editions.settings, editions.encoder) as collection:
            change(collection)
        editions.renew()
        return editions.settings.base

    try:
        return await run_in_threadpool(work)
    except CollectionError as error:  # another process writes, or there is no room
        raise HTTPException(503, str(error), {"Retry-After": _RETRY_SECONDS}) from error


async def _body(request: Request) -> bytes:
    longest = edition_of(request).collection.settings.max_import_bytes
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > longest:
            raise QueryError("long", str(longest))
    return bytes(body)
