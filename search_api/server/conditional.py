"""Conditional requests (RFC 9110, section 13): what has not changed since the client last got it is not sent again."""

from __future__ import annotations

import hashlib

from fastapi import Request
from fastapi.responses import Response

from search_api.server.editions import edition_of

VARY = "Accept, Accept-Encoding"


def entity_tag(request: Request, *parts: object) -> str:
    """The weak tag of an answer that follows from the edition of the collection and from ``parts``.

    Weak, since it is the same for the compressed and the plain form.
    """
    told = "\0".join(map(str, (edition_of(request).tag, *parts)))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """The answer 304 if the client has what ``tag`` names, else ``None``."""
    held = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
    if request.method in ("GET", "HEAD") and held & {"*", tag.removeprefix("W/")}:
        return Response(status_code=304, headers=headers(tag))
    return None


def headers(tag: str) -> dict[str, str]:
    """What goes along with an answer of this tag; caches must ask each time."""
    return {"ETag": tag, "Cache-Control": "no-cache", "Vary": VARY}
