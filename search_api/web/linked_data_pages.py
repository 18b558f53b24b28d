"""Every IRI of the graph answers: 303 to the document in the format that the client likes, or to the page about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from rdflib.namespace import DCTERMS

from graph.jsonld import context
from graph.stores import rows, text_of
from ontology.terms import PREFIXES
from search_api.collection import Collection
from search_api.server.editions import edition_of
from search_api.sparql.negotiation import choose
from search_api.views.linked_data import (
    FAMILIES,
    FORMATS,
    MOST,
    Description,
    describe,
    iri_of,
    jsonld,
    labels,
    path_of,
    table,
    turtle,
)
from search_api.web.rendering import render
from search_api.wording import Language, language_named, say

router = APIRouter(include_in_schema=False)

_ON_A_PAGE: Final = 200
"""Statements on one page for people."""
_TYPES: Final = {suffix: kind for kind, suffix in FORMATS.items()}
_FILE: Final = f"SELECT ?file ?thing WHERE {{ ?thing {ox.NamedNode(str(DCTERMS.identifier))} ?file }}"


def resource(request: Request, page: Annotated[int, Query(ge=1)] = 1, lang: str = "") -> Response:
    """What an IRI names: its document if the path has the suffix of one, else 303 to it."""
    collection, language = edition_of(request).collection, language_named(lang)
    path = request.url.path.removeprefix("/")
    suffix = next((one for one in _TYPES if path.endswith(one)), "")
    iri = iri_of(path.removesuffix(suffix), collection.settings.base)
    if not suffix:
        return _seen_elsewhere(request, collection, iri, path, language)
    most = _ON_A_PAGE if suffix == ".html" else MOST
    found = describe(collection.store, iri, collection.settings.base, page, most)
    if found is None:
        raise HTTPException(404, say("data.unknown", language, iri=iri))
    headers = _links(request, iri, page, found.more)
    if suffix == ".html":
        return HTMLResponse(_page(collection, found, page, path, language), headers=headers)
    if suffix == ".jsonld":
        written = jsonld(found.triples, f"{request.base_url}context.jsonld")
    else:
        written = turtle(found.triples) if suffix == ".ttl" else table(found.triples)
    return Response(written, media_type=f"{_TYPES[suffix]}; charset=utf-8", headers=headers)


for _family in FAMILIES:
    router.api_route(f"/{_family}/{{rest:path}}", methods=["GET", "HEAD"])(resource)
router.api_route("/ontology", methods=["GET", "HEAD"])(resource)
router.api_route("/ontology{suffix}", methods=["GET", "HEAD"])(resource)


@router.get("/context.jsonld")
def jsonld_context() -> Response:
    """The JSON-LD context of the vocabulary."""
    return JSONResponse(context(), media_type="application/ld+json")


def _seen_elsewhere(request: Request, collection: Collection, iri: str, path: str, language: Language) -> Response:
    """303 to the document of a thing, in the format that the client likes best."""
    if describe(collection.store, iri, collection.settings.base, most=1) is None:
        raise HTTPException(404, say("data.unknown", language, iri=iri))
    kind = choose(request.headers.get("accept"), list(FORMATS))
    if kind is None:
        raise HTTPException(406, say("data.formats", language, formats=", ".join(FORMATS)))
    english = {"lang": "en"} if language == "en" else {}
    place = _page_of(collection, iri) if kind == "text/html" else None
    address = f"/{path}{FORMATS[kind]}" if place is None else place[0]
    parameters = {**(place[1] if place else {}), **english}
    return RedirectResponse(
        f"{address}?{urlencode(parameters)}" if parameters else address, 303, headers={"Vary": "Accept"}
    )


def _page_of(collection: Collection, iri: str) -> tuple[str, dict[str, str]] | None:
    """The page that people read about a thing, with its parameters; ``None`` if only its data can be shown."""
    family, *below = iri.removeprefix(collection.settings.base).split("/")
    if family in ("agency", "campaign"):
        return f"/{family}", {"iri": iri}
    if family == "source" and len(below) == 1:
        file = rows(collection.store, _FILE, {"thing": ox.NamedNode(iri)})
        return ("/document", {"file": file[0][0] or ""}) if file else None
    if family == "eli":
        held = next(iter(collection.documents_of(iri)), None)
        return ("/document", {"file": held.file, "document": held.id}) if held else None
    return None


def _page(collection: Collection, found: Description, page: int, path: str, language: Language) -> str:
    """The statements as a page: those of each subject together."""
    named = {term.value for triple in found.triples for term in triple if isinstance(term, ox.NamedNode)}
    names = labels(collection.store, named, language)
    base = collection.settings.base
    subjects: dict[str, dict[str, list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for triple in found.triples:
        if isinstance(triple.subject, ox.BlankNode):
            continue  # a link of a list, which has no name to show
        subjects[text_of(triple.subject)][triple.predicate.value].append(_shown(triple.object, names, base))
    place = _page_of(collection, found.iri)
    return render(
        "data.html",
        language,
        f"/{path}",
        iri=found.iri,
        title=names.get(found.iri, found.iri),
        subjects={iri: dict(subjects[iri]) for iri in sorted(subjects, key=lambda one: one != found.iri)},
        names={iri: names.get(iri) or short(iri) for iri in named},
        paths={iri: path_of(iri, base) for iri in named},
        formats=[
            (kind, f"/{path.removesuffix('.html')}{suffix}") for kind, suffix in FORMATS.items() if suffix != ".html"
        ],
        reader=place,
        page=page,
        more=found.more,
        state={"page": page} if page > 1 else {},
    )


def short(iri: str) -> str:
    """An IRI with its prefix, if it has one of the vocabulary's."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _shown(term: Any, names: Mapping[str, str], base: str) -> dict[str, Any]:  # noqa: ANN401 - a term of the engine
    if isinstance(term, ox.NamedNode):
        return {
            "text": names.get(term.value) or short(term.value),
            "iri": term.value,
            "path": path_of(term.value, base),
        }
    return {"text": term.value, "iri": None, "path": None}


def _links(request: Request, iri: str, page: int, more: bool) -> dict[str, str]:
    about = [f'<{iri}>; rel="describes"']
    around = [(page - 1, "prev")] * (page > 1) + [(page + 1, "next")] * more
    about += [f'<{request.url.include_query_params(page=number)}>; rel="{name}"' for number, name in around]
    return {"Link": ", ".join(about)}
