"""What linking has counted so far, so that a change costs what it touches: rows of an SQLite database.

Beside the counts of all that the collection says (see :mod:`graph.known` and :mod:`graph.catalogue`) there is an
account of each file: what it added to the counts, what it asked, and what was answered. All of it follows from the text
layers and may be cleared at any time; the next linking then goes through all files.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.identity import Claim
from graph.resolution import Candidate, Question
from ontology.iris import WorkParts

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS linked_files(id INTEGER PRIMARY KEY, source TEXT UNIQUE NOT NULL, account BLOB);
CREATE TABLE IF NOT EXISTS said(
    key INTEGER, value TEXT, count INTEGER NOT NULL, PRIMARY KEY(key, value)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS readers(key INTEGER, file INTEGER, PRIMARY KEY(key, file)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unlinked(source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS linker(id INTEGER PRIMARY KEY CHECK(id = 1), program TEXT NOT NULL);
"""
_CLEAR: Final = """
DELETE FROM linked_files; DELETE FROM said; DELETE FROM readers; DELETE FROM unlinked; DELETE FROM linker
"""

Sayings = Mapping[tuple[str, str], int]
"""How many times more, or fewer, each value is said under each key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a file was answered.

    Attributes:
        question: What it asked.
        read: The keys on which the answer depends, sorted.
        candidates: The answer.
    """

    question: Question
    read: tuple[str, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """What linking has counted of a file.

    Attributes:
        said: What its text says of types, numbers and names.
        ballots: What it says of the things in the catalogue.
        answers: What it asked.
        copied: The keys that decided the types of what its documents certify to copy.
    """

    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    ballots: Counter[tuple[str, str]] = field(default_factory=Counter)
    answers: tuple[Answer, ...] = ()
    copied: tuple[str, ...] = ()

    @property
    def read(self) -> frozenset[str]:
        """All keys on which it depends what the file means."""
        return frozenset((*self.copied, *(key for found in self.answers for key in found.read)))


class Ledger:
    """The rows; changing them is part of whatever transaction is open."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Uses a database, in which its tables are made if they are missing."""
        self._database = database
        for statement in _SCHEMA.split(";"):
            database.execute(statement)  # a script would commit

    @classmethod
    def in_memory(cls) -> Ledger:
        """One that knows nothing and is not kept."""
        return cls(sqlite3.connect(":memory:", isolation_level=None))

    def clear(self, program: str) -> None:
        """Forgets everything; what comes next is counted by ``program``."""
        for statement in _CLEAR.split(";"):
            self._database.execute(statement)
        self._database.execute("INSERT INTO linker VALUES(1, ?)", (program,))

    @property
    def program(self) -> str | None:
        """The version of the program that has counted; ``None`` before the first time."""
        row = self._database.execute("SELECT program FROM linker").fetchone()
        return str(row[0]) if row else None

    def note(self, sources: Iterable[str]) -> None:
        """Notes that the text layers of files (IRIs) came, changed or went, so that they are to be linked."""
        self._database.executemany("INSERT OR IGNORE INTO unlinked VALUES(?)", ((source,) for source in sources))

    def unlinked(self) -> list[str]:
        """The files noted, sorted."""
        return [row[0] for row in self._database.execute("SELECT source FROM unlinked ORDER BY source")]

    def linked(self) -> None:
        """Forgets what was noted."""
        self._database.execute("DELETE FROM unlinked")

    @property
    def empty(self) -> bool:
        """Whether no file is counted."""
        return self._database.execute("SELECT 1 FROM linked_files LIMIT 1").fetchone() is None

    def said(self, key: str) -> dict[str, int]:
        """How often each value is said under a key."""
        return dict(self._database.execute("SELECT value, count FROM said WHERE key=?", (_number(key),)).fetchall())

    def count(self, more: Sayings) -> None:
        """Adds to the counts, or subtracts."""
        rows = sorted((_number(key), value, count) for (key, value), count in more.items() if count)
        self._database.executemany(
            "INSERT INTO said VALUES(?,?,?) ON CONFLICT DO UPDATE SET count=count+excluded.count", rows
        )
        fewer = [(key, value) for key, value, count in rows if count < 0]
        self._database.executemany("DELETE FROM said WHERE key=? AND value=? AND count=0", fewer)

    def account(self, source: str) -> Account:
        """The account of a file (IRI); an empty one if it is not counted."""
        row = self._database.execute("SELECT account FROM linked_files WHERE source=?", (source,)).fetchone()
        return _account(row[0]) if row else Account()

    def put_account(self, source: str, account: Account | None) -> None:
        """Takes an account in place of what it had of the file, or drops that."""
        row = self._database.execute("SELECT id, account FROM linked_files WHERE source=?", (source,)).fetchone()
        read = account.read if account else frozenset()
        if row:
            gone = _account(row[1]).read - read
            self._database.executemany(
                "DELETE FROM readers WHERE key=? AND file=?", [(_number(key), row[0]) for key in gone]
            )
        if account is None:
            self._database.execute("DELETE FROM linked_files WHERE source=?", (source,))
            return
        ((file,),) = self._database.execute(
            "INSERT INTO linked_files(source, account) VALUES(?,?) ON CONFLICT(source)"
            " DO UPDATE SET account=excluded.account RETURNING id",
            (source, _written(account)),
        ).fetchall()
        self._database.executemany(
            "INSERT OR IGNORE INTO readers VALUES(?,?)", sorted((_number(key), file) for key in read)
        )

    def readers(self, keys: Collection[str]) -> list[str]:
        """The files for which it depends on one of these keys what they mean, sorted."""
        rows = self._database.execute(
            "SELECT DISTINCT source FROM json_each(?) wanted JOIN readers r ON r.key=wanted.value"
            " JOIN linked_files f ON f.id=r.file"
            " ORDER BY source",
            (json.dumps([_number(key) for key in keys]),),
        )
        return [row[0] for row in rows]


def _number(key: str) -> int:
    """63 bits of a hash stand for a key: half the size of the rows, and no two keys in a billion are alike."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()) >> 1


def _written(account: Account) -> bytes:
    data = (
        [[*key, count] for key, count in account.said.items()],
        [[*key, count] for key, count in account.ballots.items()],
        [_row(found) for found in account.answers],
        account.copied,
    )
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _row(found: Answer) -> list[Any]:
    """An answer as JSON has it; ``astuple`` would copy every string, which takes a fifth of the time of linking."""
    asked, claimed = found.question, found.question.claim
    return [
        [
            [_parts(claimed.work), claimed.names, claimed.year, claimed.place_inferred],
            *(asked.day, asked.since, asked.series, asked.place),
            [_parts(work) for work in asked.in_document],
            [_parts(work) for work in asked.in_source],
        ],
        found.read,
        [[_parts(meant.work), meant.score, meant.reasons] for meant in found.candidates],
    ]


def _parts(work: WorkParts) -> list[str | None]:
    return [work.jurisdiction, work.organ, work.type, work.date, work.local]


def _account(blob: bytes) -> Account:
    said, ballots, answers, copied = json.loads(zlib.decompress(blob))
    return Account(
        Counter({(key, value): count for key, value, count in said}),
        Counter({(key, value): count for key, value, count in ballots}),
        tuple(_answers(answers)),
        tuple(copied),
    )


def _answers(rows: Iterable[Any]) -> Iterator[Answer]:
    for (claimed, day, since, series, place, in_document, in_source), read, candidates in rows:
        work, names, year, inferred = claimed
        yield Answer(
            Question(
                Claim(WorkParts(*work), tuple(names), year, inferred),
                day,
                since,
                series,
                place,
                tuple(WorkParts(*near) for near in in_document),
                tuple(WorkParts(*near) for near in in_source),
            ),
            tuple(read),
            tuple(Candidate(WorkParts(*meant), score, tuple(reasons)) for meant, score, reasons in candidates),
        )
