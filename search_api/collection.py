"""A collection: source texts, the graph of their facts and the indexes of their passages, in one data folder.

Source texts are the truth. Graph, passages and indexes are derived from them, file by file, and catch up whenever they
are found behind: after an ingest, a removal or a crash. One process writes at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from ingest.reading import UnreadableFileError, digest_of, read
from ingest.text.fold import fold
from search_api.derivation import derive, drop, keep, link_works, mend
from search_api.encoder import Encoder, SentenceEncoder
from search_api.errors import CollectionError
from search_api.fusion import Scored, fuse
from search_api.indexes import Indexes
from search_api.intake import Failure, IngestSummary, OnProgress, Progress, Stage, failure, files_in, lies_in
from search_api.lock import locked
from search_api.processes import Item, Result, outcomes
from search_api.restore import Restorer, lacks_diacritics, learn
from search_api.settings import Settings
from search_api.sources import FILE, HeldDocument, HeldPassage, Sources

if TYPE_CHECKING:
    from graph.stores import Store

__all__ = ["Collection", "CollectionError", "Failure", "Hit", "IngestSummary", "OnProgress", "Progress", "Stage"]

_WORTHWHILE: Final = 16  # files for each worker process: with fewer, starting it takes as long as it saves


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a question, with its scores."""

    held: HeldPassage
    scored: Scored

    def to_json(self) -> dict[str, Any]:
        """One entry of ``passages`` in the JSON of ``danchieu search``."""
        document = self.held.document
        return {
            "file": self.held.file,
            "start": self.held.passage.start,
            "end": self.held.passage.end,
            "text": self.held.text,
            "score": round(self.scored.score, 4),
            "scores": {"dense": self.scored.dense, "bm25": self.scored.bm25},
            "document": {name: getattr(document, name, None) for name in ("number", "type", "date", "issuer", "iri")},
        }


class Collection:
    """The one place that holds source texts, graph and indexes together."""

    def __init__(self, settings: Settings, encoder: Encoder) -> None:
        """Use :meth:`open`."""
        self.settings = settings
        self.encoder = encoder
        self._sources = Sources(settings.data)
        self._indexes = Indexes(settings.data / "indexes", encoder.name)

    @classmethod
    def open(cls, settings: Settings, encoder: Encoder | None = None) -> Collection:
        """Opens the collection in ``settings.data``, or starts an empty one there.

        What a crash left behind is made good by the next :meth:`ingest`, :meth:`remove` or :meth:`catch_up`.

        Args:
            settings: Where everything is.
            encoder: Instead of the sentence-transformers model that ``settings`` names.

        Raises:
            CollectionError: if the folder cannot be used, or what is in it is damaged.
        """
        try:
            (settings.data / "indexes").mkdir(parents=True, exist_ok=True)
            return cls(settings, encoder or SentenceEncoder(settings))
        except (OSError, sqlite3.OperationalError) as error:
            raise CollectionError(
                f"Không dùng được thư mục dữ liệu {settings.data} ({error}). "
                "Hãy kiểm tra quyền ghi hoặc chọn thư mục khác bằng --data."
            ) from error
        except sqlite3.DatabaseError as error:
            raise CollectionError(
                f"Tệp {settings.data / FILE} bị hỏng ({error}). "
                "Hãy khôi phục từ bản sao lưu, hoặc xóa thư mục dữ liệu rồi nạp lại văn bản."
            ) from error
        except (ValueError, RuntimeError) as error:
            raise CollectionError(
                f"Chỉ mục trong {settings.data / 'indexes'} bị hỏng ({error}). "
                "Hãy xóa thư mục này; chương trình sẽ tạo lại."
            ) from error

    def close(self) -> None:
        """Lets go of files and of the graph store's lock; closing twice is no error."""
        self._sources.close()
        if store := self.__dict__.pop("store", None):
            store.close()

    def __enter__(self) -> Collection:
        """The collection itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the collection."""
        self.close()

    @cached_property
    def store(self) -> Store:
        """The graph store, opened when it is first asked for.

        Raises:
            StoreError: if it cannot be opened, for one because another process holds it.
        """
        from graph.stores import open_store

        return open_store(self.settings.store_url)

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
        dense = self._indexes.vectors.search(self.encoder.queries([text])[0], settings.pool) if text else {}
        words = self._indexes.words.search(text, settings.pool)
        return self._hits(fuse(dense, words, settings.dense_weight, settings.words_weight), count)

    def search_words(self, query: str, count: int | None = None) -> tuple[Hit, ...]:
        """The best passages for a question by words alone; needs no model.

        Raises:
            CollectionError: if the question is too long.
        """
        words = self._indexes.words.search(self.restored(query), self.settings.pool)
        return self._hits(fuse({}, words, dense_weight=0, words_weight=1), count)

    def restored(self, query: str) -> str:
        """The question as it is looked for: with diacritics put back if it has none.

        Raises:
            CollectionError: if the question is too long.
        """
        if len(query) > self.settings.max_query_chars:
            raise CollectionError(f"Câu hỏi dài quá {self.settings.max_query_chars} ký tự. Hãy rút ngắn lại.")
        return self._restorer.restore(query) if lacks_diacritics(query) else query.strip()

    def documents(self) -> list[HeldDocument]:
        """All documents held, by file and place."""
        return self._sources.documents()

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

    def _hits(self, ranked: Sequence[Scored], count: int | None) -> tuple[Hit, ...]:
        best = {scored.passage: scored for scored in ranked[: count or self.settings.results]}
        return tuple(Hit(held, best[held.id]) for held in self._sources.passages(list(best)))

    @cached_property
    def _restorer(self) -> Restorer:
        path = self._restorer_file
        return Restorer.load(path) if path.is_file() else learn(self._sources.texts())

    @property
    def _restorer_file(self) -> Path:
        return self.settings.data / "indexes" / "diacritics.json"

    # --- changing ---------------------------------------------------------------------------------------------------

    def ingest(self, paths: Iterable[Path], on_progress: OnProgress = lambda _: None) -> IngestSummary:
        """Takes in files and folders: what is new or changed by content; drops what is gone from the folders.

        A file that cannot be read or understood is named in the summary, and the rest goes on.

        Args:
            paths: Files, and folders of which every readable kind of file is taken, at any depth.
            on_progress: Called before each step.

        Raises:
            CollectionError: if another process is writing.
            ModelError: if there is no model to encode new passages; everything else is done by then.
        """
        paths = list(paths)
        with locked(self.settings.data):
            held = self._sources.held()
            files = dict(files_in(paths))
            taken: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
            failed: list[Failure] = []
            new: dict[str, Path] = {}
            for number, (location, path) in enumerate(files.items()):
                on_progress(Progress("compare", number, len(files), path))
                known, before = held.get(location, (path, None))
                try:
                    if digest_of(Path(path)) == before:
                        taken["unchanged"].append(known)
                    else:
                        new[location] = Path(path)
                except UnreadableFileError as error:
                    failed.append(failure(path, error))
            reader = partial(read, max_bytes=self.settings.max_file_bytes)
            with closing(self._each("read", reader, new, on_progress)) as sources:
                for location, future in zip(new, sources, strict=True):
                    known, before = held.get(location, (files[location], None))
                    try:
                        source = future.result()
                    except Exception as error:  # whatever is wrong with one file must not stop the others
                        failed.append(failure(files[location], error))
                        continue
                    self._sources.put_file(known, location, source.text, source.digest)
                    taken["changed" if before else "added"].append(known)
            self._sources.mark_dropped(
                [path for location, (path, _) in held.items() if location not in files and lies_in(location, paths)]
            )
            removed, not_understood = self._catch_up(on_progress)
            lost = {failure.path for failure in not_understood}
            kept = {kind: tuple(path for path in found if path not in lost) for kind, found in taken.items()}
            return IngestSummary(**kept, removed=tuple(removed), failed=(*failed, *not_understood))

    def remove(self, path: str, on_progress: OnProgress = lambda _: None) -> None:
        """Drops the file ingested under ``path`` and all that came from it.

        Raises:
            CollectionError: if there is no such file, or another process is writing.
        """
        with locked(self.settings.data):
            if not self._sources.mark_dropped([path]):
                raise CollectionError(f"Bộ sưu tập không có tệp {path}.")
            self._catch_up(on_progress)

    def catch_up(self, on_progress: OnProgress = lambda _: None) -> None:
        """Finishes what an interrupted ingest or removal left undone; returns at once if there is nothing to do.

        Raises:
            CollectionError: if there is something to do and another process is writing.
        """
        if self._behind():
            with locked(self.settings.data):
                self._catch_up(on_progress)

    def pin(self) -> None:
        """Shows from now on what is held now, whatever other processes change; this collection then only reads."""
        self._sources.pin()

    def _behind(self) -> bool:
        return bool(self._sources.unfinished()) or self._sources.unlinked or not self._indexes.in_step(self._sources)

    def _catch_up(self, on_progress: OnProgress) -> tuple[list[str], list[Failure]]:
        """Brings graph, passages and indexes up to the source texts; gives the files dropped and those that failed."""
        if not self._behind():
            return [], []
        unfinished = self._sources.unfinished()
        gone = [file for file in unfinished if file.digest is None]
        for file in gone:
            drop(file, self._sources, self.store, self.settings)
        failed: list[Failure] = []
        files = {file.path: file for file in unfinished if file.digest is not None}
        derived = partial(derive, settings=self.settings)
        with closing(self._each("extract", derived, files, on_progress)) as found:
            for file, future in zip(files.values(), found, strict=True):
                try:
                    keep(file, future.result(), self._sources, self.store, self.settings)
                except Exception as error:  # whatever is wrong with one file must not stop the others
                    drop(file, self._sources, self.store, self.settings)
                    failed.append(failure(file.path, error))
        if self._sources.unlinked:
            on_progress(Progress("link", 0, 1))
            self._restorer = learn(self._sources.texts())
            self._restorer.save(self._restorer_file)
            mend(self._sources, self._restorer)
            link_works(self._sources, self.store, self.settings)
        self._indexes.catch_up(
            self._sources, self.encoder, lambda done, total: on_progress(Progress("encode", done, total))
        )
        self._sources.forget_vectors()
        self._sources.count_version()
        return [file.path for file in gone], failed

    def _each(
        self, stage: Stage, function: Callable[[Item], Result], files: Mapping[str, Item], on_progress: OnProgress
    ) -> Generator[Future[Result], None, None]:
        """Applies a function to what there is of each path, in worker processes if that many files are worth it."""
        workers = min(self.settings.workers, len(files) // _WORTHWHILE)
        with closing(outcomes(function, list(files.values()), workers)) as results:
            for number, path in enumerate(files):
                on_progress(Progress(stage, number, len(files), path))
                yield next(results)
