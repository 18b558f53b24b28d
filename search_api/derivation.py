"""What follows from a source text: facts in the graph, documents and passages beside it; and what undoes that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.facts import Extraction
from search_api.passages import Passage, index_text, passages
from search_api.restore import Restorer, lacks_diacritics
from search_api.settings import Settings
from search_api.sources import HeldDocument, SourceFile, Sources

if TYPE_CHECKING:
    from graph.stores import Store


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from one text: its text graph as N-Triples, its documents and passages as ``Sources`` takes them."""

    triples: bytes
    documents: tuple[HeldDocument, ...]
    passages: tuple[tuple[Passage, bool, str], ...]


def derive(file: SourceFile, settings: Settings) -> Derived:
    """Extracts the facts of one file; reads and writes nothing, so that any process can do it."""
    from graph.build import text_layer
    from ingest.pipeline import extract

    extraction = extract(file.text, file.path)
    pieces = passages(file.text, extraction, settings.passage_chars, settings.passage_target)
    words = [file.text[piece.start : piece.end] for piece in pieces]
    return Derived(
        text_layer(extraction, file.path, file.digest or "", settings.base, file.text),
        tuple(_held(file.path, extraction)),
        tuple(
            (piece, lacks_diacritics(text), index_text(piece.headings, text))
            for piece, text in zip(pieces, words, strict=True)
        ),
    )


def keep(file: SourceFile, derived: Derived, sources: Sources, store: Store, settings: Settings) -> None:
    """Puts the text graph, documents and passages of one file in place of the old ones."""
    from ontology.iris import source_iri, text_graph_iri

    store.put_graph(text_graph_iri(source_iri(file.path, settings.base)), derived.triples)
    sources.put_derived(file, derived.documents, derived.passages)


def drop(file: SourceFile, sources: Sources, store: Store, settings: Settings) -> None:
    """Drops a file with its graphs, documents and passages."""
    from ontology.iris import links_graph_iri, source_iri, text_graph_iri

    source = source_iri(file.path, settings.base)
    store.drop_graph(text_graph_iri(source))
    store.drop_graph(links_graph_iri(source))
    sources.drop_file(file)


def link_works(sources: Sources, store: Store, settings: Settings) -> None:
    """Renews which works are meant, in the graph and beside the documents."""
    from graph.links import link
    from graph.stores import rows
    from ontology.iris import source_iri

    link(store, settings.base)
    store.flush()
    works = {row[0]: row[1] for row in rows(store, "SELECT ?document ?work WHERE { ?document eli:realizes ?work }")}
    sources.put_works(
        (document.file, document.id, work)
        for document in sources.documents()
        if (work := works.get(f"{source_iri(document.file, settings.base)}#{document.id}"))
    )


def mend(sources: Sources, restorer: Restorer) -> None:
    """Puts diacritics into what is indexed of passages that lack them."""
    sources.reindex((held, restorer.repair(index_text(held.passage.headings, held.text))) for held in sources.damaged())


def _held(path: str, extraction: Extraction) -> Iterator[HeldDocument]:
    for document in extraction.documents:
        yield HeldDocument(
            path,
            document.id,
            document.span.start,
            document.span.end,
            *(document.resolved(name) for name in ("type", "number", "date", "issuer", "subject")),
        )
