"""The writing half of the Graph Store HTTP Protocol, for operators: graphs of their own, beside what documents say.

What documents say follows from the documents, and what an import says from the file that was imported. Those graphs
cannot be written to; an import can be dropped whole. All other graphs hold what operators put there.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Header, HTTPException, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from graph.imports import UnusableImportError, import_iri
from graph.written import FORMATS, is_free, parsed
from graph.written_names import default_graph, joined
from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.rights import requires
from search_api.sparql.changing import change
from search_api.sparql.described import GRAPHS
from search_api.sparql.errors import QueryError
from search_api.sparql.graph_naming import DIRECT, PATH, STORE, address_of, graph_meant, one_graph
from search_api.storage.graphs import Contents, written_graph
from search_api.wording import say

_FORM: Final = "multipart/form-data"
_MOST_PARTS: Final = 100
_LONGEST_NAME: Final = 200
_OPERATOR: Final = [Depends(requires("operator"))]
_REFUSALS: Final[dict[int | str, dict[str, Any]]] = {
    status: PROBLEMS[status] for status in (400, 401, 403, 404, 413, 415, 422, 503)
}
_RDF: Final[dict[str, Any]] = {"requestBody": {"required": True, "content": {kind: GRAPHS[kind] for kind in FORMATS}}}
_PARTS: Final = {
    "schema": {"type": "object", "additionalProperties": {"type": "string", "format": "binary"}},
    "example": {"notes.ttl": "<https://a.example/> <https://b.example/> 'c' ."},
}
_RDF_OR_FORM: Final = {"requestBody": {"required": True, "content": {**_RDF["requestBody"]["content"], _FORM: _PARTS}}}
_MADE: Final[dict[int | str, dict[str, Any]]] = {
    **_REFUSALS,
    201: {"description": "A new graph; `Location` is its address if the server named it"},
    204: {"description": "Done"},
}
_GONE: Final[dict[int | str, dict[str, Any]]] = {**_REFUSALS, 204: {"description": "Dropped"}}

router = APIRouter(tags=["sparql"], dependencies=_OPERATOR)


@router.put(
    STORE,
    summary="Replace a graph (operator)",
    status_code=204,
    response_class=Response,
    responses=_MADE,
    openapi_extra=_RDF,
)
@router.put(
    DIRECT,
    summary="Replace the graph here (operator)",
    status_code=204,
    response_class=Response,
    responses=_MADE,
    openapi_extra={**_RDF, **PATH},
)
async def put_graph(request: Request, iri: Annotated[str, Depends(one_graph)]) -> Response:
    """Make a graph hold what is in the body, and nothing else."""
    sent = await _sent(request, iri)
    return await _written(request, iri, lambda _: sent)


@router.post(
    STORE,
    summary="Add to a graph, or make one (operator)",
    status_code=201,
    response_class=Response,
    responses=_MADE,
    openapi_extra=_RDF_OR_FORM,
)
@router.post(
    DIRECT,
    summary="Add to the graph here (operator)",
    status_code=204,
    response_class=Response,
    responses=_MADE,
    openapi_extra={**_RDF_OR_FORM, **PATH},
)
async def post_graph(
    request: Request,
    iri: Annotated[str | None, Depends(graph_meant)],
    slug: Annotated[
        str, Header(max_length=_LONGEST_NAME, description="Of a new graph: a name, percent-encoded", examples=["notes"])
    ] = "",
) -> Response:
    """Add what is in the body to a graph; where none is named, to a new one that the server names."""
    if iri is None:
        iri = _new_name(request, unquote(slug).strip())
        if not (sent := await _sent(request, iri)):
            raise QueryError("unusable", say("error.empty_graph", language_of(request)))
        await _written(request, iri, lambda _: sent)
        return Response(status_code=201, headers={"Location": address_of(request, iri)})
    sent = await _sent(request, iri)
    return await _written(request, iri, lambda held: joined([*held.splitlines(True), *sent.splitlines(True)]))


@router.delete(STORE, summary="Drop a graph (operator)", status_code=204, response_class=Response, responses=_GONE)
@router.delete(
    DIRECT,
    summary="Drop the graph here (operator)",
    status_code=204,
    response_class=Response,
    responses=_GONE,
    openapi_extra=PATH,
)
async def delete_graph(request: Request, iri: Annotated[str, Depends(one_graph)]) -> Response:
    """Drop a graph that an operator wrote, or an import, named by itself or by its only graph."""
    base, language = edition_of(request).collection.settings.base, language_of(request)
    missing = HTTPException(404, say("refused.no_graph", language, detail=iri))

    def drop_import(collection: Collection) -> None:
        graphs = collection.store.graphs()
        held = {import_iri(one.digest, base): one for one in collection.imports()}
        named = next((name for name in held if iri == name or iri.startswith(f"{name}/")), "")
        if iri not in graphs or not named:
            raise missing
        if iri != named and sum(name.startswith(f"{named}/") for name in graphs) > 1:
            raise HTTPException(403, say("error.one_of_several", language, iri=named))
        collection.remove_import(held[named])

    def drop(collection: Collection) -> None:
        def gone(database: sqlite3.Connection, _: Path) -> Contents:
            if iri != default_graph(base) and written_graph(database, iri) is None:
                raise missing
            return {iri: None}

        collection.write_graphs(gone)

    if iri.startswith(f"{base}import/"):
        await change(request, drop_import)
    else:
        _refuse_fixed(iri, base)
        await change(request, drop)
    return Response(status_code=204)


def _refuse_fixed(iri: str, base: str) -> None:
    if not is_free(iri, base):
        raise QueryError("fixed_graph", iri)


async def _written(request: Request, iri: str, content: Callable[[bytes], bytes]) -> Response:
    """Gives a graph its content, which follows from what it held; tells whether it is new."""
    settings = edition_of(request).collection.settings
    new = False

    def contents(database: sqlite3.Connection, _: Path) -> Contents:
        nonlocal new
        held = written_graph(database, iri)
        wanted = content(held or b"")
        new = held is None and bool(wanted) and iri != default_graph(settings.base)
        if len(wanted) > settings.max_import_bytes:
            raise QueryError("long", str(settings.max_import_bytes))
        return {iri: wanted or None}

    await change(request, lambda collection: collection.write_graphs(contents))
    return Response(status_code=201 if new else 204)


async def _sent(request: Request, iri: str) -> bytes:
    """The graph in the body, as it is kept.

    Raises:
        QueryError: ``fixed_graph``, ``media_type``, ``long``, ``unusable``.
    """
    base = edition_of(request).collection.settings.base
    _refuse_fixed(iri, base)
    kind = _kind(request.headers)
    if kind == _FORM and request.method == "POST":
        parts = await _parts(request)
    elif kind in FORMATS:
        parts = [(kind, await _body(request))]
    else:
        raise QueryError("media_type", kind or "?")
    try:
        return await run_in_threadpool(lambda: joined(_lines(parts, iri, base)))
    except UnusableImportError as error:
        raise QueryError("unusable", str(error)) from error


def _lines(parts: Sequence[tuple[str, bytes]], iri: str, base: str) -> Iterator[bytes]:
    for kind, content in parts:
        yield from parsed(content, kind, iri, base).splitlines(keepends=True)


def _kind(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


async def _parts(request: Request) -> list[tuple[str, bytes]]:
    """The files of a form (section 5.5 of the protocol), each with its media type."""
    body = await _body(request)

    async def once() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await MultiPartParser(
            request.headers, once(), max_files=_MOST_PARTS, max_fields=0, max_part_size=len(body)
        ).parse()
    except (MultiPartException, KeyError) as error:
        raise QueryError("unusable", str(error)) from error
    files = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
    kinds = [_kind(file.headers) for file in files]
    for kind in kinds:
        if kind not in FORMATS:
            raise QueryError("media_type", kind or "?")
    return [(kind, await file.read()) for kind, file in zip(kinds, files, strict=True)]


async def _body(request: Request) -> bytes:
    longest = edition_of(request).collection.settings.max_import_bytes
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > longest:
            raise QueryError("long", str(longest))
    return bytes(body)


def _new_name(request: Request, wanted: str) -> str:
    """A name that no graph has, made of what the client wants where that is free."""
    edition = edition_of(request)
    base = edition.collection.settings.base
    iri = f"{base}graph/{quote(wanted, safe='') or secrets.token_hex(8)}"
    taken = not is_free(iri, base) or iri == default_graph(base) or iri in edition.collection.store.graphs()
    return f"{iri}-{secrets.token_hex(4)}" if taken else iri
