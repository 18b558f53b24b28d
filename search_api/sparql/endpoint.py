"""The SPARQL 1.1 Protocol, its query operation: GET and POST, for programs and, as a page, for browsers."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from search_api.editions import edition_of
from search_api.sparql.errors import QueryError, status_of
from search_api.sparql.guard import check
from search_api.sparql.negotiation import choose, formats
from search_api.sparql.page import sparql_page
from search_api.wording import Language, language_named, say

LONGEST_BODY = 200_000
_FORM = "application/x-www-form-urlencoded"
_DATASET = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")

router = APIRouter(tags=["sparql"])


@router.get("/sparql", summary="SPARQL query (read only)")
async def get_sparql(
    request: Request,
    query: Annotated[str | None, Query(description="SELECT, ASK, CONSTRUCT or DESCRIBE")] = None,
    lang: str = "",
) -> Response:
    """Answer the query in the format that ``Accept`` asks for; without a query, a browser gets a page to write one."""
    return await _respond(request, query, list(request.query_params.multi_items()), language_named(lang))


@router.post(
    "/sparql",
    summary="SPARQL query (read only), in the body",
    openapi_extra={
        "requestBody": {
            "content": {
                "application/sparql-query": {"schema": {"type": "string"}},
                _FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
            }
        }
    },
)
async def post_sparql(request: Request, lang: str = "") -> Response:
    """Answer a query sent as a form or as ``application/sparql-query``."""
    language = language_named(lang)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return JSONResponse({"error": say("error.too_long", language, limit=LONGEST_BODY)}, 413)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    text = body.decode("utf-8", errors="replace")
    if kind == "application/sparql-update":
        return _refused(QueryError("update", "update"), language)
    parameters = list(request.query_params.multi_items())
    if kind == "application/sparql-query":
        return await _respond(request, text, parameters, language)
    parameters += parse_qsl(text) if kind == _FORM else []
    return await _respond(request, dict(parameters).get("query"), parameters, language)


async def _respond(
    request: Request, query: str | None, parameters: list[tuple[str, str]], language: Language
) -> Response:
    browser = "text/html" in request.headers.get("accept", "")
    edition = edition_of(request)
    queries, base = edition.queries, edition.collection.settings.base
    try:
        _check_parameters(parameters)
        if browser:
            view = request.query_params.get("view", "")
            return await run_in_threadpool(sparql_page, queries, query, view, base, language)
        text = _present(query)
        offered = formats(check(text))
        kind = choose(request.headers.get("accept"), offered)
        return Response(await run_in_threadpool(queries.run, text, offered[kind]), media_type=kind)
    except QueryError as error:
        return _refused(error, language)


def _check_parameters(parameters: list[tuple[str, str]]) -> None:
    for name, _ in parameters:
        if name == "update":
            raise QueryError("update", name)
        if name in _DATASET:
            raise QueryError("dataset", name)


def _present(query: str | None) -> str:
    if query is None:
        raise QueryError("missing")
    return query


def _refused(error: QueryError, language: Language) -> Response:
    message = say(f"refused.{error.reason}", language, detail=error.detail)
    return JSONResponse({"error": message}, status_of(error))
