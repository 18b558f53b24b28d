"""Which names this server answers to, and which pages may make a browser write to it.

A foreign page can point its own name at this machine (DNS rebinding), so the ``Host`` must be one of ours. It can also
make a browser send a form here, with whatever the browser remembers; so what is not safe (RFC 9110, section 9.2.1)
must not come from another origin. Programs send neither ``Origin`` nor ``Sec-Fetch-Site``. Queries by POST change
nothing, so other pages may send them; they cannot read the answer unless CORS lets them. Updates, which come by POST to
the same address, the endpoint refuses itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from search_api.server.problems import language_of, problem
from search_api.wording import say

_SAFE: Final = frozenset(("GET", "HEAD", "OPTIONS"))


class KnownOrigins:
    """ASGI middleware that refuses foreign names of this server and writing from foreign pages."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str], reading: Sequence[str] = ()) -> None:
        """Wraps ``app``.

        Args:
            app: What is served.
            hosts: Names by which the server may be called, without port; ``*`` for any.
            reading: Paths where ``POST`` only reads.
        """
        self._app, self._hosts, self._reading = app, frozenset(hosts), frozenset(reading)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] == "http" and (refused := self._refused(Request(scope))):
            name, status, detail = refused
            request = Request(scope)
            answer = problem(request, name, status, say(detail, language_of(request)))
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refused(self, request: Request) -> tuple[str, int, str] | None:
        host = request.headers.get("host", "")
        if "*" not in self._hosts and _name(host) not in self._hosts:
            return "bad_request", 400, "error.host"
        safe = request.method in _SAFE or (request.method == "POST" and request.url.path in self._reading)
        if not safe and from_elsewhere(request):
            return "forbidden", 403, "error.origin"
        return None


def _name(host: str) -> str:
    """The name in a ``Host`` header, without the port; the brackets of an IPv6 address stay."""
    return (host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]).lower()


def from_elsewhere(request: Request) -> bool:
    """Whether a browser says that the request was made by a page of another origin."""
    host = request.headers.get("host", "")
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    return site not in ("none", "same-origin") or (origin is not None and urlsplit(origin).netloc != host)
