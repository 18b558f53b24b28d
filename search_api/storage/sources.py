"""What a collection holds: source texts as read (the truth), and the documents and passages derived from them.

Rows of one SQLite file. Whoever changes them does it in one transaction, at whose end the new version of the whole
collection counts (:mod:`search_api.editions.publishing`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from search_api.storage.database import open_database
from search_api.storage.held import HeldDocument, SourceFile, source_file
from search_api.storage.passage_rows import PassageRows
from search_api.storage.passages import Passage

_DOCUMENTS: Final = (
    "SELECT path, d.id, start, end, type, number, date, issuer, title, iri FROM documents d"
    " JOIN files f ON f.id=d.file WHERE {chosen} ORDER BY path, start"
)


class Sources:
    """The rows of one collection. Readers may be many; writing is for whoever holds the collection's lock."""

    def __init__(self, folder: Path) -> None:
        """Opens the rows in the folder of a collection, or makes an empty collection there.

        Raises:
            CollectionError: if they are of another format.
            sqlite3.DatabaseError: if what is there is not such a file.
        """
        self.database = open_database(folder)
        self.passages = PassageRows(self.database)

    def close(self) -> None:
        """Lets go of the file."""
        self.database.close()

    @property
    def version(self) -> int:
        """Which edition these rows belong to: how many times the collection has been changed."""
        row = self.database.execute("SELECT version FROM state").fetchone()
        return int(row[0]) if row else 0

    def set_version(self, version: int) -> None:
        """Notes to which edition the rows belong."""
        self.database.execute("INSERT OR REPLACE INTO state VALUES(1, ?)", (version,))

    def pin(self) -> None:
        """Shows from now on what is held now, whatever other processes change; nothing can be changed here any more."""
        self.database.execute("BEGIN")
        self.database.execute("SELECT version FROM state").fetchone()  # a transaction begins with what it reads first

    def held(self) -> dict[str, tuple[str, str]]:
        """Path and digest of every file by its location."""
        rows = self.database.execute("SELECT location, path, digest FROM files")
        return {location: (path, digest) for location, path, digest in rows}

    def held_at(self, locations: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Path and digest of the files at some locations, as far as they are held."""
        rows = self.database.execute(
            "SELECT location, path, digest FROM files WHERE location IN (SELECT value FROM json_each(?))",
            (json.dumps(list(locations)),),
        )
        return {location: (path, digest) for location, path, digest in rows}

    def location(self, path: str) -> str | None:
        """Where the file is that was ingested under ``path``; ``None`` if there is none."""
        row = self.database.execute("SELECT location FROM files WHERE path=?", (path,)).fetchone()
        return str(row[0]) if row else None

    def outdated(self, program: str) -> int:
        """How many files were derived by another program than the one of this version."""
        row = self.database.execute("SELECT count(*) FROM files WHERE program<>?", (program,)).fetchone()
        return int(row[0])

    def texts(self) -> Iterable[str]:
        """The texts of all files, in the order of their paths."""
        return (text for (text,) in self.database.execute("SELECT text FROM files ORDER BY path"))

    def text(self, path: str) -> str | None:
        """The text of the file ingested under ``path``; ``None`` if there is none."""
        row = self.database.execute("SELECT text FROM files WHERE path=?", (path,)).fetchone()
        return str(row[0]) if row else None

    def file(self, path: str) -> SourceFile | None:
        """The file ingested under ``path``, with its text; ``None`` if there is none."""
        query = "SELECT path, location, text, digest, kind, pages FROM files WHERE path=?"
        row = self.database.execute(query, (path,)).fetchone()
        return source_file(*row) if row else None

    def drop(self, path: str) -> None:
        """Drops a file and everything derived from it."""
        self.database.execute("DELETE FROM files WHERE path=?", (path,))

    def put(
        self,
        file: SourceFile,
        program: str,
        documents: Iterable[HeldDocument],
        passages: Iterable[tuple[Passage, bool, str]],
    ) -> None:
        """Puts a file, its documents and passages in place of what was held of it.

        Args:
            file: The file, with the content from which the rest was derived.
            program: The version of the program that derived it.
            documents: Its documents.
            passages: Its passages, each with whether it is damaged and what the indexes are to hold of it.
        """
        ((row,),) = self.database.execute(
            "INSERT INTO files(path, location, text, digest, program, kind, pages) VALUES(?,?,?,?,?,?,?)"
            " ON CONFLICT(location) DO UPDATE SET text=excluded.text, digest=excluded.digest,"
            " program=excluded.program, kind=excluded.kind, pages=excluded.pages RETURNING id",
            (file.path, file.location, file.text, file.digest, program, file.kind, json.dumps(file.pages)),
        ).fetchall()
        self.database.execute("DELETE FROM documents WHERE file=?", (row,))
        self.database.executemany(
            "INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?,?)",
            [(row, d.id, d.start, d.end, d.type, d.number, d.date, d.issuer, d.title, d.iri) for d in documents],
        )
        self.passages.replace(row, file.path, passages)

    def put_works(self, works: Iterable[tuple[str, str, str]]) -> None:
        """Notes which work (IRI) documents realise: rows of path, document id, IRI."""
        self.database.executemany(
            "UPDATE documents SET iri=? WHERE id=? AND file=(SELECT id FROM files WHERE path=?)",
            [(iri, document, path) for path, document, iri in works],
        )

    def documents(self) -> list[HeldDocument]:
        """All documents, by file and place."""
        return self._documents("1")

    def documents_in(self, path: str) -> list[HeldDocument]:
        """The documents of the file ingested under ``path``, by place."""
        return self._documents("path=?", path)

    def documents_of(self, iri: str) -> list[HeldDocument]:
        """The documents that realise a work, by file and place."""
        return self._documents("iri=?", iri)

    def documents_at(self, places: Iterable[tuple[str, str]]) -> list[HeldDocument]:
        """The documents at some places (file and id), by file and place; a place where there is none is left out."""
        wanted = json.dumps(list(places))
        return self._documents("(path, d.id) IN (SELECT value->>0, value->>1 FROM json_each(?))", wanted)

    def places_of_works(self, works: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
        """Where the documents that realise works are (file and id), by the IRI of the work."""
        found: dict[str, list[tuple[str, str]]] = {}
        for iri, path, document in self.database.execute(
            "SELECT iri, path, d.id FROM (SELECT value wanted FROM json_each(?)) JOIN documents d ON d.iri=wanted"
            " JOIN files f ON f.id=d.file ORDER BY path, d.start",
            (json.dumps(list(works)),),
        ):
            found.setdefault(iri, []).append((path, document))
        return found

    @property
    def work_count(self) -> int:
        """How many works the documents realise."""
        return int(self.database.execute("SELECT count(DISTINCT iri) FROM documents").fetchone()[0])

    def _documents(self, chosen: str, *values: str) -> list[HeldDocument]:
        found = self.database.execute(_DOCUMENTS.format(chosen=chosen), values)
        return [HeldDocument(*row) for row in found]


def transaction(database: sqlite3.Connection) -> sqlite3.Connection:
    """A transaction for a ``with`` block: committed at its end, undone if it is left by an exception."""
    database.execute("BEGIN IMMEDIATE")
    return database
