"""What a collection holds: source texts as read (the truth), and the documents, passages and vectors derived from them.

One SQLite file, since its transactions make each change whole. A file's row carries the digest of its content and the
digest that the derived rows and the graph reflect: where the two differ, work is left to do, be it after a crash.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from search_api.encoder import Matrix
from search_api.passages import Passage

FILE: Final = "sources.sqlite"

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS files(
    id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, location TEXT UNIQUE NOT NULL,
    text TEXT NOT NULL, digest TEXT, derived TEXT);
CREATE TABLE IF NOT EXISTS documents(
    file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE, id TEXT NOT NULL, start INTEGER, end INTEGER,
    type TEXT, number TEXT, date TEXT, issuer TEXT, title TEXT, iri TEXT, PRIMARY KEY(file, id));
CREATE TABLE IF NOT EXISTS passages(
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
    document TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, headings TEXT NOT NULL,
    damaged INTEGER NOT NULL, indexed TEXT NOT NULL, key TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of_file ON passages(file);
CREATE INDEX IF NOT EXISTS passages_by_key ON passages(key);
CREATE TABLE IF NOT EXISTS vectors(
    model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY(model, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS state(id INTEGER PRIMARY KEY CHECK(id = 1), version INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the collection.

    Attributes:
        id: Its row.
        path: The path under which it was ingested first.
        text: Its text as read; offsets are into this.
        digest: SHA-256 of its bytes; ``None`` once it is to be dropped.
    """

    id: int
    path: str
    text: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that the collection holds; ``iri`` names the work it realises, once that is known."""

    file: str
    id: str
    start: int
    end: int
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A passage by its id, with its words, the file they stand in and the document, if they belong to one."""

    id: int
    file: str
    passage: Passage
    text: str
    document: HeldDocument | None


class Sources:
    """The SQLite file of one collection. Readers may be many; writing is for whoever holds the collection's lock."""

    def __init__(self, folder: Path) -> None:
        """Opens the file in the folder of a collection, or makes it.

        Raises:
            sqlite3.DatabaseError: if what is there is not such a file.
        """
        self._database = sqlite3.connect(folder / FILE, check_same_thread=False, isolation_level=None)
        self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    @property
    def version(self) -> int:
        """How many times graph and indexes have been brought up to the texts; what differs by it may differ in all."""
        row = self._database.execute("SELECT version FROM state").fetchone()
        return int(row[0]) if row else 0

    def count_version(self) -> None:
        """Notes that graph and indexes have been brought up to the texts once more."""
        self._database.execute("INSERT INTO state VALUES(1, 1) ON CONFLICT(id) DO UPDATE SET version=version+1")

    def pin(self) -> None:
        """Shows from now on what is held now, whatever other processes change; nothing can be changed here any more."""
        self._database.execute("BEGIN")
        self._database.execute("SELECT version FROM state").fetchone()  # a transaction begins with what it reads first

    def held(self) -> dict[str, tuple[str, str]]:
        """Path and digest of every file by its location, without those that are to be dropped."""
        rows = self._database.execute("SELECT location, path, digest FROM files WHERE digest IS NOT NULL")
        return {location: (path, digest) for location, path, digest in rows}

    def put_file(self, path: str, location: str, text: str, digest: str) -> None:
        """Takes in a file or its new content; what is derived from it stays until :meth:`put_derived`."""
        self._database.execute(
            "INSERT INTO files(path, location, text, digest) VALUES(?,?,?,?)"
            " ON CONFLICT(location) DO UPDATE SET text=excluded.text, digest=excluded.digest, derived=NULL",
            (path, location, text, digest),
        )

    def mark_dropped(self, paths: Sequence[str]) -> int:
        """Notes that files are to be dropped, with their graphs (:meth:`drop_file` does it), and gives their number."""
        return self._database.execute(
            "UPDATE files SET digest=NULL, derived='' WHERE path IN (SELECT value FROM json_each(?))",
            (json.dumps(paths),),
        ).rowcount

    def drop_file(self, file: SourceFile) -> None:
        """Drops a file and everything derived from it."""
        with self._database as transaction:
            transaction.execute("BEGIN")
            transaction.execute("DELETE FROM files WHERE id=?", (file.id,))
            transaction.execute("PRAGMA user_version=1")

    @property
    def unlinked(self) -> bool:
        """Whether files came or went since :meth:`put_works`."""
        return bool(self._database.execute("PRAGMA user_version").fetchone()[0])

    def unfinished(self) -> list[SourceFile]:
        """Files whose derived rows and graph do not reflect their content, or that are to be dropped."""
        return [
            SourceFile(*row)
            for row in self._database.execute(
                "SELECT id, path, text, digest FROM files WHERE derived IS NOT digest ORDER BY path"
            )
        ]

    def texts(self) -> Iterable[str]:
        """The texts of all files, in the order of their paths."""
        return (text for (text,) in self._database.execute("SELECT text FROM files ORDER BY path"))

    def text(self, path: str) -> str | None:
        """The text of the file ingested under ``path``; ``None`` if there is none."""
        row = self._database.execute("SELECT text FROM files WHERE path=?", (path,)).fetchone()
        return str(row[0]) if row else None

    def put_derived(
        self, file: SourceFile, documents: Iterable[HeldDocument], passages: Iterable[tuple[Passage, bool, str]]
    ) -> None:
        """Puts documents and passages in place of a file's old ones.

        Args:
            file: The file, with the content from which the rest was derived.
            documents: Its documents.
            passages: Its passages, each with whether it is damaged and what the indexes are to hold of it.
        """
        with self._database as transaction:
            transaction.execute("BEGIN")
            transaction.execute("DELETE FROM documents WHERE file=?", (file.id,))
            transaction.execute("DELETE FROM passages WHERE file=?", (file.id,))
            transaction.executemany(
                "INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?,?)",
                [
                    (file.id, d.id, d.start, d.end, d.type, d.number, d.date, d.issuer, d.title, d.iri)
                    for d in documents
                ],
            )
            transaction.executemany(
                "INSERT INTO passages VALUES(?,?,?,?,?,?,?,?,?)",
                [
                    (
                        _passage_id(file.path, p.start, indexed),
                        file.id,
                        p.document,
                        p.start,
                        p.end,
                        json.dumps(p.headings),
                        damaged,
                        indexed,
                        _key(indexed),
                    )
                    for p, damaged, indexed in passages
                ],
            )
            transaction.execute("UPDATE files SET derived=digest WHERE id=?", (file.id,))
            transaction.execute("PRAGMA user_version=1")

    def put_works(self, works: Iterable[tuple[str, str, str]]) -> None:
        """Notes which work (IRI) each document realises: rows of path, document id, IRI."""
        with self._database as transaction:
            transaction.execute("BEGIN")
            transaction.execute("UPDATE documents SET iri=NULL")
            transaction.executemany(
                "UPDATE documents SET iri=? WHERE id=? AND file=(SELECT id FROM files WHERE path=?)",
                [(iri, document, path) for path, document, iri in works],
            )
            transaction.execute("PRAGMA user_version=0")

    def documents(self) -> list[HeldDocument]:
        """All documents, by file and place."""
        return [
            HeldDocument(*row)
            for row in self._database.execute(
                "SELECT path, d.id, start, end, type, number, date, issuer, title, iri FROM documents d"
                " JOIN files f ON f.id=d.file ORDER BY path, start"
            )
        ]

    def passage_ids(self) -> frozenset[int]:
        """The ids of all passages. An id stands for file, place and indexed words, in whatever collection."""
        return frozenset(row[0] for row in self._database.execute("SELECT id FROM passages"))

    def passages(self, ids: Sequence[int]) -> list[HeldPassage]:
        """The passages of these ids, in this order, without those that are no longer held."""
        rows = self._database.execute(
            "SELECT p.id, path, p.document, p.start, p.end, headings, substr(text, p.start + 1, p.end - p.start),"
            " d.id, d.start, d.end, type, number, date, issuer, title, iri"
            " FROM (SELECT key place, value wanted FROM json_each(?)) JOIN passages p ON p.id=wanted"
            " JOIN files f ON f.id=p.file LEFT JOIN documents d ON d.file=p.file AND d.id=p.document ORDER BY place",
            (json.dumps(list(ids)),),
        )
        return [
            HeldPassage(
                row[0],
                row[1],
                Passage(row[2], row[3], row[4], tuple(json.loads(row[5]))),
                row[6],
                HeldDocument(row[1], *row[7:]) if row[7] else None,
            )
            for row in rows
        ]

    def indexed(self, ids: Iterable[int]) -> list[tuple[int, str]]:
        """What the indexes are to hold of these passages, by id."""
        return list(
            self._database.execute(
                "SELECT id, indexed FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(list(ids)),),
            )
        )

    def damaged(self) -> list[HeldPassage]:
        """The passages whose words lack diacritics; what is indexed of them depends on the rest of the collection."""
        return self.passages([row[0] for row in self._database.execute("SELECT id FROM passages WHERE damaged")])

    def reindex(self, indexed: Iterable[tuple[HeldPassage, str]]) -> None:
        """Changes what is indexed of passages; one for which that is new gets a new id."""
        with self._database as transaction:
            transaction.execute("BEGIN")
            transaction.executemany(
                "UPDATE passages SET id=?, indexed=?, key=? WHERE id=?",
                [
                    (_passage_id(held.file, held.passage.start, text), text, _key(text), held.id)
                    for held, text in indexed
                ],
            )

    def vectors(self, model: str, ids: Iterable[int]) -> dict[int, Matrix]:
        """The vectors that ``model`` has given for these passages' words, by id; those not encoded yet are missing."""
        # CROSS JOIN keeps this order; left to itself, SQLite goes through all ids again for every vector.
        rows = self._database.execute(
            "SELECT id, vector FROM (SELECT value wanted FROM json_each(?)) CROSS JOIN passages ON id=wanted"
            " CROSS JOIN vectors USING(key) WHERE model=?",
            (json.dumps(list(ids)), model),
        )
        return {passage: np.frombuffer(vector, np.float32) for passage, vector in rows}

    def put_vectors(self, model: str, texts: Sequence[str], vectors: Matrix) -> None:
        """Keeps the vectors that ``model`` gave for ``texts``, so that the same words are not encoded again."""
        with self._database as transaction:
            transaction.execute("BEGIN")
            transaction.executemany(
                "INSERT OR REPLACE INTO vectors VALUES(?,?,?)",
                [(model, _key(text), vector.tobytes()) for text, vector in zip(texts, vectors, strict=True)],
            )

    def forget_vectors(self) -> None:
        """Drops vectors of words that no passage has any more."""
        self._database.execute("DELETE FROM vectors WHERE key NOT IN (SELECT key FROM passages)")


def _passage_id(path: str, start: int, indexed: str) -> int:
    """63 bits of a hash, so that an index never takes a passage for another, even beside a restored or new database."""
    digest = hashlib.sha256(f"{path}\0{start}\0{indexed}".encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
