"""What an ingest has read and derived but not yet shown: kept file by file, so that a stopped ingest loses no work."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator
from dataclasses import astuple

from search_api.storage.derivation import Derived
from search_api.storage.held import HeldDocument, SourceFile, source_file
from search_api.storage.passages import Passage


class Staging:
    """The staged rows of a collection: new content of files, what follows from it, and files to be dropped."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Uses the database of :class:`~search_api.storage.sources.Sources`; each change is a transaction."""
        self._database = database

    def __len__(self) -> int:
        """How many files are staged."""
        return int(self._database.execute("SELECT count(*) FROM staged").fetchone()[0])

    def held(self) -> dict[str, tuple[str, str | None]]:
        """Path and digest of every staged file by its location; the digest of one to be dropped is ``None``."""
        rows = self._database.execute("SELECT location, path, digest FROM staged")
        return {location: (path, digest) for location, path, digest in rows}

    def put(self, file: SourceFile) -> None:
        """Stages a file or its new content, not derived yet."""
        self._database.execute(
            "INSERT OR REPLACE INTO staged(location, path, text, digest, kind, pages) VALUES(?,?,?,?,?,?)",
            (file.location, file.path, file.text, file.digest, file.kind, json.dumps(file.pages)),
        )

    def forget(self, location: str) -> None:
        """Takes back what is staged of a file; what the collection holds of it stays."""
        self._database.execute("DELETE FROM staged WHERE location=?", (location,))

    def drop(self, locations: Collection[str]) -> None:
        """Stages that files are to be dropped; what was staged of files that are not held yet is taken back."""
        given = (json.dumps(list(locations)),)
        self._database.execute("DELETE FROM staged WHERE location IN (SELECT value FROM json_each(?))", given)
        self._database.execute(
            "INSERT INTO staged(location, path, text) SELECT location, path, '' FROM files"
            " WHERE location IN (SELECT value FROM json_each(?))",
            given,
        )

    def put_outdated(self, program: str) -> None:
        """Stages the held text of every file that another program derived, unless there is newer content of it."""
        self._database.execute(
            "INSERT OR IGNORE INTO staged(location, path, text, digest, kind, pages)"
            " SELECT location, path, text, digest, kind, pages FROM files WHERE program<>?",
            (program,),
        )

    def underived(self, program: str) -> list[SourceFile]:
        """The staged files of which ``program`` has derived nothing yet, by path."""
        rows = self._database.execute(
            "SELECT path, location, text, digest, kind, pages FROM staged"
            " WHERE digest IS NOT NULL AND program IS NOT ? ORDER BY path",
            (program,),
        )
        return [source_file(*row) for row in rows]

    def put_derived(self, file: SourceFile, program: str, derived: Derived) -> None:
        """Notes what ``program`` derived from a staged file."""
        self._database.execute(
            "UPDATE staged SET program=?, triples=?, documents=?, passages=? WHERE location=?",
            (
                program,
                zlib.compress(derived.triples, 1),
                json.dumps([astuple(document) for document in derived.documents]),
                json.dumps([(*astuple(passage), *rest) for passage, *rest in derived.passages]),
                file.location,
            ),
        )

    def dropped(self) -> list[str]:
        """The paths of files to be dropped."""
        return [row[0] for row in self._database.execute("SELECT path FROM staged WHERE digest IS NULL ORDER BY path")]

    def derived(self) -> Iterator[tuple[SourceFile, str, Derived]]:
        """The staged files that are ready to be shown, each with the program that derived what follows from it."""
        for program, triples, documents, passages, *row in self._database.execute(
            "SELECT program, triples, documents, passages, path, location, text, digest, kind, pages FROM staged"
            " WHERE digest IS NOT NULL AND program IS NOT NULL ORDER BY path"
        ):
            yield source_file(*row), program, _derived(triples, documents, passages)

    def clear(self) -> None:
        """Forgets what has been shown: files to be dropped and files that were ready."""
        self._database.execute("DELETE FROM staged WHERE digest IS NULL OR program IS NOT NULL")


def _derived(triples: bytes, documents: str, passages: str) -> Derived:
    return Derived(
        zlib.decompress(triples),
        tuple(HeldDocument(*row) for row in json.loads(documents)),
        tuple(_passage(*row) for row in json.loads(passages)),
    )


def _passage(
    document: str | None, start: int, end: int, headings: list[str], damaged: bool, indexed: str
) -> tuple[Passage, bool, str]:
    return Passage(document, start, end, tuple(headings)), damaged, indexed
