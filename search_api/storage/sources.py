"""What a collection holds: source texts as read (the truth), and the documents and passages derived from them.

Rows of one SQLite file. Whoever changes them does it in one transaction, at whose end the new version of the whole
collection counts (:mod:`search_api.editions.publishing`).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from search_api.storage.database import open_database
from search_api.storage.passages import Passage

_FEW: Final = 100  # damaged passages: read anew in half a second

DOCUMENT: Final = ("number", "type", "date", "issuer", "iri", "title")
"""What is told of the document of a passage."""
_DOCUMENTS: Final = (
    "SELECT path, d.id, start, end, type, number, date, issuer, title, iri FROM documents d"
    " JOIN files f ON f.id=d.file WHERE {chosen} ORDER BY path, start"
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the collection.

    Attributes:
        path: The path under which it was ingested first.
        location: Where it was, resolved.
        text: Its text as read; offsets are into this.
        digest: SHA-256 of its bytes.
    """

    path: str
    location: str
    text: str
    digest: str


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

    def to_json(self) -> dict[str, str | None]:
        """What the JSON of ``danchieu search`` tells of the document of a passage."""
        return {name: getattr(self, name) for name in DOCUMENT}


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A passage by its id, with its words, the file they stand in and the document, if they belong to one."""

    id: int
    file: str
    passage: Passage
    text: str
    document: HeldDocument | None


class Sources:
    """The rows of one collection. Readers may be many; writing is for whoever holds the collection's lock."""

    def __init__(self, folder: Path) -> None:
        """Opens the rows in the folder of a collection, or makes an empty collection there.

        Raises:
            CollectionError: if they are of another format.
            sqlite3.DatabaseError: if what is there is not such a file.
        """
        self.database = open_database(folder)

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
        query = "SELECT path, location, text, digest FROM files WHERE path=?"
        row = self.database.execute(query, (path,)).fetchone()
        return SourceFile(*row) if row else None

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
            "INSERT INTO files(path, location, text, digest, program) VALUES(?,?,?,?,?) ON CONFLICT(location)"
            " DO UPDATE SET text=excluded.text, digest=excluded.digest, program=excluded.program RETURNING id",
            (file.path, file.location, file.text, file.digest, program),
        ).fetchall()
        self.database.execute("DELETE FROM documents WHERE file=?", (row,))
        self.database.execute("DELETE FROM passages WHERE file=?", (row,))
        self.database.executemany(
            "INSERT INTO documents VALUES(?,?,?,?,?,?,?,?,?,?)",
            [(row, d.id, d.start, d.end, d.type, d.number, d.date, d.issuer, d.title, d.iri) for d in documents],
        )
        self.database.executemany(
            "INSERT INTO passages VALUES(?,?,?,?,?,?,?,?,?)",
            [
                (
                    _passage_id(file.path, p.start, indexed),
                    row,
                    p.document,
                    p.start,
                    p.end,
                    json.dumps(p.headings),
                    damaged,
                    indexed,
                    key_of(indexed),
                )
                for p, damaged, indexed in passages
            ],
        )

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

    def _documents(self, chosen: str, *values: str) -> list[HeldDocument]:
        found = self.database.execute(_DOCUMENTS.format(chosen=chosen), values)
        return [HeldDocument(*row) for row in found]

    def passage_ids(self) -> frozenset[int]:
        """The ids of all passages. An id stands for file, place and indexed words, in whatever collection."""
        return frozenset(row[0] for row in self.database.execute("SELECT id FROM passages"))

    def passages(self, ids: Sequence[int]) -> list[HeldPassage]:
        """The passages of these ids, in this order, without those that are no longer held."""
        rows = self.database.execute(
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

    def places_of(self, ids: Iterable[int]) -> dict[int, tuple[str, str | None]]:
        """File and document (``None``: text that belongs to none) of passages, by their ids; in the order given."""
        rows = self.database.execute(
            "SELECT p.id, path, p.document FROM (SELECT key place, value wanted FROM json_each(?))"
            " JOIN passages p ON p.id=wanted JOIN files f ON f.id=p.file ORDER BY place",
            (json.dumps(list(ids)),),
        )
        return {passage: (path, document) for passage, path, document in rows}

    def passages_of(self, documents: Iterable[tuple[str, str]]) -> frozenset[int]:
        """The ids of all passages of documents, which are given by file and id."""
        rows = self.database.execute(
            "SELECT p.id FROM (SELECT value->>0 path, value->>1 document FROM json_each(?)) wanted"
            " JOIN files f ON f.path=wanted.path JOIN passages p ON p.file=f.id AND p.document=wanted.document",
            (json.dumps(list(documents)),),
        )
        return frozenset(row[0] for row in rows)

    def indexed(self, ids: Iterable[int]) -> list[tuple[int, str]]:
        """What the indexes are to hold of these passages, by id."""
        return list(
            self.database.execute(
                "SELECT id, indexed FROM passages WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
                (json.dumps(list(ids)),),
            )
        )

    def damaged(self, lines: int) -> list[HeldPassage]:
        """The passages that lack diacritics and are to be read with a model learnt from so many lines.

        Which reading is likeliest depends on the whole collection. While such passages are few, that is all of them; of
        many, those that are not read yet, or were with a model of a sixteenth fewer or more lines, so that adding a
        document to a large collection does not read a thousand others anew.
        """
        ids = self.database.execute(
            "SELECT id FROM passages WHERE damaged<>0 AND (abs(damaged - ?) * 16 >= damaged"
            " OR (SELECT count(*) FROM (SELECT 1 FROM passages WHERE damaged<>0 LIMIT ?)) < ?)",
            (lines, _FEW, _FEW),
        )
        return self.passages([row[0] for row in ids])

    def reindex(self, indexed: Iterable[tuple[HeldPassage, str]], lines: int) -> None:
        """Changes what is indexed of damaged passages; one for which that is new gets a new id.

        Args:
            indexed: The passages, each with what the indexes are to hold of it.
            lines: From how many lines the model was learnt that says so.
        """
        self.database.executemany(
            "UPDATE passages SET id=?, indexed=?, key=?, damaged=? WHERE id=?",
            [
                (_passage_id(held.file, held.passage.start, text), text, key_of(text), max(lines, 1), held.id)
                for held, text in indexed
            ],
        )

    def keys(self) -> frozenset[str]:
        """The keys of what is indexed of all passages, by :func:`key_of`."""
        return frozenset(row[0] for row in self.database.execute("SELECT DISTINCT key FROM passages"))

    @property
    def passage_count(self) -> int:
        """How many passages there are."""
        return int(self.database.execute("SELECT count(*) FROM passages").fetchone()[0])

    def count_without(self, keys: Collection[str]) -> int:
        """How many passages there are of whose indexed words the key is not among ``keys``."""
        return sum(key not in keys for (key,) in self.database.execute("SELECT key FROM passages"))

    def held_among(self, ids: Iterable[int]) -> frozenset[int]:
        """Those of ``ids`` that are passages here."""
        query = "SELECT id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(row[0] for row in self.database.execute(query, (json.dumps(list(ids)),)))

    def by_key(self, ids: Iterable[int]) -> dict[str, list[int]]:
        """Passages of these ids by the key of what is indexed of them; several may have the same words."""
        query = "SELECT key, id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        return _grouped(self.database.execute(query, (json.dumps(list(ids)),)))

    def with_keys(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """The passages of whose indexed words these are the keys."""
        query = "SELECT key, id FROM passages WHERE key IN (SELECT value FROM json_each(?))"
        return _grouped(self.database.execute(query, (json.dumps(list(keys)),)))

    def indexed_by_key(self, keys: Iterable[str]) -> dict[str, str]:
        """What is indexed under these keys; a key that no passage has is missing."""
        query = "SELECT key, indexed FROM passages WHERE key IN (SELECT value FROM json_each(?)) GROUP BY key"
        return dict(self.database.execute(query, (json.dumps(list(keys)),)).fetchall())

    def indexed_lengths(self, keys: Iterable[str]) -> dict[str, int]:
        """How long, in code points, what is indexed under these keys is."""
        query = "SELECT key, length(indexed) FROM passages WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self.database.execute(query, (json.dumps(list(keys)),)).fetchall())


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, passage in rows:
        found.setdefault(key, []).append(passage)
    return found


def transaction(database: sqlite3.Connection) -> sqlite3.Connection:
    """A transaction for a ``with`` block: committed at its end, undone if it is left by an exception."""
    database.execute("BEGIN IMMEDIATE")
    return database


def _passage_id(path: str, start: int, indexed: str) -> int:
    """63 bits of a hash, so that an index never takes a passage for another, even beside a restored or new database."""
    digest = hashlib.sha256(f"{path}\0{start}\0{indexed}".encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


def key_of(text: str) -> str:
    """The key under which the vector of a text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()
