"""What goes wrong with a request, told to programs as problem details (RFC 9457) and to browsers as a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from graph.stores import StoreError
from search_api.errors import CollectionError
from search_api.meaning.default_model import ModelError
from search_api.sparql.errors import QueryError, Reason
from search_api.sparql.negotiation import choose, wants_page
from search_api.web.rendering import render
from search_api.wording import LANGUAGES, Language, language_named, say, sentences

TYPES: Final = "https://danchieu.example/problem/"
"""What the ``type`` of a problem begins with; its name follows. It identifies, and need not be opened."""

MEDIA_TYPE: Final = "application/problem+json"
_RETRY_SECONDS: Final = 2
_METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_REGION: Final = re.compile(r"(?<=[A-Za-z])-[A-Za-z0-9-]+")
_BY_STATUS: Final = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method",
    406: "format",
    413: "long",
    415: "media_type",
    422: "bad_request",
    429: "too_many",
    503: "unavailable",
    507: "storage",
}
_OF_QUERIES: Final[Mapping[Reason, int]] = {
    "busy": 503,
    "encoding": 400,
    "engine": 500,
    "format": 406,
    "long": 413,
    "media_type": 415,
    "memory": 503,
    "missing": 400,
    "no_graph": 400,
    "repeated": 400,
    "service": 403,
    "size": 400,
    "syntax": 400,
    "timeout": 503,
    "update": 400,
    "load": 403,
    "fixed_graph": 403,
    "variable_graph": 403,
    "two_datasets": 400,
    "unusable": 400,
    "not_done": 400,
}

_LONGEST_VALUE: Final = 80
_SCHEMA: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
_TOLD: Final = {
    400: ("missing", "Malformed: what is missing, repeated or not to be parsed"),
    401: ("unauthorized", "A token is needed"),
    403: ("forbidden", "Not allowed here"),
    404: ("not_found", "Not in the collection"),
    406: ("format", "None of the formats in `Accept` exists"),
    413: ("long", "Too long"),
    415: ("media_type", "The type of the body is not taken"),
    422: ("bad_request", "A parameter is missing or out of range"),
    429: ("too_many", "Too many requests from this client"),
    500: ("internal", "The server failed"),
    503: ("unavailable", "Out of time, out of memory, busy, or a part is missing"),
    507: ("storage", "No room for it"),
}
PROBLEMS: Final[Mapping[int, dict[str, Any]]] = {
    status: {
        "description": description,
        "content": {
            MEDIA_TYPE: {
                "schema": _SCHEMA,
                "example": {
                    "type": TYPES + name,
                    "title": say(f"problem.{name}", "en"),
                    "status": status,
                    "detail": description,
                },
            }
        },
    }
    for status, (name, description) in _TOLD.items()
}
"""How OpenAPI tells each status that is no success."""


def language_of(request: Request) -> Language:
    """The language in which to answer: that of ``lang``, else the one of ours that ``Accept-Language`` likes best.

    A page keeps to ``lang``, as all its links do.
    """
    named = request.query_params.get("lang")
    header = request.headers.get("accept-language")
    if named or not header or wants_page(request.headers.get("accept")):
        return language_named(named)
    return language_named(choose(_REGION.sub("", header), list(LANGUAGES)))


def handle_problems(app: FastAPI) -> None:
    """Make ``app`` tell every error as a problem.

    The handlers are coroutines, so that a refusal needs no thread and waits for none.
    """
    app.exception_handler(HTTPException)(_failed)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(QueryError)(_query_failed)
    app.exception_handler(CollectionError)(_refused)
    app.exception_handler(ModelError)(_unable)
    app.exception_handler(StoreError)(_unable)
    app.exception_handler(Exception)(_broken)


def problem(
    request: Request, name: str, status: int, detail: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The answer that tells a problem.

    Args:
        request: What was asked, and in which language and format the client wants answers.
        name: Of the kind of problem; ``problem.NAME`` in the wording is its title.
        status: HTTP status.
        detail: What went wrong here and what to do.
        headers: To be sent along.
    """
    language = language_of(request)
    vary = {"Vary": "Accept, Accept-Language", **(headers or {})}
    known = f"problem.{name}" in sentences()
    if wants_page(request.headers.get("accept")):
        title = say(f"problem.{name}" if known else "error.title", language)
        here = "/" + quote(request.url.path.lstrip("/"))
        given = request.query_params
        state = {key: given.getlist(key) for key in given if key != "lang"}
        return HTMLResponse(
            render("error.html", language, here, state=state, title=title, message=detail, back=_form_of(request)),
            status,
            vary,
        )
    told: dict[str, Any] = {
        "type": TYPES + name if known else "about:blank",
        "title": say(f"problem.{name}", language) if known else HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    return JSONResponse(told, status, {"Content-Language": language, **vary}, MEDIA_TYPE)


def _form_of(request: Request) -> str:
    """The address, on this server, of the page whose form was sent; empty if none was or the browser does not say."""
    came_from = urlsplit(request.headers.get("referer", ""))
    sent = request.method == "POST" and came_from.netloc == request.url.netloc
    path = "/" + came_from.path.lstrip("/")  # "//host" would be another server
    return came_from._replace(scheme="", netloc="", path=path, fragment="").geturl() if sent else ""


def query_refusal(error: QueryError, language: Language) -> tuple[int, str]:
    """Status and message of a query that was not answered."""
    return _OF_QUERIES[error.reason], say(f"refused.{error.reason}", language, detail=error.detail)


async def _query_failed(request: Request, error: QueryError) -> Response:
    status, detail = query_refusal(error, language_of(request))
    headers = {"Retry-After": str(_RETRY_SECONDS)} if error.reason == "busy" else None
    return problem(request, error.reason, status, detail, headers)


async def _failed(request: Request, error: HTTPException) -> Response:
    name, detail = _BY_STATUS.get(error.status_code, ""), error.detail
    if detail == HTTPStatus(error.status_code).phrase and f"error.{name}" in sentences():
        detail = say(f"error.{name}", language_of(request))
    headers = {"Allow": _allowed(request)} if error.status_code == 405 else error.headers
    return problem(request, name, error.status_code, detail, headers)


def _allowed(request: Request) -> str:
    """The methods of all routes of an address; the router itself tells those of one."""
    routes = request.app.routes
    methods = [
        method
        for method in _METHODS
        if any(route.matches({**request.scope, "method": method})[0] == Match.FULL for route in routes)
    ]
    return ", ".join(methods + ["HEAD"] * ("GET" in methods))


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    language = language_of(request)
    detail = "; ".join(_refused_value(row, language) for row in error.errors())
    return problem(request, "bad_request", 422, say("error.bad_request", language, detail=detail))


def _refused_value(row: Mapping[str, Any], language: Language) -> str:
    """What is wrong with one parameter; the validator's own words are English."""
    name = row["loc"][-1]
    if row["type"] == "missing":
        return say("error.parameter_missing", language, name=name)
    told = say("error.parameter", language, name=name, value=str(row["input"])[:_LONGEST_VALUE])
    return f"{told} ({row['msg']})" if language == "en" else told


async def _refused(request: Request, error: CollectionError) -> Response:
    return problem(request, "bad_request", 400, str(error))


async def _unable(request: Request, error: ModelError | StoreError) -> Response:
    return problem(request, "unavailable", 503, str(error))


async def _broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw: the server's log has the trace, the user a page."""
    return problem(request, "internal", 500, say("error.internal", language_of(request)))
