"""The page of a file: its documents as they are read, with their references, and the facts that they state."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse

from graph.status import statuses
from graph.works import describe_works
from ingest.facts import Span
from ontology.iris import source_iri
from ontology.relations import relations
from ontology.resolutions import resolutions
from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.server.tracing import day_of
from search_api.storage.held import HeldDocument, SourceFile
from search_api.storage.originals import original_type
from search_api.views.document import document_facts
from search_api.views.mentions import MARKS, Mention, Reading, mentions, reading
from search_api.web.alike import alike
from search_api.web.correction_forms import correcting
from search_api.web.fulltext import full_text
from search_api.web.layout import parts
from search_api.web.legislation import legislation
from search_api.web.rendering import render
from search_api.wording import Language, language_named, say

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_LONGEST: Final = 24_000
"""Code points of text on one page: with markup for its references up to 100 kB of HTML."""
_SHOWN_BY_BROWSERS: Final = frozenset({"application/pdf", "image/png", "image/jpeg"})
_MENTION: Final = r"[a-z][a-z0-9.-]*"


@router.get("/document")
def document_page(
    request: Request,
    file: str,
    document: str = "",
    mention: str = "",
    start: Annotated[int | None, Query(ge=0)] = None,
    end: Annotated[int | None, Query(ge=0)] = None,
    part: Annotated[int | None, Query(ge=1)] = None,
    as_of: Annotated[str, Query(alias="as-of")] = "",
    lang: str = "",
) -> str:
    """The text of a file, or of one document of it, with its references; the facts of that document.

    Args:
        request: Brings the edition.
        file: Path under which the file was ingested.
        document: Which document of a bundle (``d2``); the whole file if empty.
        mention: The reference that is told in full (``m12``).
        start: First code point of the words that a link points to; ``end`` is the one after the last.
        end: See ``start``.
        part: Which part of a long text; where it is not given, that of the words or the reference, else the first.
        as_of: Day for which the validity is told (YYYY-MM-DD); today if empty.
        lang: Language of the interface.
    """
    collection, language = edition_of(request).collection, language_named(lang)
    source_file = _file(collection, file, language)
    text = source_file.text
    held = collection.documents_in(file)
    chosen = _chosen(held, document, language, file)
    source = source_iri(file, collection.settings.base)
    told = _told(collection, source, mention, language)
    wanted = None if start is None or end is None else Span(start, end)
    whole = parts(text, Span(chosen.start, chosen.end) if chosen and document else Span(0, len(text)), _LONGEST)
    shown = _part(whole, part, wanted or (Span(told.words.start, told.words.end) if told else None))
    found = mentions(collection.store, source, whole[shown])
    state = {"file": file, "document": document, "as-of": as_of}
    state = {key: value for key, value in state.items() if value}
    return render(
        "document.html",
        language,
        "/document",
        file=file,
        documents=[asdict(one) for one in held],
        chosen=asdict(chosen) if chosen else None,
        about=_about(collection, source, chosen, found, day_of("as-of", as_of) or date.today()) if chosen else None,
        text=full_text(text, whole[shown], found, wanted, (one.start for one in held), source_file.pages),
        kind=source_file.kind,
        original=source_file.kind if collection.has_original(source_file) else None,
        page_of=partial(_page, source_file.pages),
        legend=_legend(found),
        told=told,
        correcting=correcting(request),
        similar=alike(collection, chosen.iri or file) if chosen else None,
        reasons={name: reason.labels[language] for name, reason in resolutions().items()},
        part=shown + 1,
        parts=len(whole),
        kept=state,
        place={**state, **({"part": shown + 1} if shown else {})},
        state={
            **state,
            **({"part": part} if part else {}),
            **({"mention": mention} if mention else {}),
            **({"start": start, "end": end} if wanted else {}),
        },
    )


@router.get("/document/text", response_class=PlainTextResponse)
def document_text(request: Request, file: str, lang: str = "") -> PlainTextResponse:
    """The file as it was taken in, under its own name, for saving."""
    held = _file(edition_of(request).collection, file, language_named(lang))
    name = PurePath(file).name if held.kind == "text" else f"{PurePath(file).stem}.txt"
    return PlainTextResponse(held.text, headers={"Content-Disposition": _named("attachment", name)})


@router.get("/document/original", response_class=FileResponse)
def document_original(request: Request, file: str, lang: str = "") -> FileResponse:
    """The PDF, Word file or picture from which the text was extracted, for looking at or saving.

    Raises:
        HTTPException: if there is none, or it is not where it was, or has been changed.
    """
    collection, language = edition_of(request).collection, language_named(lang)
    held, original = _file(collection, file, language), collection.original(file)
    if original is None:
        raise HTTPException(404, say("document.no_original", language, file=PurePath(file).name))
    kind = original_type(original)
    shown = "inline" if kind in _SHOWN_BY_BROWSERS else "attachment"
    return FileResponse(
        original, media_type=kind, headers={"Content-Disposition": _named(shown, PurePath(held.path).name)}
    )


def _named(disposition: str, name: str) -> str:
    return f"{disposition}; filename*=UTF-8''{quote(name)}"


def _file(collection: Collection, file: str, language: Language) -> SourceFile:
    held = collection.file(file)
    if held is None:
        raise HTTPException(404, say("document.unknown", language, file=file))
    return held


def _page(pages: Sequence[int], position: int) -> int:
    """The number of the page on which a place in the text is; 0 if the file tells of no pages."""
    return bisect_right(pages, position)


def _chosen(held: Sequence[HeldDocument], name: str, language: Language, file: str) -> HeldDocument | None:
    """The document that is asked for, or the only one of the file.

    Raises:
        HTTPException: if the file has no such document.
    """
    if not name:
        return held[0] if len(held) == 1 else None
    found = next((one for one in held if one.id == name), None)
    if found is None:
        raise HTTPException(404, say("document.no_part", language, file=file, document=name))
    return found


def _told(collection: Collection, source: str, name: str, language: Language) -> Reading | None:
    if not name:
        return None
    found = reading(collection.store, f"{source}#{name}") if re.fullmatch(_MENTION, name) else None
    if found is None:
        raise HTTPException(404, say("document.no_mention", language, mention=name))
    return found


def _part(whole: Sequence[Span], asked: int | None, wanted: Span | None) -> int:
    """Which part to show, from 0; a number beyond the last means the last."""
    if asked is not None:
        return min(asked, len(whole)) - 1
    return next((at for at, part in enumerate(whole) if wanted and part.start <= wanted.start < part.end), 0)


def _about(
    collection: Collection, source: str, document: HeldDocument, found: Sequence[Mention], as_of: date
) -> dict[str, Any]:
    """What is known of a document: facts, the work that it realises, its validity, and its description for machines."""
    facts = document_facts(collection.store, f"{source}#{document.id}")
    work = describe_works(collection.store, [document.iri])[document.iri] if document.iri else None
    status = statuses(collection.store, [document.iri], as_of)[document.iri] if document.iri else None
    within = [one for one in found if document.start <= one.span.start < document.end]
    acting = {reason.work for reason in (*status.reasons, *status.expected)} if status else set()
    return {
        "facts": facts,
        "work": work,
        "status": asdict(status) if status else None,
        "acting": describe_works(collection.store, sorted(acting)),
        "legislation": legislation(work, facts, status.status, within) if work and status else None,
    }


def _legend(found: Sequence[Mention]) -> dict[str, list[str]]:
    """What the legend explains: the relations and the marks that references in the text have."""
    stated = {one.relation for one in found}
    marks = {mark for one in found for mark in one.marks}
    return {
        "relations": [name for name in relations() if name in stated],
        "marks": [mark for mark in MARKS if mark in marks],
    }
