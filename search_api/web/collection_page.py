"""The page of the files held: the list, adding files, removing one after a question, and how far that is."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from search_api.server.editions import edition_of
from search_api.server.rights import Rights, may
from search_api.uploads.held_files import held_files
from search_api.uploads.routes import OPERATOR, file_named, job_told, received, removed
from search_api.web.paging import page_of
from search_api.web.rendering import render
from search_api.wording import Language, language_named, say

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/collection")
def collection_page(
    request: Request,
    q: Annotated[str, Query(max_length=500)] = "",
    page: Annotated[int, Query(ge=1)] = 1,
    job: str = "",
    lang: str = "",
) -> str:
    """The files held, an area to add some where that is allowed, and how far an upload is."""
    collection, language = edition_of(request).collection, language_named(lang)
    settings, words = collection.settings, q.strip()
    told = job_told(request, job) if job else None
    if job and told is None:
        raise HTTPException(404, say("upload.unknown_job", language, id=job))
    shown = page_of(held_files(collection, words), page)
    place = {"q": words} if words else {}
    rights: Rights = request.app.state.rights
    return render(
        "collection.html",
        language,
        "/collection",
        q=words,
        page=shown,
        rows=[{**file.to_json(collection), "name": file.name} for file in shown.rows],
        place=place,
        job=told,
        access="operator" if may(request, "operator") else "token" if rights.writable else "read_only",
        limits={
            "file": size_told(settings.max_file_bytes, language),
            "all": size_told(settings.upload_bytes, language),
            "files": settings.upload_files,
        },
        state={**place, **({"page": page} if page > 1 else {}), **({"job": job} if job else {})},
    )


@router.post("/collection", dependencies=[OPERATOR])
async def add_files(request: Request, lang: str = "") -> RedirectResponse:
    """Takes in the files of the form; the page then tells how far that is."""
    return _back(lang, {"job": await received(request, told_in_job=True)})


@router.get("/collection/remove")
def removal_page(request: Request, id: str, lang: str = "") -> str:
    """Asks whether a file is to be removed."""
    file = file_named(request, id)
    return render(
        "remove.html",
        language_named(lang),
        "/collection/remove",
        file=file,
        documents=file.to_json(edition_of(request).collection)["documents"],
        allowed=may(request, "operator"),
        state={"id": id},
    )


@router.post("/collection/remove", dependencies=[OPERATOR])
def remove_file(request: Request, id: str, lang: str = "") -> RedirectResponse:
    """Removes a file; the page then tells how far that is."""
    return _back(lang, {"job": removed(request, file_named(request, id))})


def size_told(size: int, language: Language) -> str:
    """A number of bytes as people say it, such as ``20 MB``."""
    power = min(3, (len(str(size)) - 1) // 3)
    printed = f"{size / 1000**power:.3g}"
    return f"{printed.replace('.', ',') if language == 'vi' else printed} {('B', 'kB', 'MB', 'GB')[power]}"


def _back(lang: str, state: dict[str, Any]) -> RedirectResponse:
    query = {**state, **({"lang": "en"} if language_named(lang) == "en" else {})}
    return RedirectResponse(f"/collection?{urlencode(query)}" if query else "/collection", 303)
