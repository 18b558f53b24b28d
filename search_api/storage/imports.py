"""Files of RDF that others made, in a collection: their content is kept, as the source texts are."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from search_api.settings import Settings
from search_api.storage.sources import Sources

if TYPE_CHECKING:
    from graph.imports import ImportedFile
    from graph.stores import Store


@dataclass(frozen=True, slots=True)
class HeldImport:
    """An import by the SHA-256 of its content, with the path under which it was imported, and the day."""

    digest: str
    name: str
    day: str


def held_imports(database: sqlite3.Connection) -> list[HeldImport]:
    """All imports, by name."""
    return [HeldImport(*row) for row in database.execute("SELECT digest, name, day FROM imports ORDER BY name")]


def adding(file: ImportedFile, settings: Settings) -> Callable[[Store, Sources], None]:
    """The change of a collection that takes in an import, in place of an earlier one of the same name."""
    return partial(_add, file, settings)


def dropping(held: HeldImport, settings: Settings) -> Callable[[Store, Sources], None]:
    """The change of a collection that drops an import."""
    return partial(_drop, held, settings)


def put_again(store: Store, sources: Sources, settings: Settings) -> None:
    """Puts all imports into a graph that has lost them."""
    from graph.imports import ImportedFile, import_quads

    for held in held_imports(sources.database):
        row = sources.database.execute("SELECT suffix, content FROM imports WHERE digest=?", (held.digest,)).fetchone()
        file = ImportedFile(held.name, held.digest, held.day, row[0], zlib.decompress(row[1]))
        store.extend(import_quads(file, settings.base))


def _add(file: ImportedFile, settings: Settings, store: Store, sources: Sources) -> None:
    from graph.imports import import_quads

    for held in held_imports(sources.database):
        if file.name == held.name or file.digest == held.digest:
            _drop(held, settings, store, sources)
    sources.database.execute(
        "INSERT INTO imports(digest, name, day, suffix, content) VALUES(?,?,?,?,?)",
        (file.digest, file.name, file.day, file.suffix, zlib.compress(file.content)),
    )
    store.extend(import_quads(file, settings.base))


def _drop(held: HeldImport, settings: Settings, store: Store, sources: Sources) -> None:
    from graph.imports import drop_import

    sources.database.execute("DELETE FROM imports WHERE digest=?", (held.digest,))
    drop_import(store, held.digest, settings.base)
