"""One edition of a collection as its readers have it: rows, graph and indexes that belong together and stay."""

from __future__ import annotations

import os
from contextlib import closing
from functools import cached_property
from typing import TYPE_CHECKING

from search_api.editions.files import graph_folder, graph_url, index_folder
from search_api.editions.indexes import Indexes
from search_api.meaning.known import KnownVectors, Meaning
from search_api.settings import Settings
from search_api.storage.lock import hold
from search_api.storage.sources import Sources

if TYPE_CHECKING:
    from graph.stores import Store


class Snapshot:
    """The newest edition when this was opened. Others may write meanwhile; its files stay until it is closed."""

    def __init__(self, settings: Settings, known: KnownVectors) -> None:
        """Opens the newest edition.

        Args:
            settings: Where the collection is.
            known: The vectors that this process has, by passage.

        Raises:
            CollectionError: if the collection is of another format.
            OSError, sqlite3.Error, ValueError, RuntimeError: if it cannot be used or is damaged.
        """
        self._settings = settings
        self.sources, self._held = _pinned(settings)
        self.version = self.sources.version
        self.meaning = Meaning(self.sources, known)
        try:
            self.indexes = Indexes(index_folder(settings, self.version))
        except BaseException:
            self.close()
            raise

    @cached_property
    def store(self) -> Store:
        """The graph, opened when it is first asked for.

        Raises:
            StoreError: if it cannot be opened.
        """
        from graph.stores import read_store

        return read_store(graph_url(self._settings, self.version))

    def close(self) -> None:
        """Lets go of the files."""
        self.sources.close()
        if store := self.__dict__.pop("store", None):
            store.close()
        os.close(self._held)


def _pinned(settings: Settings) -> tuple[Sources, int]:
    """The rows of the newest edition, and the descriptor that holds its files."""
    while True:
        sources = Sources(settings.data)
        sources.pin()
        version = sources.version
        folder = index_folder(settings, version)
        folder.mkdir(parents=True, exist_ok=True)
        held = hold(folder)
        # Between the two, others may have shown a newer edition and deleted this one.
        if graph_folder(settings, version).is_dir() or newest_version(settings) == version:
            return sources, held
        sources.close()
        os.close(held)


def newest_version(settings: Settings) -> int:
    """The version of the collection that readers are shown now."""
    with closing(Sources(settings.data)) as sources:
        return sources.version
