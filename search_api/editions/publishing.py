"""From one edition of a collection to the next, which readers see whole or not at all.

A transaction changes the rows; graph and word index are changed in copies. The rows say which copies they belong to, so
that the commit shows all three at once. A crash before it leaves the old edition, and copies that the next change
deletes. Vectors belong to no edition and come later (:mod:`search_api.meaning.encoding`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Final

from search_api.editions.files import graph_folder, graph_url, index_folder, sweep
from search_api.editions.indexes import Indexes
from search_api.editions.learning import learnt, note_texts
from search_api.errors import CollectionError
from search_api.meaning.vector_cache import VectorCache
from search_api.progress import OnProgress, Progress
from search_api.settings import Settings
from search_api.storage.derivation import apply, link_anew, link_works, mend
from search_api.storage.graphs import put_written
from search_api.storage.imports import put_again
from search_api.storage.sources import Sources, transaction
from search_api.storage.staging import Staging

if TYPE_CHECKING:
    from graph.stores import Store

Change = Callable[["Store", Sources], None]

# What notes, of this connection's changes, the passages that come or go and the keys of the words that are lost.
_NOTING: Final = """
CREATE TEMP TABLE IF NOT EXISTS lost(key TEXT);
CREATE TEMP TABLE IF NOT EXISTS touched(id INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER IF NOT EXISTS passage_came AFTER INSERT ON main.passages
BEGIN INSERT OR IGNORE INTO touched VALUES(new.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS passage_dropped AFTER DELETE ON main.passages
BEGIN INSERT INTO lost VALUES(old.key); INSERT OR IGNORE INTO touched VALUES(old.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS passage_changed AFTER UPDATE OF id, key ON main.passages
BEGIN INSERT INTO lost VALUES(old.key); INSERT OR IGNORE INTO touched VALUES(old.id), (new.id); END;
DELETE FROM touched;
"""


def publish(settings: Settings, sources: Sources, on_progress: OnProgress, *changes: Change) -> None:
    """Makes the next edition: what is staged, and ``changes`` to rows and graph beside that.

    The caller holds the lock of the collection, and sweeps what is not needed any more.

    Raises:
        CollectionError: if the graph is lost, and with it what is not staged.
    """
    old = sources.version
    if not graph_folder(settings, old).is_dir() and sources.held().keys() - Staging(sources.database).held():
        raise CollectionError(
            f"Không còn đồ thị ở {graph_folder(settings, old)}. "
            "Hãy chạy `danchieu ingest` để lập lại từ văn bản trong kho."
        )
    sweep(settings, old)
    sources.database.execute("PRAGMA synchronous=FULL")  # the old edition goes right after the commit
    sources.database.executescript(_NOTING)
    note_texts(sources)
    with transaction(sources.database):
        _make(settings, sources, on_progress, changes)
        sources.set_version(old + 1)
    if lost := _lost(sources):
        with closing(VectorCache(settings.data)) as cache:
            cache.drop(lost)


def _lost(sources: Sources) -> list[str]:
    """The keys of words that no passage has any more, as far as this connection made it so."""
    query = (
        "SELECT DISTINCT key FROM lost WHERE key NOT IN (SELECT key FROM passages WHERE key IN (SELECT key FROM lost))"
    )
    return [key for (key,) in sources.database.execute(query)]


def _make(settings: Settings, sources: Sources, on_progress: OnProgress, changes: Sequence[Change]) -> None:
    """Changes rows, and copies of graph and word index."""
    from graph.vocabulary import put_vocabulary

    old = sources.version
    indexes = Indexes(index_folder(settings, old))
    whole = indexes.in_step(sources)  # and not lost
    with closing(_graph_copy(settings, old)) as store:
        staging = Staging(sources.database)
        apply(staging, sources, store, settings)
        staging.clear()
        if not graph_folder(settings, old).is_dir():
            put_again(store, sources, settings)
            put_written(store, sources)
            link_anew(sources)
        for change in changes:
            change(store, sources)
        restorer = learnt(indexes.restorer_file, sources)
        mend(sources, restorer)
        put_vocabulary(store)
        link_works(sources, store, settings, lambda done, total: on_progress(Progress("link", done, total)))
    on_progress(Progress("index", 0, 1))
    indexes = indexes.copy_to(index_folder(settings, old + 1))
    indexes.put_restorer(restorer)
    if whole:
        indexes.follow(sources, [passage for (passage,) in sources.database.execute("SELECT id FROM touched")])
    else:
        indexes.catch_up(sources)


def _graph_copy(settings: Settings, version: int) -> Store:
    """A copy of the graph of an edition, as that of the next one; empty if the old one is lost."""
    from graph.stores import open_store, read_store

    old, new = graph_folder(settings, version), graph_folder(settings, version + 1)
    new.parent.mkdir(parents=True, exist_ok=True)
    if old.is_dir():
        with closing(read_store(graph_url(settings, version))) as store:
            store.checkpoint(new)
    return open_store(graph_url(settings, version + 1))
