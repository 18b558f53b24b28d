"""The passages of a collection, with what the indexes are to hold of each: rows of its SQLite file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from search_api.storage.held import HeldDocument, HeldPassage
from search_api.storage.passages import Passage

_FEW: Final = 100  # damaged passages: read anew in half a second


class PassageRows:
    """The rows of passages; they are changed within a transaction of :class:`~search_api.storage.sources.Sources`."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """The rows of an open database."""
        self._database = database

    def replace(self, file: int, path: str, passages: Iterable[tuple[Passage, bool, str]]) -> None:
        """Puts the passages of a file in place of those that were held of it.

        Args:
            file: The row of the file.
            path: The path under which it was ingested.
            passages: Its passages, each with whether it is damaged and what the indexes are to hold of it.
        """
        self._database.execute("DELETE FROM passages WHERE file=?", (file,))
        self._database.executemany(
            "INSERT INTO passages VALUES(?,?,?,?,?,?,?,?,?)",
            [
                (
                    _passage_id(path, p.start, indexed),
                    file,
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

    def ids(self) -> frozenset[int]:
        """The ids of all passages. An id stands for file, place and indexed words, in whatever collection."""
        return frozenset(row[0] for row in self._database.execute("SELECT id FROM passages"))

    def of(self, ids: Sequence[int]) -> list[HeldPassage]:
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

    def places(self, ids: Iterable[int]) -> dict[int, tuple[str, str | None]]:
        """File and document (``None``: text that belongs to none) of passages, by their ids; in the order given."""
        rows = self._database.execute(
            "SELECT p.id, path, p.document FROM (SELECT key place, value wanted FROM json_each(?))"
            " JOIN passages p ON p.id=wanted JOIN files f ON f.id=p.file ORDER BY place",
            (json.dumps(list(ids)),),
        )
        return {passage: (path, document) for passage, path, document in rows}

    def of_documents(self, documents: Iterable[tuple[str, str]]) -> frozenset[int]:
        """The ids of all passages of documents, which are given by file and id."""
        rows = self._database.execute(
            "SELECT p.id FROM (SELECT value->>0 path, value->>1 document FROM json_each(?)) wanted"
            " JOIN files f ON f.path=wanted.path JOIN passages p ON p.file=f.id AND p.document=wanted.document",
            (json.dumps(list(documents)),),
        )
        return frozenset(row[0] for row in rows)

    def beginning(self, path: str, document: str) -> str:
        """The words of the first passage of a document, given by file and id; empty if it has none."""
        row = self._database.execute(
            "SELECT substr(text, p.start + 1, p.end - p.start) FROM files f JOIN passages p ON p.file=f.id"
            " WHERE path=? AND p.document=? ORDER BY p.start LIMIT 1",
            (path, document),
        ).fetchone()
        return str(row[0]) if row else ""

    def indexed(self, ids: Iterable[int]) -> list[tuple[int, str]]:
        """What the indexes are to hold of these passages, by id."""
        return list(
            self._database.execute(
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
        ids = self._database.execute(
            "SELECT id FROM passages WHERE damaged<>0 AND (abs(damaged - ?) * 16 >= damaged"
            " OR (SELECT count(*) FROM (SELECT 1 FROM passages WHERE damaged<>0 LIMIT ?)) < ?)",
            (lines, _FEW, _FEW),
        )
        return self.of([row[0] for row in ids])

    def reindex(self, indexed: Iterable[tuple[HeldPassage, str]], lines: int) -> None:
        """Changes what is indexed of damaged passages; one for which that is new gets a new id.

        Args:
            indexed: The passages, each with what the indexes are to hold of it.
            lines: From how many lines the model was learnt that says so.
        """
        self._database.executemany(
            "UPDATE passages SET id=?, indexed=?, key=?, damaged=? WHERE id=?",
            [
                (_passage_id(held.file, held.passage.start, text), text, key_of(text), max(lines, 1), held.id)
                for held, text in indexed
            ],
        )

    def keys(self) -> frozenset[str]:
        """The keys of what is indexed of all passages, by :func:`key_of`."""
        return frozenset(row[0] for row in self._database.execute("SELECT DISTINCT key FROM passages"))

    @property
    def count(self) -> int:
        """How many passages there are."""
        return int(self._database.execute("SELECT count(*) FROM passages").fetchone()[0])

    def count_without(self, keys: Collection[str]) -> int:
        """How many passages there are of whose indexed words the key is not among ``keys``."""
        return sum(key not in keys for (key,) in self._database.execute("SELECT key FROM passages"))

    def among(self, ids: Iterable[int]) -> frozenset[int]:
        """Those of ``ids`` that are passages here."""
        query = "SELECT id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        return frozenset(row[0] for row in self._database.execute(query, (json.dumps(list(ids)),)))

    def by_key(self, ids: Iterable[int]) -> dict[str, list[int]]:
        """Passages of these ids by the key of what is indexed of them; several may have the same words."""
        query = "SELECT key, id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        return _grouped(self._database.execute(query, (json.dumps(list(ids)),)))

    def with_keys(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """The passages of whose indexed words these are the keys."""
        query = "SELECT key, id FROM passages WHERE key IN (SELECT value FROM json_each(?))"
        return _grouped(self._database.execute(query, (json.dumps(list(keys)),)))

    def indexed_by_key(self, keys: Iterable[str]) -> dict[str, str]:
        """What is indexed under these keys; a key that no passage has is missing."""
        query = "SELECT key, indexed FROM passages WHERE key IN (SELECT value FROM json_each(?)) GROUP BY key"
        return dict(self._database.execute(query, (json.dumps(list(keys)),)).fetchall())

    def indexed_lengths(self, keys: Iterable[str]) -> dict[str, int]:
        """How long, in code points, what is indexed under these keys is."""
        query = "SELECT key, length(indexed) FROM passages WHERE key IN (SELECT value FROM json_each(?))"
        return dict(self._database.execute(query, (json.dumps(list(keys)),)).fetchall())


def _grouped(rows: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, passage in rows:
        found.setdefault(key, []).append(passage)
    return found


def _passage_id(path: str, start: int, indexed: str) -> int:
    """63 bits of a hash, so that an index never takes a passage for another, even beside a restored or new database."""
    digest = hashlib.sha256(f"{path}\0{start}\0{indexed}".encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


def key_of(text: str) -> str:
    """The key under which the vector of a text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()
