"""How many requests a client may make."""

from __future__ import annotations

import math
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from search_api.server.problems import language_of, problem
from search_api.server.rights import is_local
from search_api.wording import say

OFF: Final = "off"


def rate_named(text: str) -> RateLimitItem | None:
    """The rate that a setting names, such as ``600/minute``; ``None`` for ``off``.

    Raises:
        ValueError: if it names none.
    """
    return None if text == OFF else parse(text)


class RateLimited:
    """ASGI middleware that refuses what a client asks beyond its rate. This machine itself may ask as it likes."""

    def __init__(self, app: ASGIApp, rate: RateLimitItem) -> None:
        """Wraps ``app``."""
        self._app, self._rate = app, rate
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] == "http" and not is_local(request := Request(scope)):
            client = client_key(request)
            if not self._limiter.hit(self._rate, client):
                reset = self._limiter.get_window_stats(self._rate, client).reset_time
                wait = max(1, math.ceil(reset - time.time()))
                given = {"count": self._rate.amount, "period": self._rate.get_expiry()}
                detail = say("error.too_many", language_of(request), **given, seconds=wait)
                answer = problem(request, "too_many", 429, detail, {"Retry-After": str(wait)})
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)


def client_key(request: Request) -> str:
    """What tells one client from another: its address; of IPv6 the network, since a client has all of that."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False) if isinstance(address, IPv6Address) else address)
