"""A collection for assistants: the Model Context Protocol over standard input and output.

Four tools that only read: search, trace, document, sparql. Each answer carries the files and offsets of the words
behind it, so that an assistant can quote. The package ``mcp`` is optional (``pip install 'danchieu[mcp]'``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Annotated, Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from graph.stores import StoreError
from graph.trace import Walk
from graph.trace import trace as trace_work
from search_api.errors import CollectionError
from search_api.meaning.default_model import ModelError
from search_api.meaning.encoder import SentenceEncoder
from search_api.searching.asking import ask
from search_api.server.editions import Editions
from search_api.settings import Settings
from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import Accepted
from search_api.wording import Language, say

LONGEST_TEXT: Final = 20_000
"""Code points of a document that are given at once."""

_FORMATS: Final = Accepted(("application/json", "json"), ("text/turtle", "ttl"))
_READS: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_INSTRUCTIONS: Final = (
    "Vietnamese administrative documents and what refers to what among them. Quote only words that a tool gave, with "
    "file and offsets. Relations and status are what the texts state, read by a program: no proof of the law in force."
)


def run(settings: Settings, language: Language) -> None:
    """Serve until the input ends.

    Raises:
        CollectionError, StoreError: if the collection cannot be used.
    """
    with closing(Editions(settings, SentenceEncoder(settings))) as editions, editions.renewed():
        server(editions, language).run("stdio")


def server(editions: Editions, language: Language) -> MCPServer:
    """The server over the editions of a collection, which stay the caller's to close.

    Args:
        editions: What is asked.
        language: Of messages.
    """
    made = MCPServer("danchieu", title="Dẫn Chiếu", instructions=_INSTRUCTIONS, log_level="WARNING")

    @made.tool(annotations=_READS)
    def search(
        question: Annotated[str, Field(description="In Vietnamese, with or without diacritics, or a document number")],
        count: Annotated[int, Field(ge=1, le=50, description="How many passages")] = 10,
    ) -> dict[str, Any]:
        """Find answers and passages, each with the file and the offsets of its words."""
        with _told(language), editions.current() as edition:
            return ask(edition.collection, question, count, language=language)

    @made.tool(annotations=_READS)
    def trace(
        reference: Annotated[str, Field(description="As Chỉ thị 19/CT-TTg, or the IRI of a work")],
        depth: Annotated[int, Field(ge=1, le=3, description="How many steps")] = 1,
    ) -> dict[str, Any]:
        """Tell what a document is based on, what implements, amends or cites it, on which words, and its status."""
        with _told(language), editions.current() as edition:
            return trace_work(edition.collection.store, reference, Walk(depth), None, edition.collection.settings.base)

    @made.tool(annotations=_READS)
    def document(
        file: Annotated[str, Field(description="As the other tools name it")],
        start: Annotated[int, Field(ge=0, description="First code point")] = 0,
        end: Annotated[int | None, Field(ge=0, description="Code point after the last")] = None,
    ) -> dict[str, Any]:
        """Read the text of a file, at most 20,000 characters at a time; `length` says how long it is."""
        with _told(language), editions.current() as edition:
            text = edition.collection.text(file)
            if text is None:
                raise ToolError(say("document.unknown", language, file=file))
            last = min(len(text), start + LONGEST_TEXT, len(text) if end is None else end)
            return {"file": file, "start": start, "end": last, "length": len(text), "text": text[start:last]}

    @made.tool(annotations=_READS)
    def sparql(
        query: Annotated[str, Field(description="SELECT, ASK, CONSTRUCT or DESCRIBE; eli:, dcterms: ... are declared")],
    ) -> dict[str, Any]:
        """Ask the graph in SPARQL 1.1; reading only, with a deadline."""
        with _told(language), editions.current() as edition:
            answer = edition.queries.query(query, _FORMATS)
            body = answer.read().decode()
            result = body if answer.kind == "triples" else json.loads(body)
            return {"rows": answer.rows, "cut": answer.cut, "result": result}

    return made


@contextmanager
def _told(language: Language) -> Iterator[None]:
    """Tells the assistant what went wrong, in the words that other doors use."""
    try:
        yield
    except QueryError as error:
        raise ToolError(say(f"refused.{error.reason}", language, detail=error.detail)) from error
    except (CollectionError, ModelError, StoreError) as error:
        raise ToolError(str(error)) from error
