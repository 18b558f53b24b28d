"""What a server shows: one edition of the collection, and the next one once another process has changed it.

A request has one edition from its beginning to its end; an edition is closed when its last request is answered.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from graph.stores import StoreError
from search_api.collection import Collection
from search_api.errors import CollectionError
from search_api.meaning.encoder import Encoder, SentenceEncoder
from search_api.meaning.known import KnownVectors
from search_api.question.answering import prepare
from search_api.settings import Settings
from search_api.sparql.pool import QueryPool, open_queries
from search_api.storage.sources import Sources

_EVERY_SECONDS: Final = 1.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Edition:
    """A collection at one version, with processes for queries of its graph.

    Attributes:
        collection: What is shown.
        queries: Answers SPARQL over its graph.
        tag: Differs from that of every other edition of this folder, also after a backup was restored into it.
    """

    collection: Collection
    queries: QueryPool
    tag: str

    @cached_property
    def statements(self) -> int:
        """How many statements the graph holds; counted once, since the engine walks over all of them."""
        return self.collection.store.health()


@dataclass(slots=True)
class _Shown:
    """An edition, what closes it, and how many need it: the requests that have it, and the server while it shows it."""

    edition: Edition
    stack: ExitStack
    users: int = 1


class Editions:
    """The edition that is shown, and those that requests still have."""

    def __init__(
        self, settings: Settings, encoder: Encoder, see_to: Callable[[Collection], None] = lambda _: None
    ) -> None:
        """Opens the first edition.

        Args:
            settings: Where the collection is.
            encoder: Of every edition, so that its model is loaded once.
            see_to: Called every second with the collection shown, while changes are looked for.

        Raises:
            CollectionError, StoreError: if the collection cannot be used.
        """
        self.encoder = encoder
        self.settings = settings
        self._see_to = see_to
        self._known = KnownVectors(settings.data, encoder.name)
        self._lock = threading.Lock()
        self._shown = self._open()
        self._sources = Sources(settings.data)

    @contextmanager
    def current(self) -> Iterator[Edition]:
        """The edition of a request, for as long as it needs it."""
        with self._lock:
            mine = self._shown
            mine.users += 1
        try:
            yield mine.edition
        finally:
            self._leave(mine)

    def renew(self) -> bool:
        """Shows the collection as it is now, if it has changed; requests that are being answered keep what they have.

        Returns:
            Whether there is a new edition.

        Raises:
            CollectionError, StoreError: if it cannot be opened; what was shown stays.
        """
        if self._sources.version == self._shown.edition.collection.version:
            return False
        new = self._open()
        if not self.encoder.loading:  # else nobody is answered by meaning yet
            new.edition.collection.refresh()
        with self._lock:
            old, self._shown = self._shown, new
        self._leave(old)
        return True

    def warm_up(self) -> None:
        """Takes the vectors into memory and loads the model, in the background; until then words alone answer."""
        if isinstance(self.encoder, SentenceEncoder):
            self.encoder.load_in_background(self._shown.edition.collection.refresh)

    @contextmanager
    def renewed(self) -> Iterator[None]:
        """Looks for changes every second, in a thread, while the block runs."""
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(over,), daemon=True)
        watcher.start()
        try:
            yield
        finally:
            over.set()
            watcher.join()

    def _watch(self, over: threading.Event) -> None:
        told = ""
        prepared = 0
        while not over.wait(_EVERY_SECONDS):
            try:
                self.renew()
                prepared = self._prepare(prepared)
                self._see_to(self._shown.edition.collection)
                told = ""
            except (CollectionError, StoreError, OSError, RuntimeError, sqlite3.Error) as error:
                if str(error) != told:  # once, not every second
                    _log.warning("%s", error)
                told = str(error)

    def _prepare(self, prepared: int) -> int:
        """Has the names ready for questions to the edition shown; gives its version."""
        with self.current() as edition:
            if edition.collection.version != prepared:
                prepare(edition.collection.store, self.settings.base)
            return edition.collection.version

    def _open(self) -> _Shown:
        with ExitStack() as stack:
            collection = stack.enter_context(Collection.open(self.settings, self.encoder, self._known))
            queries = stack.enter_context(open_queries(collection, self.settings.query_workers))
            tag = f"{collection.version}-{collection.graph_folder.stat().st_mtime_ns:x}"
            return _Shown(Edition(collection, queries, tag), stack.pop_all())

    def _leave(self, shown: _Shown) -> None:
        with self._lock:
            shown.users -= 1
            unused = shown.users == 0
        if unused:
            shown.stack.close()

    def close(self) -> None:
        """Closes what is shown, once no request has it any more."""
        self._leave(self._shown)
        self._sources.close()
        self._known.close()


class WithEdition:
    """ASGI middleware: each request has one edition until the last byte of its answer is sent."""

    def __init__(self, app: ASGIApp, editions: Editions) -> None:
        """Wraps ``app``."""
        self._app, self._editions = app, editions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with self._editions.current() as edition:
            scope.setdefault("state", {})["edition"] = edition
            await self._app(scope, receive, send)


def edition_of(request: Request) -> Edition:
    """The edition that a request has; the application gives it one."""
    edition: Edition = request.state.edition
    return edition
