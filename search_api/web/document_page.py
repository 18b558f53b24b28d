"""The text of a file as documents, with its references."""

from __future__ import annotations

from dataclasses import asdict

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from ingest.facts import Span
from ontology.iris import source_iri
from search_api.editions import edition_of
from search_api.web.fulltext import pieces, references
from search_api.web.rendering import render
from search_api.wording import language_named, say

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/document")
def document_page(request: Request, file: str, start: int | None = None, end: int | None = None, lang: str = "") -> str:
    """The full text of a file with its references, and the words that a link points to."""
    collection, language = edition_of(request).collection, language_named(lang)
    text = collection.text(file)
    if text is None:
        raise HTTPException(404, say("document.unknown", language, file=file))
    documents = [asdict(document) for document in collection.documents() if document.file == file]
    return render(
        "document.html",
        language,
        "/document",
        file=file,
        documents=documents,
        text=pieces(
            text,
            references(collection.store, source_iri(file, collection.settings.base)),
            None if start is None or end is None else Span(start, end),
            [document["start"] for document in documents],
        ),
        state={"file": file},
    )
