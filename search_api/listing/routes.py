"""``/list.csv``, ``/list.xlsx``, ``/list.docx``: the documents that a search finds, to be saved."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response

from search_api.listing.files import FORMATS
from search_api.listing.rows import rows
from search_api.searching.asking import ask
from search_api.server.editions import edition_of
from search_api.server.search_parameters import FilterParameters
from search_api.wording import language_named

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
