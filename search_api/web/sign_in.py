"""Signing in with a browser: it asks for a token, which it then sends to all pages."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from search_api.server.rights import granted

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def sign_in(request: Request, file: str = "", lang: str = "") -> RedirectResponse:
    """Lets an editor on to the document page of a file, an operator to the page of all files."""
    granted(request, "editor" if file else "operator")
    state = {name: value for name, value in (("file", file), ("lang", lang)) if value}
    path = "/document" if file else "/collection"
    return RedirectResponse(f"{path}?{urlencode(state)}" if state else path, 303)
