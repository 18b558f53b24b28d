"""Which graph a request of the Graph Store Protocol means (section 4): by its own address, or as a parameter.

The graph ``{base}PATH`` stands at ``/graph-store/PATH``. ``?graph=IRI`` names any, also by that address, and
``?default`` the graph that is written where none is named.
"""

from __future__ import annotations

from typing import Annotated, Any, Final
from urllib.parse import urljoin

from fastapi import Depends, HTTPException, Query, Request

from graph.written_names import default_graph
from search_api.server.editions import edition_of
from search_api.server.problems import language_of
from search_api.wording import say

STORE: Final = "/graph-store"
DIRECT: Final = "/graph-store/{path:path}"
PATH: Final[dict[str, Any]] = {
    "parameters": [
        {
            "name": "path",
            "in": "path",
            "required": True,
            "description": "What follows the base of the collection",
            "schema": {"type": "string"},
            "example": "graph/notes",
        }
    ]
}
"""What OpenAPI tells of a graph's own address."""


def graph_meant(
    request: Request,
    graph: Annotated[
        str | None, Query(description="IRI of a graph", examples=["https://danchieu.example/graph/notes"])
    ] = None,
    default: Annotated[
        str | None, Query(description="Without a value: the graph without a name of its own", examples=[""])
    ] = None,
) -> str | None:
    """The IRI of the graph that a request means; ``None`` if it names none.

    Raises:
        HTTPException: 400 if it names two.
    """
    base = edition_of(request).collection.settings.base
    named = [
        *([base + _path(request)] if "path" in request.path_params else []),
        *([_by_address(request, graph, base)] if graph is not None else []),
        *([default_graph(base)] if default is not None else []),
    ]
    if len(named) > 1:
        raise HTTPException(400, say("error.which_graph", language_of(request)))
    return named[0] if named else None


def one_graph(request: Request, iri: Annotated[str | None, Depends(graph_meant)]) -> str:
    """The same, where a request must name one.

    Raises:
        HTTPException: 400 if it names none or two.
    """
    if iri is None:
        raise HTTPException(400, say("error.which_graph", language_of(request)))
    return iri


def address_of(request: Request, iri: str) -> str:
    """The address of a graph below the base of the collection."""
    base = edition_of(request).collection.settings.base
    return urljoin(str(request.base_url), f"{STORE}/{iri.removeprefix(base)}")


def _path(request: Request) -> str:
    """What follows the address of the store, percent-encoded as it came: that is how the graph is called."""
    raw: bytes = request.scope["raw_path"]
    return raw.decode("ascii").partition(f"{STORE}/")[2]


def _by_address(request: Request, iri: str, base: str) -> str:
    here = urljoin(str(request.base_url), f"{STORE}/")
    return base + iri.removeprefix(here) if iri.startswith(here) else iri
