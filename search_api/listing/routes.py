"""``/list.csv``, ``/list.xlsx``, ``/list.docx``: what a search finds, to be saved; ``/memo.docx``: on one document."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response

from search_api.listing.files import FORMATS
from search_api.listing.memo import as_memo, memo_of
from search_api.listing.rows import rows
from search_api.searching.asking import ask
from search_api.server.editions import edition_of
from search_api.server.search_parameters import FilterParameters
from search_api.wording import language_named, say

router = APIRouter(include_in_schema=False)


@router.get("/list.{kind}")
def list_file(
    request: Request,
    kind: str,
    asked: Annotated[FilterParameters, Depends()],
    q: Annotated[str, Query(min_length=1)],
    k: Annotated[int | None, Query(ge=1)] = None,
    lang: str = "",
) -> Response:
    """The list of a search as a file; as many passages are looked at as the settings allow unless ``k`` says less."""
    if kind not in FORMATS:
        raise HTTPException(404)
    collection, language = edition_of(request).collection, language_named(lang)
    most = collection.settings.max_results
    result = ask(collection, q.strip(), min(k or most, most), asked.filters())
    media, write = FORMATS[kind]
    return Response(
        write(rows(result, language), q.strip(), language),
        media_type=media,
        headers={"Content-Disposition": f'attachment; filename="danchieu.{kind}"'},
    )


@router.get("/memo.docx")
def memo_file(request: Request, work: str, lang: str = "") -> Response:
    """The memo on a work."""
    collection, language = edition_of(request).collection, language_named(lang)
    memo = memo_of(collection, work)
    if memo is None:
        raise HTTPException(404, say("data.unknown", language, iri=work))
    name = f"{say('memo.file', language)}-{memo.work['number'] or ''}.docx".replace("/", "-")
    return Response(
        as_memo(memo, language),
        media_type=FORMATS["docx"][0],
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
    )
