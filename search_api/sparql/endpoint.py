"""The SPARQL 1.1 Protocol: for programs, and as a page for browsers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import IO, Any, Final

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from search_api.server.conditional import entity_tag, headers, unchanged
from search_api.server.editions import edition_of
from search_api.server.origins import from_elsewhere
from search_api.server.problems import PROBLEMS, language_of
from search_api.server.rights import granted
from search_api.server.threads import wait_for
from search_api.sparql.changing import change
from search_api.sparql.described import ANSWERS
from search_api.sparql.description import describe_service
from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import accepted, wants_page
from search_api.sparql.page import sparql_page
from search_api.sparql.pool import Answer
from search_api.sparql.request import (
    FORM,
    QUERY,
    UPDATE,
    Operation,
    Parameters,
    operation,
    parameters_of,
    posted,
)
from search_api.sparql.scratch import contents_after
from search_api.wording import say

METHODS: Final = "GET, HEAD, POST, OPTIONS"
_PART: Final = 1 << 18
_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\s*\(", re.IGNORECASE)
"""Functions whose value differs from call to call: an answer with them has no entity tag."""

_EXAMPLE: Final = "SELECT ?number ?title { ?plan eli:number ?number ; dcterms:title ?title } LIMIT 10"
_UPDATE: Final = "INSERT DATA { GRAPH <https://a.example/notes> { <https://a.example/1> dcterms:title 'Ghi chú' } }"
_TEXT: Final = {"schema": {"type": "string"}}
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer. `Result-Rows` is the number of rows or statements, `Result-Cut: true` says that "
        "there were more than the server gives.",
        "content": ANSWERS,
        "headers": {
            "Result-Rows": {"schema": {"type": "integer"}, "description": "Rows or statements in the answer"},
            "Result-Cut": {"schema": {"type": "boolean"}, "description": "Whether there were more"},
            "ETag": _TEXT,
        },
    },
    304: {"description": "Unchanged since the answer whose tag `If-None-Match` holds"},
    **{status: PROBLEMS[status] for status in (400, 403, 406, 413, 415, 503)},
}


def _parameter(name: str, description: str, example: str | list[str]) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"}
    schema = text if isinstance(example, str) else {"type": "array", "items": text}
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example}


_PARAMETERS: Final = [
    _parameter("query", "SELECT, ASK, CONSTRUCT or DESCRIBE", _EXAMPLE),
    _parameter("default-graph-uri", "Graphs of the collection to ask instead of all of them", []),
    _parameter("named-graph-uri", "Graphs of the collection that GRAPH may name", []),
]
"""Told here and read by hand: FastAPI would drop what is repeated and replace what is not UTF-8."""

router = APIRouter(tags=["sparql"])


@router.get(
    "/sparql",
    summary="SPARQL query",
    responses=_ANSWERS,
    response_class=Response,
    openapi_extra={"parameters": _PARAMETERS},
)
async def get_sparql(request: Request) -> Response:
    """Answer the query in the format that ``Accept`` asks for.

    Without parameters: a description of the service in RDF; to a browser, a page to write a query.
    """
    page = wants_page(request.headers.get("accept"))
    parameters = parameters_of(request)
    if page:
        asked = _queried(parameters) if parameters else None
        edition, view = edition_of(request), request.query_params.get("view", "")
        base, language = edition.collection.settings.base, language_of(request)
        return HTMLResponse(*await wait_for(sparql_page, edition.queries, asked, view, base, language))
    if not parameters and accepted(request.headers.get("accept")).triples:
        return describe_service(request)
    return await _respond(request, _queried(parameters))


@router.post(
    "/sparql",
    summary="SPARQL query, or update (operator), in the body",
    responses={**_ANSWERS, 204: {"description": "The update is carried out"}, 401: PROBLEMS[401]},
    response_class=Response,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
                UPDATE: {"schema": {"type": "string"}, "example": _UPDATE},
                FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {
                            "query": {"type": "string"},
                            "default-graph-uri": {"type": "array", "items": {"type": "string"}},
                            "named-graph-uri": {"type": "array", "items": {"type": "string"}},
                            "update": {"type": "string"},
                            "using-graph-uri": {"type": "array", "items": {"type": "string"}},
                            "using-named-graph-uri": {"type": "array", "items": {"type": "string"}},
                        },
                    },
                    "example": {"query": _EXAMPLE},
                },
            },
        }
    },
)
async def post_sparql(request: Request) -> Response:
    """Answer a query, or carry out an update, sent as a form or as such.

    An update changes only graphs that operators write; it reads all that it names.
    """
    asked = await posted(request)
    return await (_update(request, asked) if asked.updates else _respond(request, asked))


@router.options("/sparql", include_in_schema=False)
def options_sparql() -> Response:
    """What can be done here."""
    return Response(status_code=204, headers={"Allow": METHODS})


async def _respond(request: Request, asked: Operation) -> Response:
    formats = accepted(request.headers.get("accept"))
    tag = None
    if not _CHANGING.search(asked.text):
        tag = entity_tag(request, asked, formats)
        if same := unchanged(request, tag):
            return same
    queries = edition_of(request).queries
    answer = await wait_for(queries.query, asked.text, formats, asked.default_graphs, asked.named_graphs)
    return answered(answer, tag)


def answered(answer: Answer, tag: str | None) -> Response:
    """An answer as it goes to a program: small ones at once, large ones in parts from their file."""
    told = {
        **(headers(tag) if tag else {"Cache-Control": "no-store", "Vary": "Accept, Accept-Encoding"}),
        "Result-Rows": str(answer.rows),
        "Result-Cut": str(answer.cut).lower(),
    }
    if answer.size <= _PART:
        return Response(answer.read(), headers=told, media_type=answer.media_type)
    told["Content-Length"] = str(answer.size)
    return StreamingResponse(_parts(answer.body), headers=told, media_type=answer.media_type)


def _parts(body: IO[bytes]) -> Iterator[bytes]:
    with body:
        while part := body.read(_PART):
            yield part


def _queried(parameters: Parameters) -> Operation:
    """What a GET asks; an update comes by POST (SPARQL 1.1 Protocol, section 2.2)."""
    asked = operation(parameters)
    if asked.updates:
        raise QueryError("missing", "query")
    return asked


async def _update(request: Request, asked: Operation) -> Response:
    """Carry out an update, for an operator and not for what a foreign page makes a browser send."""
    granted(request, "operator")
    if from_elsewhere(request):
        raise HTTPException(403, say("error.origin", language_of(request)))
    settings = edition_of(request).collection.settings
    await change(request, lambda collection: collection.write_graphs(partial(contents_after, asked, settings)))
    return Response(status_code=204)
