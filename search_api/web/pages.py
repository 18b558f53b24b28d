"""The pages for people: search, relations of a document, full text. Their whole state is in the address."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from graph.ambiguity import ambiguous_mentions
from graph.chain import chain
from graph.trace import trace
from graph.works import describe_works
from ingest.facts import Span
from ontology.iris import source_iri
from ontology.relations import relations
from ontology.resolutions import resolutions
from search_api.asking import ask
from search_api.collection import Collection
from search_api.editions import edition_of
from search_api.search_parameters import FilterParameters
from search_api.tracing import DEPTHS, TraceFilters
from search_api.web.fulltext import pieces, references
from search_api.web.rendering import render
from search_api.wording import language_named, say

_SIMILAR = 5  # documents that the page of one names

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def search_page(
    request: Request,
    asked: Annotated[FilterParameters, Depends()],
    q: str = "",
    k: Annotated[int | None, Query(ge=1)] = None,
    lang: str = "",
) -> str:
    """The search page: a box and the documents held; with a question, answers above passages, and filters."""
    collection = _collection(request)
    question, filters = q.strip(), asked.state()
    browsing = bool(filters) and not question
    held, found = collection.finder.browse(asked.filters()) if browsing else (collection.documents(), None)
    documents = [asdict(document) for document in held]
    count = min(k or collection.settings.results, collection.settings.max_results)
    return render(
        "search.html",
        language_named(lang),
        "/",
        q=question,
        result=ask(collection, question, count, asked.filters()) if question else None,
        documents=documents,
        browsed=found.to_json() if found else None,
        kept=[(name, value) for name, values in filters.items() for value in ([values] if name == "held" else values)],
        counts={"documents": len(collection.documents())},
        longest=collection.settings.max_query_chars,
        state={**({"q": question} if question else {}), **({"k": k} if k else {}), **filters},
    )


@router.get("/trace")
def trace_page(request: Request, asked: Annotated[TraceFilters, Depends()], q: str = "", lang: str = "") -> str:
    """The relations of a document, as a lược đồ: what it acts on, itself, what acts on it."""
    collection = _collection(request)
    reference, walk = q.strip(), asked.walk()
    result = trace(collection.store, reference, walk, asked.as_of, collection.settings.base) if reference else None
    several = result["candidates"] if result and not result["work"] else []
    return render(
        "trace.html",
        language_named(lang),
        "/trace",
        q=reference,
        result=result,
        steps=chain(collection.store, result["work"]["iri"], collection.settings.base)["steps"]
        if result and result["work"]
        else [],
        similar=_similar(collection, result["work"]["iri"]) if result and result["work"] else None,
        choices=list(describe_works(collection.store, several).values()),
        asked=asked,
        depths=DEPTHS,
        relations=list(relations()),
        longest=collection.settings.max_query_chars,
        state={"q": reference, **asked.state()} if reference else {},
    )


@router.get("/ambiguous")
def ambiguous_page(request: Request, lang: str = "") -> str:
    """The mentions that may mean several works, grouped by what they print, with the choices for each."""
    collection, language = _collection(request), language_named(lang)
    mentions = [asdict(mention) for mention in ambiguous_mentions(collection.store)]
    return render(
        "ambiguous.html",
        language,
        "/ambiguous",
        groups=[list(group) for _, group in groupby(mentions, key=lambda one: one["wording"].casefold())],
        reasons={name: reason.labels[language] for name, reason in resolutions().items()},
        count=len(mentions),
    )


@router.get("/document")
def document_page(request: Request, file: str, start: int | None = None, end: int | None = None, lang: str = "") -> str:
    """The full text of a file with its references, and the words that a link points to."""
    collection, language = _collection(request), language_named(lang)
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
        similar=_similar(collection, file),
        text=pieces(
            text,
            references(collection.store, source_iri(file, collection.settings.base)),
            None if start is None or end is None else Span(start, end),
            [document["start"] for document in documents],
        ),
        state={"file": file} | ({} if start is None or end is None else {"start": start, "end": end}),
    )


def _similar(collection: Collection, name: str) -> dict[str, Any]:
    """A few documents like the one of a name; none where it names several, such as the documents of one file."""
    return collection.similar(name, _SIMILAR).to_json()


def _collection(request: Request) -> Collection:
    return edition_of(request).collection
