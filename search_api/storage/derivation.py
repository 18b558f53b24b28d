"""What follows from a source text: facts in the graph, documents and passages beside it; and what undoes that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from ingest.facts import Extraction
from search_api.settings import Settings
from search_api.storage.corrections import Corrections
from search_api.storage.held import HeldDocument, SourceFile
from search_api.storage.passages import Passage, index_text, passages
from search_api.storage.program import program_version
from search_api.storage.sources import Sources
from search_api.words.restore import Restorer, lacks_diacritics

if TYPE_CHECKING:
    from graph.corrections import Correction
    from graph.stores import Store
    from search_api.storage.staging import Staging

_NAMED: Final = 1_000  # documents of which the graph is asked at once where they are
_BATCH: Final = 64  # files whose graphs are loaded at once: some 30 MB of N-Triples


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


def apply(staging: Staging, sources: Sources, store: Store, settings: Settings) -> None:
    """Puts what is staged in place of what was held: rows and text graphs; what is to be dropped goes."""
    for path in staging.dropped():
        drop(path, settings, store, sources)
    ready = staging.derived()
    while batch := list(islice(ready, _BATCH)):
        _put(batch, sources, store, settings)


def renew(path: str, settings: Settings, store: Store, sources: Sources) -> None:
    """Derives the held text of a file anew, with the corrections that there are now; of a file not held, nothing."""
    if file := sources.file(path):
        _put([(file, program_version(settings), derive(file, settings))], sources, store, settings)


def drop(path: str, settings: Settings, store: Store, sources: Sources) -> None:
    """Drops the file ingested under ``path`` and all that came from it: rows and graphs."""
    sources.drop(path)
    _drop_graphs(path, store, sources, settings)


def _put(files: Iterable[tuple[SourceFile, str, Derived]], sources: Sources, store: Store, settings: Settings) -> None:
    from ontology.iris import corrections_graph_iri, source_iri, text_graph_iri

    corrections = Corrections(sources.database)
    graphs: dict[str, bytes] = {}
    for file, program, derived in files:
        source, documents = source_iri(file.path, settings.base), derived.documents
        if said := corrections.of(file.path):
            graphs[corrections_graph_iri(source)], documents = _corrected(file, said, corrections, settings)
        sources.put(file, program, documents, derived.passages)
        _drop_graphs(file.path, store, sources, settings)
        graphs[text_graph_iri(source)] = derived.triples
    store.put_graphs(graphs)


def _corrected(
    file: SourceFile, said: Sequence[Correction], corrections: Corrections, settings: Settings
) -> tuple[bytes, tuple[HeldDocument, ...]]:
    """The graph of what was said of a file, and its documents as corrected; notes what has lost its words."""
    from graph.corrected import corrected_facts
    from graph.corrections import anchored
    from graph.corrections_layer import corrections_layer
    from ingest.pipeline import extract

    extraction = extract(file.text, file.path)
    found = anchored(said, file.text, extraction)
    corrections.note_lost({one.correction.id: one.lost for one in found})
    layer = corrections_layer(found, file.path, settings.base, file.text)
    return layer, tuple(_held(file.path, corrected_facts(extraction, found)))


def _drop_graphs(path: str, store: Store, sources: Sources, settings: Settings) -> None:
    """Drops the graphs of a file, and notes that what depends on them is to be linked."""
    from graph.ledger import Ledger
    from ontology.iris import corrections_graph_iri, links_graph_iri, source_iri, text_graph_iri

    source = source_iri(path, settings.base)
    store.drop_graph(text_graph_iri(source))
    store.drop_graph(links_graph_iri(source))
    store.drop_graph(corrections_graph_iri(source))
    Ledger(sources.database).note([source])


def link_works(
    sources: Sources, store: Store, settings: Settings, on_linked: Callable[[int, int], None] = lambda *_: None
) -> None:
    """Renews which works are meant, in the graph and beside the documents, where a change can matter."""
    from graph.ledger import Ledger
    from graph.links import relink, start_over
    from graph.stores import rows, values

    ledger = Ledger(sources.database)
    program = program_version(settings)
    if ledger.program != program:
        start_over(store, ledger, program, settings.base)
    linked = relink(store, ledger, settings.base, on_linked)
    places = [(*document.rsplit("#", 1), work) for document, work in linked.realised.items()]
    for start in range(0, len(places), _NAMED):
        some = places[start : start + _NAMED]
        wanted = values("source", {source for source, _, _ in some})
        named = rows(store, f"SELECT ?source ?path {{ {wanted} ?source dcterms:identifier ?path }}")
        paths = {source: path or "" for source, path in named}
        sources.put_works((paths[source], document, work) for source, document, work in some)


def link_anew(sources: Sources) -> None:
    """Has all files linked the next time, as the graph that was linked is lost."""
    from graph.ledger import Ledger

    Ledger(sources.database).clear("")


def mend(sources: Sources, restorer: Restorer) -> None:
    """Puts diacritics into what is indexed of passages that lack them."""
    damaged = sources.passages.damaged(restorer.lines)
    mended = ((held, restorer.repair(index_text(held.passage.headings, held.text))) for held in damaged)
    sources.passages.reindex(mended, restorer.lines)


def _held(path: str, extraction: Extraction) -> Iterator[HeldDocument]:
    for document in extraction.documents:
        yield HeldDocument(
            path,
            document.id,
            document.span.start,
            document.span.end,
            *(document.resolved(name) for name in ("type", "number", "date", "issuer", "subject")),
        )
