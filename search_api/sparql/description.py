"""What the endpoint can do and what it holds, in RDF: the service description and ``/.well-known/void``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final
from urllib.parse import urljoin

import pyoxigraph as ox
from fastapi import APIRouter, Request
from fastapi.responses import Response

from ontology.terms import PREFIXES
from search_api.server.conditional import entity_tag, headers, unchanged
from search_api.server.editions import Edition, edition_of
from search_api.server.problems import PROBLEMS
from search_api.sparql.described import GRAPHS
from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import TABLES, TRIPLES, accepted

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_UPDATES: Final = (_SD + "supportedLanguage", _SD + "SPARQL11Update")
_FORMATS: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
    "trig": "TriG",
    "nq": "N-Quads",
}
"""Local names of the formats in https://www.w3.org/ns/formats/, by file extension."""

_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The description", "content": GRAPHS},
    304: {"description": "Unchanged since the answer whose tag `If-None-Match` holds"},
    406: PROBLEMS[406],
}

router = APIRouter(tags=["sparql"])


@router.get(
    "/.well-known/void", summary="What the collection holds, in VoID", responses=_ANSWERS, response_class=Response
)
def void(request: Request) -> Response:
    """Counts, vocabularies and where to ask, beside the description of the endpoint."""
    return describe_service(request)


def describe_service(request: Request) -> Response:
    """The description, in the format that the client likes best.

    Raises:
        QueryError: ``format`` if it accepts none.
    """
    kind = accepted(request.headers.get("accept")).triples
    if kind is None:
        raise QueryError("format")
    endpoint = urljoin(str(request.base_url), "/sparql")
    tag = entity_tag(request, "service", endpoint, kind)
    if same := unchanged(request, tag):
        return same
    triples = [*_fixed(endpoint), *_counted(edition_of(request), endpoint)]
    if request.app.state.rights.writable:
        triples.append(ox.Triple(*(ox.NamedNode(iri) for iri in (endpoint, *_UPDATES))))
    prefixes = {**PREFIXES, "sd": _SD, "void": _VOID}
    body = ox.serialize(triples, format=ox.RdfFormat.from_extension(kind[1]), prefixes=prefixes) or b""
    return Response(body, headers=headers(tag), media_type=kind[0])


@cache
def _source() -> bytes:
    return files(__package__).joinpath("data/service.ttl").read_bytes()


def _fixed(endpoint: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(_source(), ox.RdfFormat.TURTLE, base_iri=endpoint)]


def _counted(edition: Edition, endpoint: str) -> list[ox.Triple]:
    service, data, union = (ox.NamedNode(endpoint + part) for part in ("", "#data", "#union"))
    count = ox.Literal(edition.statements)
    space = ox.Literal(edition.collection.settings.base)
    extensions = dict.fromkeys([*TABLES.values(), *TRIPLES.values()])
    return [
        ox.Triple(data, ox.NamedNode(_VOID + "triples"), count),
        ox.Triple(union, ox.NamedNode(_VOID + "triples"), count),
        ox.Triple(data, ox.NamedNode(_VOID + "uriSpace"), space),
        *(ox.Triple(service, ox.NamedNode(_SD + "resultFormat"), _format(extension)) for extension in extensions),
    ]


def _format(extension: str) -> ox.NamedNode:
    return ox.NamedNode("http://www.w3.org/ns/formats/" + _FORMATS[extension])
