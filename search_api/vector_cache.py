"""Vectors by the words that they were made from, so that the same words are not encoded twice, be it after a crash.

A SQLite file of its own: vectors are written while the transaction that needs them is still open. It is derived and may
be deleted at any time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from search_api.encoder import Matrix
from search_api.sources import key_of, transaction

FILE: Final = "vectors.sqlite"

_SCHEMA: Final = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;
CREATE TABLE IF NOT EXISTS vectors(
    model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY(model, key)) WITHOUT ROWID;
"""


class VectorCache:
    """The vectors of one collection, of every model that it was used with. One writer at a time."""

    def __init__(self, folder: Path) -> None:
        """Opens the file in the folder of a collection, or makes it."""
        self.database = sqlite3.connect(folder / FILE, isolation_level=None)
        self.database.executescript(_SCHEMA)

    def close(self) -> None:
        """Lets go of the file."""
        self.database.close()

    def get(self, model: str, texts: Sequence[str]) -> dict[str, Matrix]:
        """The vectors that ``model`` has given for these texts; those not encoded yet are missing."""
        by_key = {key_of(text): text for text in texts}
        rows = self.database.execute(
            "SELECT key, vector FROM (SELECT value wanted FROM json_each(?)) CROSS JOIN vectors"
            " ON key=wanted WHERE model=?",
            (json.dumps(list(by_key)), model),
        )
        return {by_key[key]: np.frombuffer(vector, np.float32) for key, vector in rows}

    def put(self, model: str, texts: Sequence[str], vectors: Matrix) -> None:
        """Keeps the vectors that ``model`` gave for ``texts``."""
        rows = [(model, key_of(text), vector.tobytes()) for text, vector in zip(texts, vectors, strict=True)]
        with transaction(self.database) as writing:
            writing.executemany("INSERT OR REPLACE INTO vectors VALUES(?,?,?)", rows)

    def merge(self, other: Path) -> None:
        """Takes in the vectors of another such file."""
        self.database.execute("ATTACH ? AS other", (str(other),))
        self.database.execute("INSERT OR IGNORE INTO main.vectors SELECT * FROM other.vectors")
        self.database.execute("DETACH other")

    def keep_only(self, keys: Collection[str]) -> None:
        """Drops vectors of words that no passage has any more."""
        self.database.execute(
            "DELETE FROM vectors WHERE key NOT IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),)
        )
