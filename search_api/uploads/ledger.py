"""What was uploaded and what became of it: an SQLite file beside the uploaded files, each named by its SHA-256.

The server writes down what it received and what is to be removed; a process (:mod:`search_api.uploads.process`) takes
that in and writes down how far it is. Both may be killed at any time: what is written down is gone on with.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from search_api.storage.originals import SUFFIX, UPLOADS, upload_location, uploaded
from search_api.uploads.receiving import Received, UploadError

State = Literal["waiting", "busy", "reading", "linking", "taken", "failed"]
Outcome = Literal["", "taken", "unchanged", "removed", "failed"]

_FILE: Final = "ledger.sqlite"
_KEPT: Final = 1_000  # finished jobs
_TRIES: Final = 2  # of a job at which the process dies
_SCHEMA: Final = """
PRAGMA journal_mode=WAL;
CREATE TABLE IF NOT EXISTS jobs(
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, made TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'waiting',
    tries INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0, detail TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS steps(
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE, path TEXT NOT NULL, location TEXT NOT NULL,
    digest TEXT, outcome TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS contents(location TEXT PRIMARY KEY, digest TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What a job does to one file.

    Attributes:
        path: Under which the file is held.
        location: By which the collection knows it.
        digest: SHA-256 of the bytes to be taken in; ``None`` if the file is to be removed.
        outcome: What became of it; empty until that is known.
        why: Why it failed, the end of the key ``upload.why.WHY``.
        detail: What that sentence names.
    """

    path: str
    location: str
    digest: str | None
    outcome: Outcome = ""
    why: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """An upload or a removal.

    Attributes:
        id: Names it to clients.
        made: When, ISO 8601.
        state: How far it is.
        done: Files done of the stage it is at.
        total: Files of that stage.
        version: Edition of the collection that shows it, once it is taken.
        detail: Why it failed as a whole, in Vietnamese.
        steps: Its files.
    """

    id: str
    made: str
    state: State
    done: int
    total: int
    version: int
    detail: str
    steps: tuple[Step, ...]


class Ledger:
    """The ledger of a collection. A connection for one thread at a time; close it."""

    def __init__(self, data: Path) -> None:
        """Opens the ledger in the folder of a collection, or makes it."""
        self.folder = data / UPLOADS
        self._data = data
        self.folder.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(self.folder / _FILE, timeout=30, check_same_thread=False, isolation_level=None)
        self._database.executescript("PRAGMA foreign_keys=ON;" + _SCHEMA)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def content(self, digest: str) -> Path:
        """Where the bytes of this SHA-256 are."""
        return uploaded(self._data, digest)

    def receive(self, files: Sequence[Received], room: int) -> str:
        """Keeps files that were received and writes down that they are to be taken in.

        Args:
            files: Those refused too, so that the job tells them.
            room: How many bytes all kept files may have together.

        Returns:
            The id of the job.

        Raises:
            UploadError: if there is no room for them.
            OSError: if they cannot be kept.
        """
        good = [file for file in files if not file.why]
        with self._changing():
            kept = sum(file.stat().st_size for file in self.folder.glob(f"*{SUFFIX}"))
            if kept + sum(file.size for file in good) > room:
                raise UploadError("full", 507, room)
            for file in good:
                file.content.replace(self.content(file.digest))
            steps = [
                Step(one.label, "", None, "failed", one.why, one.detail)
                if one.why
                else Step(path_of(one.label), upload_location(one.label), one.digest)
                for one in files
            ]
            return self._put(steps, "waiting" if good else "taken")

    def remove(self, path: str, location: str) -> str:
        """Writes down that a file is to be removed; gives the id of the job."""
        with self._changing():
            return self._put([Step(path, location, None)], "waiting")

    def job(self, identifier: str) -> Job | None:
        """The job of this id."""
        row = self._database.execute("SELECT number FROM jobs WHERE id=?", (identifier,)).fetchone()
        return self._job(row[0]) if row else None

    @property
    def pending(self) -> bool:
        """Whether there is a job to be done."""
        query = "SELECT 1 FROM jobs WHERE state NOT IN ('taken', 'failed') LIMIT 1"
        return self._database.execute(query).fetchone() is not None

    def begin(self) -> tuple[list[Job], frozenset[str]]:
        """Begins the jobs that are to be done now: all, or one alone if the process died, since any may be the cause.

        Returns:
            The jobs, the oldest first, and the locations of all files at which the process may have died.
        """
        with self._changing():
            suspected = self._database.execute(
                "SELECT location FROM steps JOIN jobs ON job=number WHERE outcome='' AND tries>0"
            ).fetchall()
            for change in (
                "UPDATE steps SET outcome='failed', why='died' WHERE outcome='' AND job IN"
                " (SELECT number FROM jobs WHERE tries>=?)",
                "UPDATE jobs SET state=CASE WHEN tries>=? THEN 'failed' ELSE 'waiting' END"
                " WHERE state NOT IN ('taken', 'failed')",
            ):
                self._database.execute(change, (_TRIES,))
            rows = self._database.execute(
                "SELECT number FROM jobs WHERE state NOT IN ('taken', 'failed') ORDER BY number"
            ).fetchall()
            chosen = rows[:1] if suspected else rows
            self._database.executemany("UPDATE jobs SET state='reading', done=0, total=0 WHERE number=?", chosen)
        return [self._job(number) for (number,) in chosen], frozenset(location for (location,) in suspected)

    def tell(self, jobs: Iterable[Job], state: State, done: int = 0, total: int = 0) -> None:
        """Writes down how far jobs are."""
        self._database.executemany(
            "UPDATE jobs SET state=?, done=?, total=? WHERE id=?", [(state, done, total, job.id) for job in jobs]
        )

    def count_death(self) -> int:
        """Writes down that the process died at the jobs that are begun; gives how many these are."""
        change = "UPDATE jobs SET tries=tries+1 WHERE state IN ('reading', 'linking')"
        return self._database.execute(change).rowcount

    def end(self, job: Job, steps: Iterable[Step], version: int) -> None:
        """Writes down what became of the files of a job, and which edition shows it."""
        with self._changing():
            for step in steps:
                self._database.execute(
                    "UPDATE steps SET outcome=?, why=?, detail=? WHERE outcome='' AND location=? AND job="
                    "(SELECT number FROM jobs WHERE id=?)",
                    (step.outcome, step.why, step.detail, step.location, job.id),
                )
                if step.outcome in ("taken", "unchanged"):
                    self._database.execute("INSERT OR REPLACE INTO contents VALUES(?,?)", (step.location, step.digest))
                elif step.outcome == "removed":
                    self._database.execute("DELETE FROM contents WHERE location=?", (step.location,))
            self._database.execute("UPDATE jobs SET state='taken', version=? WHERE id=?", (version, job.id))

    def fail(self, jobs: Iterable[Job], detail: str) -> None:
        """Writes down that jobs failed as a whole, and why."""
        self._database.executemany(
            "UPDATE jobs SET state='failed', detail=? WHERE id=?", [(detail, job.id) for job in jobs]
        )

    def sweep(self) -> None:
        """Deletes files that nothing names any more, and tells of the oldest jobs."""
        with self._changing():
            self._database.execute(
                "DELETE FROM jobs WHERE state IN ('taken', 'failed') AND number NOT IN"
                " (SELECT number FROM jobs ORDER BY number DESC LIMIT ?)",
                (_KEPT,),
            )
            needed = self._database.execute(
                "SELECT digest FROM contents UNION SELECT digest FROM steps JOIN jobs ON job=number"
                " WHERE digest IS NOT NULL AND state NOT IN ('taken', 'failed')"
            )
            names = {self.content(digest).name for (digest,) in needed}
            for file in self.folder.glob(f"*{SUFFIX}"):
                if file.name not in names:
                    file.unlink()

    def _put(self, steps: Sequence[Step], state: State) -> str:
        identifier = secrets.token_hex(16)
        made = datetime.now(UTC).isoformat(timespec="seconds")
        number = self._database.execute(
            "INSERT INTO jobs(id, made, state, total) VALUES(?,?,?,?)", (identifier, made, state, len(steps))
        ).lastrowid
        self._database.executemany(
            "INSERT INTO steps VALUES(?,?,?,?,?,?,?)",
            [(number, one.path, one.location, one.digest, one.outcome, one.why, one.detail) for one in steps],
        )
        return identifier

    def _job(self, number: int) -> Job:
        identifier, made, state, done, total, version, detail = self._database.execute(
            "SELECT id, made, state, done, total, version, detail FROM jobs WHERE number=?", (number,)
        ).fetchone()
        steps = self._database.execute(
            "SELECT path, location, digest, outcome, why, detail FROM steps WHERE job=? ORDER BY rowid", (number,)
        )
        told = tuple(Step(*step) for step in steps)
        return Job(identifier, made, state, done, total, version, detail, told)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")


def path_of(label: str) -> str:
    """The path under which the collection holds an uploaded file."""
    return f"{UPLOADS}/{label}"
