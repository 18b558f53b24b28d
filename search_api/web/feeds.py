"""Atom feeds (RFC 4287): new citations of a work, and what a saved search finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from graph.trace import Walk, trace
from ontology.relations import relations
from search_api.server.editions import edition_of
from search_api.web.rendering import render
from search_api.wording import Language, language_named, say

router = APIRouter(include_in_schema=False)

_MOST: Final = 50
_UNDATED: Final = "1970-01-01"
"""The day of what has none: feeds must have one, and readers know entries by their ids."""


@router.get("/feed/citations")
def citations(request: Request, work: str, lang: str = "") -> Response:
    """The documents that act on a work or cite it, the newest first, with the words."""
    collection, language = edition_of(request).collection, language_named(lang)
    found = trace(collection.store, work, Walk(sides=("in",)), base=collection.settings.base)
    if found["work"] is None:
        raise HTTPException(404, say("data.unknown", language, iri=work))
    entries = [
        {
            "id": f"{link['work']['iri']}?{urlencode(_identity(link, found['work']['iri']))}",
            "title": f"{_name(link['work'])}: {relations()[link['relation']].titles['in', language]}",
            "day": link["work"]["date"],
            "author": link["work"]["issuer"],
            "link": _address(request, "document", language, **_place(link["evidence"][0]))
            if link["evidence"]
            else _address(request, "trace", language, q=link["work"]["iri"]),
            "words": link["evidence"][0]["text"] if link["evidence"] else "",
        }
        for link in found["in"]
    ]
    title = say("feed.citations", language, work=_name(found["work"]))
    return _feed(request, language, title, _address(request, "trace", language, q=found["work"]["iri"]), entries)


@router.get("/feed/search")
def saved_search(request: Request, q: Annotated[str, Query(min_length=1)], lang: str = "") -> Response:
    """What a search finds, the documents that were issued last first."""
    collection, language = edition_of(request).collection, language_named(lang)
    entries = []
    for hit in collection.search(q, min(_MOST, collection.settings.max_results)):
        found = hit.to_json()
        document = found["document"] or {}
        address = _address(request, "document", language, **_place(found))
        entries.append(
            {
                "id": address,
                "title": _name(document) or found["file"],
                "day": document.get("date"),
                "author": document.get("issuer"),
                "link": address,
                "words": found["text"],
            }
        )
    title = say("feed.search", language, query=q)
    return _feed(request, language, title, _address(request, "", language, q=q), entries)


def _identity(link: Mapping[str, Any], work: str) -> dict[str, str]:
    """What makes a citation of a work another one than the rest."""
    planned = {"planned": "true"} if link["planned"] else {}
    return {"relation": link["relation"], "part": "; ".join(link["pinpoint"]), **planned, "work": work}


def _feed(
    request: Request, language: Language, title: str, about: str, entries: Sequence[Mapping[str, Any]]
) -> Response:
    dated = [
        {**entry, "day": (entry["day"] or "")[:10] if len(entry["day"] or "") == 10 else _UNDATED} for entry in entries
    ]
    newest = sorted(dated, key=lambda entry: (entry["day"], entry["id"]), reverse=True)[:_MOST]
    written = render(
        "feed.xml",
        language,
        "",
        title=title,
        itself=str(request.url),
        about=about,
        updated=newest[0]["day"] if newest else _UNDATED,
        entries=newest,
    )
    return Response(written, media_type="application/atom+xml; charset=utf-8")


def _address(request: Request, path: str, language: Language, **parameters: object) -> str:
    english = {"lang": "en"} if language == "en" else {}
    return f"{request.base_url}{path}?{urlencode({**parameters, **english})}"


def _place(words: Mapping[str, Any]) -> dict[str, Any]:
    return {key: words[key] for key in ("file", "start", "end")}


def _name(work: Mapping[str, Any]) -> str:
    return " ".join(part for part in (work.get("type"), work.get("number") or work.get("title")) if part)
