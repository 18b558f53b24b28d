"""Graphs that operators write under names of their own choice, over HTTP or by SPARQL Update.

They stand beside what the documents say, and beside imports: which names are free, and what may be said.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from graph.imports import UnusableImportError, check_statements
from graph.vocabulary import EXAMPLES, TERMS
from graph.written_names import kept

FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
"""Formats in which a graph can be sent, by media type."""

_OURS: Final = ("source/", "import/")


def is_free(iri: str, base: str) -> bool:
    """Whether a graph of this name is an operator's to write: no graph that follows from documents or imports."""
    if iri in (TERMS, EXAMPLES, f"{base}graph/catalogue") or iri.startswith(tuple(base + name for name in _OURS)):
        return False
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


def parsed(content: bytes, kind: str, iri: str, base: str) -> bytes:
    """A graph that was sent, as it is kept.

    Args:
        content: In one of :data:`FORMATS`.
        kind: Which of them.
        iri: Name of the graph, against which relative IRIs are resolved.
        base: Where the collection's IRIs begin.

    Raises:
        UnusableImportError: if it cannot be parsed, or says what :func:`checked` refuses.
    """
    if FORMATS[kind] == ox.RdfFormat.RDF_XML and b"<!doctype" in content.lower():
        # The parser expands entities of entities without end, and ends the process when no memory is left.
        raise UnusableImportError(f"{iri}: không nhận RDF/XML có DOCTYPE. Hãy bỏ khai báo đó, hoặc gửi Turtle.")
    try:
        triples = [quad.triple for quad in ox.parse(content, FORMATS[kind], base_iri=iri, without_named_graphs=True)]
    except SyntaxError as error:
        place = f", dòng {error.lineno}" if error.lineno else ""
        raise UnusableImportError(f"{iri}{place}: sai cú pháp ({error.msg}).") from error
    return checked(kept(triples, base), iri, base)


def checked(content: bytes, iri: str, base: str) -> bytes:
    """A graph as it is kept, if it may be.

    Raises:
        UnusableImportError: if it states relations that a trace could not show, or speaks of files of the collection
            and what stands in them: that follows from their texts, and people correct it by corrections.
    """
    triples = [quad.triple for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES)]
    files = f"{base}source/"
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(files):
            raise UnusableImportError(
                f"{iri}: {triple.subject} thuộc một tệp trong kho; điều nói về tệp lập từ văn bản của nó. "
                "Hãy dùng `danchieu correct`, hoặc đặt tên khác cho chủ thể."
            )
    check_statements(iri, triples)
    return content
