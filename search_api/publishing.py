"""From one edition of a collection to the next, which readers see whole or not at all.

A transaction changes the rows; graph and indexes are changed in copies. The rows say which copies they belong to, so
that the commit shows all three at once. A crash before it leaves the old edition, and copies that the next change
deletes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from search_api.default_model import ModelError
from search_api.derivation import apply, link_anew, link_works, mend
from search_api.edition_files import graph_folder, graph_url, index_folder, sweep
from search_api.encoder import Encoder
from search_api.errors import CollectionError
from search_api.imports import put_again
from search_api.indexes import Indexes
from search_api.intake import OnProgress, Progress
from search_api.learning import learnt, note_texts
from search_api.settings import Settings
from search_api.sources import Sources, transaction
from search_api.staging import Staging
from search_api.vector_cache import VectorCache

if TYPE_CHECKING:
    from graph.stores import Store

Change = Callable[["Store", Sources], None]


def publish(settings: Settings, encoder: Encoder, sources: Sources, on_progress: OnProgress, *changes: Change) -> None:
    """Makes the next edition: what is staged, and ``changes`` to rows and graph beside that.

    The caller holds the lock of the collection, and sweeps what is not needed any more.

    Raises:
        CollectionError: if the graph is lost, and with it what is not staged.
        ModelError: if there is no model to encode new passages; everything else is done by then.
    """
    old = sources.version
    if not graph_folder(settings, old).is_dir() and sources.held().keys() - Staging(sources.database).held():
        raise CollectionError(
            f"Không còn đồ thị ở {graph_folder(settings, old)}. "
            "Hãy chạy `danchieu ingest` để lập lại từ văn bản trong kho."
        )
    sweep(settings, old)
    sources.database.execute("PRAGMA synchronous=FULL")  # the old edition goes right after the commit
    with closing(VectorCache(settings.data)) as cache:
        note_texts(sources)
        with transaction(sources.database):
            unable = _make(settings, encoder, sources, cache, on_progress, changes)
            sources.set_version(old + 1)
        cache.keep_only(sources.keys())
    if unable:
        raise unable


def _make(
    settings: Settings,
    encoder: Encoder,
    sources: Sources,
    cache: VectorCache,
    on_progress: OnProgress,
    changes: Sequence[Change],
) -> ModelError | None:
    """Changes rows, and copies of graph and indexes; gives the error that left passages without vectors."""
    old, model = sources.version, encoder.name
    indexes = Indexes.open(index_folder(settings, old), model)
    with closing(_graph_copy(settings, old)) as store:
        staging = Staging(sources.database)
        apply(staging, sources, store, settings)
        staging.clear()
        if not graph_folder(settings, old).is_dir():
            put_again(store, sources, settings)
            link_anew(sources)
        for change in changes:
            change(store, sources)
        restorer = learnt(indexes.restorer_file, sources)
        mend(sources, restorer)
        link_works(sources, store, settings, lambda done, total: on_progress(Progress("link", done, total)))
    indexes = indexes.copy_to(index_folder(settings, old + 1))
    indexes.put_restorer(restorer)
    unable = None
    try:
        indexes.catch_up(sources, cache, encoder, lambda done, total: on_progress(Progress("encode", done, total)))
    except ModelError as error:
        unable = error
    indexes.save()
    return unable


def _graph_copy(settings: Settings, version: int) -> Store:
    """A copy of the graph of an edition, as that of the next one; empty if the old one is lost."""
    from graph.stores import open_store, read_store

    old, new = graph_folder(settings, version), graph_folder(settings, version + 1)
    new.parent.mkdir(parents=True, exist_ok=True)
    if old.is_dir():
        with closing(read_store(graph_url(settings, version))) as store:
            store.checkpoint(new)
    return open_store(graph_url(settings, version + 1))
