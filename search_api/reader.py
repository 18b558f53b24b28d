"""What a collection answers: one edition of it, open for reading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from search_api.editions.files import graph_folder, index_folder
from search_api.editions.snapshot import Snapshot
from search_api.meaning.encoder import Encoder
from search_api.meaning.known import MeaningState
from search_api.searching.filters import Filters
from search_api.searching.hit import Hit
from search_api.searching.searcher import Searcher
from search_api.settings import Settings
from search_api.storage.corrections import Corrections, HeldCorrection
from search_api.storage.database import copy_database
from search_api.storage.graphs import written_graphs
from search_api.storage.held import HeldDocument, SourceFile
from search_api.storage.imports import HeldImport, held_imports
from search_api.storage.originals import original, original_place
from search_api.storage.program import program_version
from search_api.storage.sources import Sources
from search_api.storage.staging import Staging

if TYPE_CHECKING:
    from graph.stores import Store
    from search_api.searching.finder import Finder
    from search_api.searching.found import Found
    from search_api.searching.similar import Similar
    from search_api.searching.spelling import Suggestion


class Reader:
    """An edition of a collection as one asks it."""

    def __init__(self, settings: Settings, encoder: Encoder, snapshot: Snapshot) -> None:
        """Reads a snapshot, which is the caller's to close.

        Args:
            settings: Where the collection is.
            encoder: Encodes questions.
            snapshot: The edition.
        """
        self.settings = settings
        self.encoder = encoder
        self._snapshot = snapshot

    @property
    def store(self) -> Store:
        """The graph, for reading.

        Raises:
            StoreError: if it cannot be opened.
        """
        return self._snapshot.store

    @property
    def graph_folder(self) -> Path:
        """The folder of the graph, which does not change while this collection is open."""
        return graph_folder(self.settings, self._snapshot.version)

    @property
    def index_folder(self) -> Path:
        """The folder of the indexes, which does not change while this collection is open."""
        return index_folder(self.settings, self._snapshot.version)

    @property
    def version(self) -> int:
        """The number of the edition that is shown."""
        return self._snapshot.version

    @property
    def unfinished(self) -> int:
        """How many files a stopped ingest has left undone; :meth:`catch_up` finishes them."""
        return len(Staging(self._sources.database))

    @property
    def outdated(self) -> int:
        """How many files were derived by another version of the program; :meth:`catch_up` derives them anew."""
        return self._sources.outdated(program_version(self.settings))

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return self._sources.passages.count

    @property
    def unencoded(self) -> int:
        """How many passages cannot be found by meaning yet; :meth:`encode` goes on with them."""
        return self._snapshot.meaning.missing()

    def refresh(self) -> None:
        """Takes into memory what was encoded since the last time; the first time that may take seconds."""
        self._snapshot.meaning.refresh()

    @property
    def meaning(self) -> MeaningState:
        """Which part meaning has in :meth:`search` now."""
        encoder, passages = self.encoder, self.passages
        ready = self.searcher.by_meaning() or not passages
        return MeaningState(ready, encoder.loading, self._snapshot.meaning.encoded, passages, encoder.failure)

    @property
    def _sources(self) -> Sources:
        return self._snapshot.sources

    @cached_property
    def searcher(self) -> Searcher:
        """What searches the passages of the edition that is shown."""
        return Searcher(self._snapshot, self.encoder, self.settings)

    @cached_property
    def finder(self) -> Finder:
        """What finds in the edition that is shown with the help of its graph."""
        from search_api.searching.finder import Finder

        return Finder(self.searcher, self._snapshot, self.settings)

    def search(self, query: str, count: int | None = None, filters: Filters | None = None) -> tuple[Hit, ...]:
        """The best passages for a question, by words and, as far as passages are encoded, by meaning.

        Loads the encoder if need be, unless that is being done in the background: then words alone answer.

        Args:
            query: The question, with or without diacritics.
            count: How many passages; ``settings.results`` unless given.
            filters: Only passages of such documents.

        Raises:
            CollectionError: if the question is too long.
            ModelError: if there is no model.
        """
        within = self.finder.within(filters) if filters else None
        return self.searcher.hits(query, self.searcher.meaning(query), count, within)

    def search_words(self, query: str, count: int | None = None, filters: Filters | None = None) -> tuple[Hit, ...]:
        """The same by words alone; needs no model.

        Raises:
            CollectionError: if the question is too long.
        """
        within = self.finder.within(filters) if filters else None
        return self.searcher.hits(query, None, count, within)

    def find(
        self, query: str, count: int | None = None, filters: Filters | None = None, answered: Sequence[str] = ()
    ) -> Found:
        """The same as :meth:`search`, by document, with what the graph says of each passage and counts to filter by.

        Args:
            query: The question, with or without diacritics.
            count: How many passages; ``settings.results`` unless given.
            filters: Only passages of such documents.
            answered: IRIs of the works that answer the question, which are counted too.

        Raises:
            CollectionError: if the question is too long.
            ModelError: if there is no model.
        """
        return self.finder.find(query, self.searcher.meaning(query), count, filters, answered)

    def similar(self, name: str, count: int = 10) -> Similar:
        """The documents most like the one that a user means by ``name``; needs no model, only vectors made before.

        Args:
            name: A path or file name, a number or a work's IRI.
            count: How many at most.
        """
        return self.finder.similar(name, count)

    def suggestions(self, query: str) -> tuple[Suggestion, ...]:
        """Questions that may have been meant if this one has typing errors."""
        from search_api.searching.spelling import suggestions

        return suggestions(self.store, self.searcher.restorer, query, self.settings.base)

    @property
    def files(self) -> int:
        """How many files are held."""
        return len(self._sources.held())

    def copy_rows(self, path: Path) -> None:
        """Writes the rows of the edition to a new SQLite file."""
        copy_database(self._sources.database, path)

    def documents(self) -> list[HeldDocument]:
        """All documents held, by file and place."""
        return self._sources.documents()

    def documents_in(self, path: str) -> list[HeldDocument]:
        """The documents of the file ingested under ``path``, by place."""
        return self._sources.documents_in(path)

    def documents_of(self, iri: str) -> list[HeldDocument]:
        """The documents that realise a work, by file and place."""
        return self._sources.documents_of(iri)

    def text(self, path: str) -> str | None:
        """The source text of the file ingested under ``path``; ``None`` if there is none."""
        return self._sources.text(path)

    def file(self, path: str) -> SourceFile | None:
        """The file ingested under ``path``, with its text and pages; ``None`` if there is none."""
        return self._sources.file(path)

    def has_original(self, file: SourceFile) -> bool:
        """Whether there is a file from which the text of another kind was extracted; it may have been changed since."""
        return file.kind != "text" and original_place(file, self.settings.data).is_file()

    def original(self, path: str) -> Path | None:
        """The file from which the text of ``path`` was extracted, if it is still as it was; ``None`` of plain text."""
        held = self._sources.file(path)
        return original(held, self.settings.data) if held and held.kind != "text" else None

    def held_files(self) -> list[tuple[str, str]]:
        """Path and location of every file held, by path."""
        return sorted((path, location) for location, (path, _) in self._sources.held().items())

    def imports(self) -> list[HeldImport]:
        """All files of RDF that were imported."""
        return held_imports(self._sources.database)

    def graphs_written(self) -> list[str]:
        """The names of the graphs that operators wrote."""
        return written_graphs(self._sources.database)

    def corrections(self, path: str | None = None) -> list[HeldCorrection]:
        """What people corrected, in the whole collection or in the file ingested under ``path``."""
        return Corrections(self._sources.database).held(path)
