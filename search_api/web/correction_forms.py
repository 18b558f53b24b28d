"""The forms of the document page by which editors correct what was read; plain forms, which need no script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from graph.corrections import FIELDS
from ontology.relations import relations
from search_api.correcting.asked import Asked
from search_api.correcting.routes import corrected, withdrawn
from search_api.server.problems import language_of
from search_api.server.rights import Grant, Rights, may, requires
from search_api.wording import say

router = APIRouter(include_in_schema=False)
_Editor = Annotated[Grant, Depends(requires("editor"))]
_MOST_BYTES: Final = 65_536
_ASKED: Final = ("kind", "mention", "words", "document", "field", "value", "relation", "target", "note")
_STATE: Final = ("file", "document", "mention", "part", "lang")
"""What of the address of a document page a form keeps."""


@router.post("/document/corrections")
async def correct(request: Request, grant: _Editor) -> RedirectResponse:
    """Makes a correction, and shows the document as corrected."""
    form = await _form(request)
    given: dict[str, Any] = {name: form.get(name, "") for name in _ASKED}
    if given["field"] == "date":
        given["value"] = _as_iso(given["value"])
    asked = Asked(form.get("file", ""), **given)
    await run_in_threadpool(corrected, request, asked, grant)
    return _back(form)


@router.post("/document/corrections/withdrawn")
async def withdraw(request: Request, _: _Editor) -> RedirectResponse:
    """Takes a correction back, and shows the document without it."""
    form = await _form(request)
    await run_in_threadpool(withdrawn, request, form.get("id", ""))
    return _back(form)


def correcting(request: Request) -> dict[str, Any]:
    """What the forms of a document page show: whether the reader may correct, or may sign in to do so."""
    rights: Rights = request.app.state.rights
    able = may(request, "editor")
    return {"able": able, "sign_in": rights.writable and not able, "fields": FIELDS, "relations": list(relations())}


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form.

    Raises:
        HTTPException: if it is too long, or no form.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413, say("error.long_form", language_of(request), limit=_MOST_BYTES))
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True, max_num_fields=50))
    except ValueError as error:
        raise HTTPException(400, say("error.no_form", language_of(request))) from error


def _as_iso(value: str) -> str:
    """A day that people write ``dd/mm/yyyy`` in ISO 8601; all else as it is, for the correction to refuse."""
    try:
        return datetime.strptime(value.strip(), "%d/%m/%Y").date().isoformat()
    except ValueError:
        return value


def _back(form: Mapping[str, str]) -> RedirectResponse:
    state = {name: form[name] for name in _STATE if form.get(name)}
    return RedirectResponse(f"/document?{urlencode(state)}", 303)
