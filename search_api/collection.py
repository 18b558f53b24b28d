"""A collection: source texts, the graph of their facts and the indexes of their passages, in one data folder.

Source texts are the truth; graph, passages and indexes are derived from them. What is shown is one edition of all of
them together. A change makes the next edition beside it and then shows it at once (:mod:`search_api.publishing`), so
that readers never wait and a crash leaves the old edition. One process at a time changes a collection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ingest.text.fold import fold
from search_api.database import copy_database
from search_api.derivation import drop
from search_api.edition_files import graph_folder, index_folder, sweep
from search_api.encoder import Encoder, SentenceEncoder
from search_api.errors import CollectionError, damage_told, unwritable_told
from search_api.fusion import Scored, fuse
from search_api.hit import Hit
from search_api.imports import HeldImport, adding, dropping, held_imports
from search_api.ingesting import derive_staged, stage
from search_api.intake import Failure, IngestSummary, OnProgress, Progress, Stage, files_in, lies_in
from search_api.lock import locked
from search_api.program import program_version
from search_api.publishing import publish
from search_api.restore import Restorer, lacks_diacritics, learn
from search_api.settings import Settings
from search_api.snapshot import Snapshot, newest_version
from search_api.sources import HeldDocument, Sources
from search_api.staging import Staging

if TYPE_CHECKING:
    from graph.imports import ImportedFile
    from graph.stores import Store

__all__ = ["Collection", "CollectionError", "Failure", "Hit", "IngestSummary", "OnProgress", "Progress", "Stage"]


class Collection:
    """The one place that holds source texts, graph and indexes together."""

    def __init__(self, settings: Settings, encoder: Encoder, snapshot: Snapshot) -> None:
        """Use :meth:`open`."""
        self.settings = settings
        self.encoder = encoder
        self._snapshot = snapshot

    @classmethod
    def open(cls, settings: Settings, encoder: Encoder | None = None) -> Collection:
        """Opens the collection in ``settings.data``, or starts an empty one there.

        It shows the newest edition until it is closed or itself changes something, whatever other processes do.

        Args:
            settings: Where everything is.
            encoder: Instead of the sentence-transformers model that ``settings`` names.

        Raises:
            CollectionError: if the folder cannot be used, or what is in it is damaged or of another format.
        """
        encoder = encoder or SentenceEncoder(settings)
        with damage_told(settings.data):
            settings.data.mkdir(parents=True, exist_ok=True)
            if newest_version(settings) == 0:
                _start(settings, encoder)
            return cls(settings, encoder, Snapshot(settings, encoder.name))

    def close(self) -> None:
        """Lets go of the files of the edition; closing twice is no error."""
        if snapshot := self.__dict__.pop("_snapshot", None):
            snapshot.close()

    def __enter__(self) -> Collection:
        """The collection itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the collection."""
        self.close()

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
    def _sources(self) -> Sources:
        return self._snapshot.sources

    # --- asking -----------------------------------------------------------------------------------------------------

    def search(self, query: str, count: int | None = None) -> tuple[Hit, ...]:
        """The best passages for a question, by meaning and by words; loads the encoder if need be.

        Args:
            query: The question, with or without diacritics.
            count: How many passages; ``settings.results`` unless given.

        Raises:
            CollectionError: if the question is too long.
            ModelError: if there is no model.
        """
        text = self.restored(query)
        settings = self.settings
        dense = self._snapshot.indexes.vectors.search(self.encoder.queries([text])[0], settings.pool) if text else {}
        words = self._snapshot.indexes.words.search(text, settings.pool)
        return self._hits(fuse(dense, words, settings.dense_weight, settings.words_weight), count)

    def search_words(self, query: str, count: int | None = None) -> tuple[Hit, ...]:
        """The best passages for a question by words alone; needs no model.

        Raises:
            CollectionError: if the question is too long.
        """
        words = self._snapshot.indexes.words.search(self.restored(query), self.settings.pool)
        return self._hits(fuse({}, words, dense_weight=0, words_weight=1), count)

    def restored(self, query: str) -> str:
        """The question as it is looked for: with diacritics put back if it has none.

        Raises:
            CollectionError: if the question is too long.
        """
        if len(query) > self.settings.max_query_chars:
            raise CollectionError(f"Câu hỏi dài quá {self.settings.max_query_chars} ký tự. Hãy rút ngắn lại.")
        return self._restorer.restore(query) if lacks_diacritics(query) else query.strip()

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

    def files_of(self, name: str) -> tuple[str, ...]:
        """The files that a user may mean by ``name``: a path or file name, a document's number or a work's IRI."""
        wanted = fold(name.strip())
        return tuple(
            dict.fromkeys(
                document.file
                for document in self.documents()
                if wanted in (fold(document.file), fold(Path(document.file).name), document.iri)
                or (document.number and wanted == fold(document.number))
            )
        )

    def imports(self) -> list[HeldImport]:
        """All files of RDF that were imported."""
        return held_imports(self._sources.database)

    def imports_of(self, name: str) -> tuple[HeldImport, ...]:
        """The imports that a user may mean by ``name``: a path, a file name or the beginning of a SHA-256."""
        wanted = name.strip()
        return tuple(
            held
            for held in self.imports()
            if wanted in (held.name, Path(held.name).name) or (len(wanted) >= 8 and held.digest.startswith(wanted))
        )

    def _hits(self, ranked: Sequence[Scored], count: int | None) -> tuple[Hit, ...]:
        best = {scored.passage: scored for scored in ranked[: count or self.settings.results]}
        return tuple(Hit(held, best[held.id]) for held in self._sources.passages(list(best)))

    @cached_property
    def _restorer(self) -> Restorer:
        return self._snapshot.indexes.restorer or learn(self._sources.texts())

    # --- changing ---------------------------------------------------------------------------------------------------

    def ingest(self, paths: Iterable[Path], on_progress: OnProgress = lambda _: None) -> IngestSummary:
        """Takes in files and folders: what is new or changed by content; drops what is gone from the folders.

        First finishes what a stopped ingest left undone; derives anew what another version of the program derived. A
        file that cannot be read or understood is named in the summary, and the rest goes on: of such a file, what was
        held before stays.

        Args:
            paths: Files, and folders of which every readable kind of file is taken, at any depth.
            on_progress: Called before each step.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
            ModelError: if there is no model to encode new passages; everything else is done by then.
        """
        paths = list(paths)
        with self._writing() as sources:
            staging = Staging(sources.database)
            held, staged = sources.held(), staging.held()
            files = dict(files_in(paths))
            failed = stage(files, sources, staging, self.settings, on_progress)
            staging.drop([place for place in held.keys() | staged if place not in files and lies_in(place, paths)])
            failed += derive_staged(sources, staging, self.settings, on_progress)
            taken = {place: path for place, (path, digest) in staging.held().items() if digest}
            removed = staging.dropped()
            if self._behind(sources, staging):
                publish(self.settings, self.encoder, sources, on_progress)
            lost = {failure.path for failure in failed}
            now = sources.held()
            return IngestSummary(
                added=tuple(sorted(path for place, path in taken.items() if place not in held)),
                changed=tuple(
                    sorted(path for place, path in taken.items() if held.get(place, now[place]) != now[place])
                ),
                renewed=tuple(sorted(path for place, path in taken.items() if held.get(place) == now[place])),
                unchanged=tuple(now[p][0] for p in files if p in now and p not in taken and now[p][0] not in lost),
                removed=tuple(removed),
                failed=tuple(failed),
            )

    def remove(self, path: str, on_progress: OnProgress = lambda _: None) -> None:
        """Drops the file ingested under ``path`` and all that came from it.

        Raises:
            CollectionError: if there is no such file, another process is writing, or nothing more can be written.
        """
        with self._writing() as sources:
            if path not in {known for known, _ in sources.held().values()}:
                raise CollectionError(f"Bộ sưu tập không có tệp {path}.")
            publish(self.settings, self.encoder, sources, on_progress, partial(drop, path, self.settings))

    def import_file(self, path: Path, on_progress: OnProgress = lambda _: None) -> ImportedFile:
        """Takes in a file of RDF that others made, in graphs of its own; takes the place of what it held before.

        Raises:
            UnusableImportError: if the file cannot be read or says what cannot be used.
            CollectionError: if another process is writing, or nothing more can be written.
        """
        from graph.imports import read_import

        file = read_import(path, self.settings.max_import_bytes, self.settings.base)
        with self._writing() as sources:
            publish(self.settings, self.encoder, sources, on_progress, adding(file, self.settings))
        return file

    def remove_import(self, held: HeldImport, on_progress: OnProgress = lambda _: None) -> None:
        """Drops an import and all that it states.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
        """
        with self._writing() as sources:
            publish(self.settings, self.encoder, sources, on_progress, dropping(held, self.settings))

    def catch_up(self, on_progress: OnProgress = lambda _: None) -> None:
        """Finishes what a stopped ingest left undone, and renews what is missing or outdated.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
        """
        self.ingest([], on_progress)

    def mend(self, on_progress: OnProgress = lambda _: None) -> None:
        """Makes indexes again that are missing, for one because another model is set; returns at once if none is.

        Raises:
            CollectionError: if some are missing and another process is writing.
        """
        if not self._snapshot.indexes.in_step(self._sources):
            with self._writing() as sources:
                publish(self.settings, self.encoder, sources, on_progress)

    def _behind(self, sources: Sources, staging: Staging) -> bool:
        return bool(len(staging)) or not self._snapshot.indexes.in_step(sources)

    @contextmanager
    def _writing(self) -> Iterator[Sources]:
        """The rows, to be changed by this process alone; afterwards this collection shows the newest edition."""
        with locked(self.settings.data):
            try:
                with unwritable_told(self.settings.data), closing(Sources(self.settings.data)) as sources:
                    yield sources
            finally:
                self._show_newest()

    def _show_newest(self) -> None:
        if newest_version(self.settings) != self._snapshot.version:
            shown = self._snapshot
            self._snapshot = Snapshot(self.settings, self.encoder.name)
            self.__dict__.pop("_restorer", None)
            shown.close()
        sweep(self.settings, self._snapshot.version)


def _start(settings: Settings, encoder: Encoder) -> None:
    """Makes the first edition, which holds nothing."""
    with locked(settings.data), closing(Sources(settings.data)) as sources:
        if sources.version == 0:
            publish(settings, encoder, sources, lambda _: None)
