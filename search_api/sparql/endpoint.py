"""The SPARQL 1.1 Protocol, its query operation: GET and POST, for programs and, as a page, for browsers."""

from __future__ import annotations

import json
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from search_api.editions import edition_of
from search_api.sparql.errors import QueryError, Reason
from search_api.sparql.guard import check
from search_api.sparql.negotiation import choose, formats
from search_api.sparql.pool import QueryPool
from search_api.web.rendering import render
from search_api.wording import Language, language_named, say

LONGEST_BODY = 200_000
_FORM = "application/x-www-form-urlencoded"
_DATASET = ("default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
_STATUS: dict[Reason, int] = {
    "timeout": 503,
    "busy": 503,
    "memory": 503,
    "engine": 500,
    "format": 406,
    "update": 403,
    "service": 403,
}
_EXAMPLE = """# Văn bản trong kho, mới nhất trước
SELECT ?type ?number ?date ?title WHERE {
  ?work eli:number ?number ; eli:date_document ?date .
  OPTIONAL { ?work dcterms:title ?title }
  OPTIONAL { ?work eli:type_document/skos:prefLabel ?type }
}
ORDER BY DESC(?date)
LIMIT 20"""

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
    queries = edition_of(request).queries
    try:
        _check_parameters(parameters)
        if browser:
            return await run_in_threadpool(_page, queries, query, language)
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
    return JSONResponse({"error": message}, _STATUS.get(error.reason, 400))


def _page(queries: QueryPool, query: str | None, language: Language) -> Response:
    shown: dict[str, Any] = {"table": None, "verdict": None, "turtle": None, "problem": None}
    status = 200
    if query is not None:
        try:
            shown |= _shown(queries, query)
        except QueryError as error:
            shown["problem"] = say(f"refused.{error.reason}", language, detail=error.detail)
            status = _STATUS.get(error.reason, 400)
    state = {} if query is None else {"query": query}
    page = render("sparql.html", language, "/sparql", query=_EXAMPLE if query is None else query, state=state, **shown)
    return HTMLResponse(page, status)


def _shown(queries: QueryPool, query: str) -> dict[str, Any]:
    if check(query) in ("CONSTRUCT", "DESCRIBE"):
        return {"turtle": queries.run(query, "ttl").decode()}
    answer = json.loads(queries.run(query, "json"))
    if "boolean" in answer:
        return {"verdict": answer["boolean"]}
    names, bindings = answer["head"]["vars"], answer["results"]["bindings"]
    rows = [[row.get(name, {}).get("value", "") for name in names] for row in bindings[: queries.rows]]
    return {"table": {"names": names, "rows": rows, "total": len(bindings)}}
