"""Each request measured: counted for Prometheus, and a line in the log."""

from __future__ import annotations

import logging
import secrets
import time
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.server.logs import REQUESTS
from search_api.server.metrics import Metrics

_METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_log = logging.getLogger(REQUESTS)


class Observed:
    """ASGI middleware that measures each request, and names it in ``X-Request-ID`` as the log does."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Wraps ``app``."""
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, name = time.perf_counter(), secrets.token_hex(8)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        status, sent = 500, 0

        async def measured(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = name
            else:
                sent += len(message.get("body", b""))
            await send(message)

        self._metrics.begun()
        try:
            await self._app(scope, receive, measured)
        finally:
            seconds = time.perf_counter() - began
            route = route_of(scope)
            self._metrics.ended(method, route, status, seconds)
            fields = {"method": method, "route": route, "status": status, "bytes": sent, "ms": round(seconds * 1e3, 1)}
            _log.info("request", extra={"fields": {**fields, "request": name}})


def route_of(scope: Scope) -> str:
    """The path of the route that answered, with the names of its parameters; never the path that was asked for.

    A route knows its path below its router only; what stands before that in the path asked for is the router's prefix.
    """
    pattern = getattr(scope.get("route"), "path_format", None)
    if pattern is None:
        return "other"
    prefix = str(scope["path"]).removesuffix(pattern.format(**scope["path_params"]))
    return str(pattern) if prefix == scope["path"] else prefix + pattern
