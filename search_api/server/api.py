"""The HTTP application: pages, JSON and SPARQL over one collection. It calls no other machine.

The JSON API has a version in its path. ``/api/...`` is an alias of the newest version, not a redirect: what exists
keeps working, also where a program follows no redirects or would lose the body of its POST.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import fastapi_offline
from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from search_api.compare import routes as compare_routes
from search_api.correcting import routes as correction_routes
from search_api.listing import routes as listing_routes
from search_api.server import health, routes, suggest_routes
from search_api.server.editions import Editions, WithEdition
from search_api.server.headers import HeadAsGet, WithHeaders
from search_api.server.limits import RateLimited, rate_named
from search_api.server.metrics import Metrics
from search_api.server.observing import Observed
from search_api.server.origins import KnownOrigins
from search_api.server.problems import PROBLEMS, handle_problems
from search_api.server.rights import Rights, requires
from search_api.server.threads import keep_few
from search_api.server.tokens import Tokens
from search_api.sparql import description, endpoint, graph_store, graph_writing
from search_api.uploads import routes as upload_routes
from search_api.uploads.process import UploadProcess
from search_api.web import collection_page, graph_page, pages
from search_api.web.rendering import render
from search_api.wording import say

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]", "testserver")
VERSION: Final = "/api/v1"

PAGES: Final[tuple[APIRouter, ...]] = (
    *(pages.router, graph_page.router, collection_page.router, listing_routes.router),
    *(endpoint.router, graph_store.router, graph_writing.router, description.router),
)
"""Routers whose paths are whole."""

API: Final[tuple[APIRouter, ...]] = (
    routes.router,
    suggest_routes.router,
    compare_routes.router,
    correction_routes.router,
    upload_routes.router,
)
"""Routers of the JSON API, whose paths begin below its version."""

_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {status: PROBLEMS[status] for status in (400, 401, 422, 429, 503)}
"""What every route of the JSON API may answer instead."""

_STATIC: Final = Path(pages.__file__).parent / "static"
_SWAGGER: Final = Path(fastapi_offline.__file__).parent / "static"
_EXPOSED: Final = (
    "Content-Language",
    "ETag",
    "Link",
    "Retry-After",
    "Result-Cut",
    "Result-Rows",
    "Total-Count",
    "X-Request-ID",
)
_log = logging.getLogger(__name__)


def create_app(editions: Editions, hosts: Sequence[str] = LOOPBACK, rights: Rights | None = None) -> FastAPI:
    """The application over the editions of a collection, which stay the caller's to close.

    Args:
        editions: What is served. While the application runs, it looks for a new one every second.
        hosts: Names by which the server may be called. Others are refused, so that a foreign web page cannot reach it
            by pointing its own name here (DNS rebinding).
        rights: What people may do; unless given, all may read and nobody may write.

    Returns:
        An ASGI application.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with editions.current() as edition:
            if not edition.queries.isolated:
                _log.warning(say("sparql.not_isolated", "vi"))
        keep_few()
        editions.warm_up()
        if uploads:
            uploads.see_to()
        try:
            with editions.renewed():
                yield
        finally:
            if uploads:
                uploads.close()

    app = FastAPI(
        title="Dẫn Chiếu",
        version=version("danchieu"),
        description=say("product.tagline", "en"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.state.rights = rights or Rights(Tokens(editions.settings.data), reading=editions.settings.reading)
    app.state.editions = editions
    app.state.metrics = Metrics()
    uploads = UploadProcess(editions.settings) if app.state.rights.writable else None
    app.state.uploads = uploads
    _wrap(app, editions, hosts)
    app.mount("/static/swagger", StaticFiles(directory=_SWAGGER))
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.include_router(health.router)
    reader = [Depends(requires("reader"))]
    for router in PAGES:
        app.include_router(router, dependencies=reader)
    for router in API:
        app.include_router(router, prefix=VERSION, dependencies=reader, responses=_PROBLEMS)
        app.include_router(router, prefix="/api", dependencies=reader, include_in_schema=False)
    app.get("/docs", include_in_schema=False, response_class=HTMLResponse)(_docs)
    handle_problems(app)
    return app


def _wrap(app: FastAPI, editions: Editions, hosts: Sequence[str]) -> None:
    """Adds the layers around the routes, the innermost first."""
    settings = editions.settings
    app.add_middleware(WithEdition, editions=editions)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(HeadAsGet)
    if origins := settings.cors_origins.split():
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Accept-Language", "Content-Type"],  # no Authorization: other pages only read
            expose_headers=list(_EXPOSED),
        )
    app.add_middleware(KnownOrigins, hosts=hosts, reading=("/sparql",))
    if rate := rate_named(settings.rate_limit):
        app.add_middleware(RateLimited, rate=rate)
    app.add_middleware(WithHeaders)
    app.add_middleware(Observed, metrics=app.state.metrics)


def _docs() -> str:
    return render("docs.html", "en", "/docs")
