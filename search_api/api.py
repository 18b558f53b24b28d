"""The HTTP application: pages, JSON and SPARQL over one collection. It only reads, and calls no other machine."""

from __future__ import annotations

import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import fastapi_offline
from fastapi import Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from graph.chain import chain
from graph.reports import REPORTS, report
from graph.stores import StoreError
from graph.trace import trace
from search_api.asking import ask
from search_api.compare import routes as compare_routes
from search_api.default_model import ModelError
from search_api.editions import Editions, edition_of
from search_api.encoder import Encoder, SentenceEncoder
from search_api.errors import CollectionError
from search_api.sparql import endpoint
from search_api.tracing import TraceFilters
from search_api.web import graph_page, pages
from search_api.web.rendering import render
from search_api.wording import language_named, say

LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "testserver")
_STATIC = Path(pages.__file__).parent / "static"
_SWAGGER = Path(fastapi_offline.__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_log = logging.getLogger(__name__)


def create_app(editions: Editions, hosts: Sequence[str] = LOOPBACK) -> FastAPI:
    """The application over the editions of a collection, which stay the caller's to close.

    Args:
        editions: What is served. While the application runs, it looks for a new one every second.
        hosts: Names by which the server may be called. Others are refused, so that a foreign web page cannot reach it
            by pointing its own name here (DNS rebinding).

    Returns:
        An ASGI application.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with editions.current() as edition:
            if not edition.queries.isolated:
                _log.warning(say("sparql.not_isolated", "vi"))
        _warm_up(editions.encoder)
        with editions.renewed():
            yield

    async def with_edition(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        with editions.current() as edition:
            request.state.edition = edition
            return await call_next(request)

    app = FastAPI(
        title="Dẫn Chiếu",
        description=say("product.tagline", "en"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.middleware("http")(with_edition)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.middleware("http")(_with_headers)
    app.mount("/static/swagger", StaticFiles(directory=_SWAGGER))
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.include_router(pages.router)
    app.include_router(graph_page.router)
    app.get("/api/search", tags=["search"], summary="Answers and ranked passages")(search)
    app.get("/api/trace", tags=["search"], summary="Relations of a document")(trace_reference)
    app.get("/api/chain", tags=["search"], summary="How a document came down and went on")(chain_of)
    app.get("/api/reports/{name}", tags=["reports"], summary="A report on the collection")(report_named)
    app.include_router(compare_routes.router)
    app.include_router(endpoint.router)
    app.get("/docs", include_in_schema=False, response_class=HTMLResponse)(_docs)
    app.exception_handler(HTTPException)(_failed)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(CollectionError)(_refused)
    app.exception_handler(ModelError)(_unable)
    app.exception_handler(StoreError)(_unable)
    app.exception_handler(Exception)(_broken)
    return app


def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, description="A question, key words or a document number")],
    k: Annotated[int | None, Query(ge=1, description="How many passages")] = None,
) -> dict[str, Any]:
    """Answers and ranked passages: the JSON of `danchieu search --json`."""
    collection = edition_of(request).collection
    return ask(collection, q, min(k or collection.settings.results, collection.settings.max_results))


def trace_reference(
    request: Request,
    q: Annotated[str, Query(min_length=1, description="A reference, such as Chỉ thị 19/CT-TTg, or the IRI of a work")],
    asked: Annotated[TraceFilters, Depends()],
) -> dict[str, Any]:
    """What a document acts on and what acts on it, and its status: the JSON of `danchieu trace --json`."""
    collection = edition_of(request).collection
    return trace(collection.store, q, asked.walk(), asked.as_of, collection.settings.base)


def chain_of(
    request: Request,
    q: Annotated[str, Query(min_length=1, description="A reference, such as Chỉ thị 19/CT-TTg, or the IRI of a work")],
) -> dict[str, Any]:
    """Issuer, forwarding letters, certified copies and recipients: the JSON of `danchieu chain --json`."""
    collection = edition_of(request).collection
    return chain(collection.store, q, collection.settings.base)


def report_named(request: Request, name: str) -> dict[str, Any]:
    """A report on the collection: the JSON of `danchieu report NAME --json`."""
    if name not in REPORTS:
        language = language_named(request.query_params.get("lang"))
        raise HTTPException(404, say("report.unknown", language, name=name, names=", ".join(REPORTS)))
    return report(edition_of(request).collection.store, name)


def _warm_up(encoder: Encoder) -> None:
    """Load the model while nobody waits for it."""
    if isinstance(encoder, SentenceEncoder):
        threading.Thread(target=encoder.load, daemon=True).start()


def _docs() -> str:
    return render("docs.html", "en", "/docs")


async def _with_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await call_next(request)
    response.headers.update(_HEADERS)
    return response


def _failed(request: Request, error: HTTPException) -> Response:
    language = language_named(request.query_params.get("lang"))
    unknown_page = error.status_code == 404 and error.detail == "Not Found"
    return _problem(request, error.status_code, say("error.not_found", language) if unknown_page else error.detail)


def _invalid(request: Request, error: RequestValidationError) -> Response:
    language = language_named(request.query_params.get("lang"))
    detail = "; ".join(f"{row['loc'][-1]}: {row['msg']}" for row in error.errors())
    return _problem(request, 422, say("error.bad_request", language, detail=detail))


def _refused(request: Request, error: CollectionError) -> Response:
    return _problem(request, 400, str(error))


def _unable(request: Request, error: ModelError | StoreError) -> Response:
    return _problem(request, 503, str(error))


def _broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw: the server's log has the trace, the user a page."""
    return _problem(request, 500, say("error.internal", language_named(request.query_params.get("lang"))))


def _problem(request: Request, status: int, message: str) -> Response:
    if "text/html" in request.headers.get("accept", ""):
        language = language_named(request.query_params.get("lang"))
        return HTMLResponse(render("error.html", language, "/", message=message), status)
    return JSONResponse({"error": message}, status)
