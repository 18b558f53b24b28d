"""A collection: source texts, the graph of their facts and the indexes of their passages, in one data folder.

Source texts are the truth; graph, passages and indexes are derived from them. What is shown is one edition of all of
them together. A change makes the next edition beside it and then shows it at once
(:mod:`search_api.editions.publishing`), so that readers never wait and a crash leaves the old edition. One process at a
time changes a collection. Vectors, which take long, follow (:mod:`search_api.meaning.encoding`): an edition is whole
without them and answers by words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from search_api.editions.files import graph_folder, sweep
from search_api.editions.publishing import publish
from search_api.editions.snapshot import Snapshot, newest_version
from search_api.errors import CollectionError, damage_told, unwritable_told
from search_api.intake.offered import Failure, IngestSummary, Offered, files_in, inside
from search_api.intake.stages import derive_staged, stage
from search_api.meaning.encoder import Encoder, SentenceEncoder
from search_api.meaning.encoding import encode
from search_api.meaning.known import KnownVectors
from search_api.progress import OnProgress, Progress, Stage
from search_api.reader import Reader
from search_api.searching.filters import Filters
from search_api.searching.hit import Hit
from search_api.settings import Settings
from search_api.storage.corrections import Corrections, withdrawing
from search_api.storage.corrections import adding as adding_correction
from search_api.storage.derivation import drop
from search_api.storage.graphs import Contents, writing, written_graph
from search_api.storage.imports import HeldImport, adding, dropping
from search_api.storage.lock import locked
from search_api.storage.sources import Sources
from search_api.storage.staging import Staging

if TYPE_CHECKING:
    from graph.corrections import Correction
    from graph.imports import ImportedFile
    from search_api.correcting.asked import Asked

__all__ = [
    "Collection",
    "CollectionError",
    "Failure",
    "Filters",
    "Hit",
    "IngestSummary",
    "OnProgress",
    "Progress",
    "Stage",
]


class Collection(Reader):
    """The one place that holds source texts, graph and indexes together; what a :class:`Reader` answers, it changes."""

    def __init__(
        self, settings: Settings, encoder: Encoder, known: KnownVectors, snapshot: Snapshot, closed_with: ExitStack
    ) -> None:
        """Use :meth:`open`."""
        super().__init__(settings, encoder, snapshot)
        self._known = known
        self._closed_with = closed_with

    @classmethod
    def open(cls, settings: Settings, encoder: Encoder | None = None, known: KnownVectors | None = None) -> Collection:
        """Opens the collection in ``settings.data``, or starts an empty one there.

        It shows the newest edition until it is closed or itself changes something, whatever other processes do.

        Args:
            settings: Where everything is.
            encoder: Instead of the model that ``settings`` names.
            known: The vectors that this process has of the collection, which it shares among several editions.

        Raises:
            CollectionError: if the folder cannot be used, or what is in it is damaged or of another format.
        """
        encoder = encoder or SentenceEncoder(settings)
        with damage_told(settings.data):
            settings.data.mkdir(parents=True, exist_ok=True)
            if newest_version(settings) == 0:
                _start(settings)
            with ExitStack() as stack:
                shared = known or stack.enter_context(closing(KnownVectors(settings.data, encoder.name)))
                return cls(settings, encoder, shared, Snapshot(settings, shared), stack.pop_all())

    def close(self) -> None:
        """Lets go of the files of the edition; closing twice is no error."""
        if snapshot := self.__dict__.pop("_snapshot", None):
            snapshot.close()
        self._closed_with.close()

    def __enter__(self) -> Collection:
        """The collection itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the collection."""
        self.close()

    def ingest(self, paths: Iterable[Path], on_progress: OnProgress = lambda _: None) -> IngestSummary:
        """Takes in files and folders (:meth:`take_in`), then encodes what is new (:meth:`encode`)."""
        summary = self.take_in(paths, on_progress)
        self.encode(on_progress)
        return summary

    def encode(self, on_progress: OnProgress = lambda _: None) -> bool:
        """Encodes the passages that cannot be found by meaning yet; can be stopped at any time and goes on from there.

        Returns:
            Whether all are encoded now; ``False`` if another process is at it.

        Raises:
            CollectionError: if nothing more can be written.
            ModelError: if there are passages to encode and no model.
        """
        with unwritable_told(self.settings.data, "Văn bản đã vào kho và tìm được theo từ ngữ."):
            return encode(self.settings.data, self.encoder, on_progress)

    def take_in(self, paths: Iterable[Path], on_progress: OnProgress = lambda _: None) -> IngestSummary:
        """Takes in files and folders: what is new or changed by content; drops what is gone from the folders.

        New passages are found by words at once, by meaning when they are encoded. First finishes what a stopped ingest
        left undone; derives anew what another version of the program derived. A file that cannot be read or understood
        is named in the summary, and the rest goes on: of such a file, what was held before stays.

        Args:
            paths: Files, and folders of which every readable kind of file is taken, at any depth.
            on_progress: Called before each step.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
        """
        paths = list(paths)
        files = dict(files_in(paths))

        def lost(sources: Sources, staging: Staging) -> list[str]:
            if not any(path.is_dir() for path in paths):
                return []
            known = sources.held().keys() | staging.held()
            return [place for place in inside(paths, known) if place not in files]

        return self._change(files, lost, on_progress)

    def exchange(
        self, files: Mapping[str, Offered], gone: Set[str], on_progress: OnProgress = lambda _: None
    ) -> IngestSummary:
        """Takes in files and drops others in one edition, as :meth:`take_in` does of folders.

        Args:
            files: What is to be taken in, by location.
            gone: Locations of files to be dropped; one that is not held is no error.
            on_progress: Called before each step.

        Raises:
            CollectionError: if another process is writing (:class:`BusyError`), or nothing more can be written.
        """
        return self._change(files, lambda *_: gone, on_progress)

    def give_up(self, locations: Set[str]) -> None:
        """Takes back what a stopped ingest has read of some files; what the collection holds of them stays.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
        """
        with self._writing() as sources:
            staging = Staging(sources.database)
            for location in locations:
                staging.forget(location)

    def _change(
        self,
        files: Mapping[str, Offered],
        gone: Callable[[Sources, Staging], Iterable[str]],
        on_progress: OnProgress,
    ) -> IngestSummary:
        with self._writing() as sources:
            staging = Staging(sources.database)
            failed = stage(files, sources, staging, self.settings, on_progress)
            staging.drop(list(gone(sources, staging)))
            failed += derive_staged(sources, staging, self.settings, on_progress)
            taken = {place: path for place, (path, digest) in staging.held().items() if digest}
            held = sources.held_at(files.keys() | taken)
            removed = staging.dropped()
            if self._behind(sources, staging):
                publish(self.settings, sources, on_progress)
            lost = {failure.path for failure in failed}
            now = sources.held_at(files.keys() | taken)
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
            if sources.location(path) is None:
                raise CollectionError(f"Bộ sưu tập không có tệp {path}.")
            publish(self.settings, sources, on_progress, partial(drop, path, self.settings))
        self.encode(on_progress)  # of damaged passages, others may now be the likeliest readings

    def import_file(self, path: Path, on_progress: OnProgress = lambda _: None) -> ImportedFile:
        """Takes in a file of RDF that others made, in graphs of its own; takes the place of what it held before.

        Raises:
            UnusableImportError: if the file cannot be read or says what cannot be used.
            CollectionError: if another process is writing, or nothing more can be written.
        """
        from graph.imports import read_import

        file = read_import(path, self.settings.max_import_bytes, self.settings.base)
        with self._writing() as sources:
            publish(self.settings, sources, on_progress, adding(file, self.settings))
        return file

    def write_graphs(self, change: Callable[[sqlite3.Connection, Path], Contents]) -> None:
        """Changes graphs that operators write.

        Args:
            change: Given the rows and the folder of the graph as they are now, which nobody changes meanwhile, gives
                what graphs are to hold.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
        """
        with self._writing() as sources:
            wanted = change(sources.database, graph_folder(self.settings, sources.version))
            new = {iri: content for iri, content in wanted.items() if content != written_graph(sources.database, iri)}
            if new:
                publish(self.settings, sources, lambda _: None, writing(new))

    def remove_import(self, held: HeldImport, on_progress: OnProgress = lambda _: None) -> None:
        """Drops an import and all that it states.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
        """
        with self._writing() as sources:
            publish(self.settings, sources, on_progress, dropping(held, self.settings))

    def correct(self, asked: Asked, author: str, on_progress: OnProgress = lambda _: None) -> Correction:
        """Takes in a correction, and renews what depends on it.

        Raises:
            UnusableCorrectionError: if it cannot be said of this file.
            CollectionError: if another process is writing, or nothing more can be written.
        """
        from ingest.pipeline import extract
        from search_api.correcting.asked import UnusableCorrectionError, correction_of

        with self._writing() as sources:
            file = sources.file(asked.file)
            if file is None:
                raise UnusableCorrectionError("no_file", file=asked.file)
            found = extract(file.text, file.path)
            said = correction_of(asked, file.text, found, self.store, self.settings.base, author)
            publish(self.settings, sources, on_progress, adding_correction(said, self.settings))
        return said

    def withdraw(self, identifier: str, on_progress: OnProgress = lambda _: None) -> Correction:
        """Drops a correction; what it changed is as before.

        Raises:
            UnusableCorrectionError: if there is none of this id.
            CollectionError: if another process is writing, or nothing more can be written.
        """
        from search_api.correcting.asked import UnusableCorrectionError

        with self._writing() as sources:
            held = Corrections(sources.database).named(identifier)
            if held is None:
                raise UnusableCorrectionError("unknown", id=identifier)
            publish(self.settings, sources, on_progress, withdrawing(held.correction, self.settings))
        return held.correction

    def catch_up(self, on_progress: OnProgress = lambda _: None) -> None:
        """Finishes what a stopped ingest left undone, and renews what is missing or outdated.

        Raises:
            CollectionError: if another process is writing, or nothing more can be written.
        """
        self.ingest([], on_progress)

    def mend(self, on_progress: OnProgress = lambda _: None) -> None:
        """Makes the word index again if it is missing; returns at once if it is not.

        Raises:
            CollectionError: if it is missing and another process is writing.
        """
        if not self._snapshot.indexes.in_step(self._sources):
            with self._writing() as sources:
                publish(self.settings, sources, on_progress)

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
            self._snapshot = Snapshot(self.settings, self._known)
            self.__dict__.pop("searcher", None)
            self.__dict__.pop("finder", None)
            shown.close()
        sweep(self.settings, self._snapshot.version)


def _start(settings: Settings) -> None:
    """Makes the first edition, which holds nothing."""
    with locked(settings.data), closing(Sources(settings.data)) as sources:
        if sources.version == 0:
            publish(settings, sources, lambda _: None)
