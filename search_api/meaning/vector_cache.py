"""Vectors by the words that they were made from, so that the same words are not encoded twice, be it after a crash.

A SQLite file of its own, beside the editions of a collection: a vector depends on the words alone, so that it serves
every edition that has them, and encoding can go on while editions come and go. It is derived and may be deleted at any
time. Many processes may read and write it at once.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from search_api.errors import CollectionError
from search_api.storage.sources import transaction

if TYPE_CHECKING:
    from search_api.meaning.encoder import Matrix

FILE: Final = "vectors.sqlite"

# Places are never used twice, so that a reader who has seen all up to one has to look at the later ones only.
_SCHEMA: Final = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000;
CREATE TABLE IF NOT EXISTS vectors(
    place INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL, key TEXT NOT NULL, vector BLOB NOT NULL,
    UNIQUE(model, key));
"""


class VectorCache:
    """The vectors of one collection, of every model that it was used with. Words go by :func:`sources.key_of`."""

    def __init__(self, folder: Path) -> None:
        """Opens the file in the folder of a collection, or makes it.

        Raises:
            CollectionError: if it is damaged.
        """
        self.database = sqlite3.connect(folder / FILE, isolation_level=None, check_same_thread=False)
        try:
            self.database.executescript(_SCHEMA)
        except sqlite3.OperationalError:
            self.database.close()
            raise
        except sqlite3.DatabaseError as error:
            self.database.close()
            raise CollectionError(
                f"Tệp {folder / FILE} bị hỏng ({error}). Hãy xóa tệp này; chương trình sẽ mã hóa lại các đoạn."
            ) from error

    def close(self) -> None:
        """Lets go of the file."""
        self.database.close()

    @property
    def newest(self) -> int:
        """The place of the newest vector; 0 where there is none."""
        return int(self.database.execute("SELECT coalesce(max(place), 0) FROM vectors").fetchone()[0])

    def keys(self, model: str, after: int = 0) -> frozenset[str]:
        """The keys of words that ``model`` has encoded, all or those at places beyond ``after``."""
        rows = self.database.execute("SELECT key FROM vectors WHERE model=? AND place>?", (model, after))
        return frozenset(key for (key,) in rows)

    def get(self, model: str, keys: Collection[str]) -> dict[str, Matrix]:
        """The vectors that ``model`` has given for words of these keys; those not encoded yet are missing."""
        rows = self.database.execute(
            "SELECT key, vector FROM (SELECT value wanted FROM json_each(?)) CROSS JOIN vectors"
            " ON key=wanted WHERE model=?",
            (json.dumps(list(keys)), model),
        )
        return {key: np.frombuffer(vector, np.float32) for key, vector in rows}

    def put(self, model: str, keys: Sequence[str], vectors: Matrix) -> None:
        """Keeps the vectors that ``model`` gave for words of these keys; what is held stays."""
        rows = [(model, key, vector.tobytes()) for key, vector in zip(keys, vectors, strict=True)]
        with transaction(self.database) as writing:
            writing.executemany("INSERT OR IGNORE INTO vectors(model, key, vector) VALUES(?,?,?)", rows)

    def merge(self, other: Path) -> None:
        """Takes in the vectors of another such file."""
        self.database.execute("ATTACH ? AS other", (str(other),))
        self.database.execute(
            "INSERT OR IGNORE INTO main.vectors(model, key, vector) SELECT model, key, vector FROM other.vectors"
        )
        self.database.execute("DETACH other")

    def drop(self, keys: Iterable[str]) -> None:
        """Drops the vectors of words that no passage has any more, of all models."""
        given = (json.dumps(list(keys)),)
        self.database.execute(
            "DELETE FROM vectors WHERE place IN (SELECT place FROM (SELECT DISTINCT model m FROM vectors)"
            " CROSS JOIN json_each(?) lost CROSS JOIN vectors v ON v.model=m AND v.key=lost.value)",
            given,
        )

    def strangers(self, keys: Collection[str]) -> frozenset[str]:
        """The keys of words that are encoded by any model and not among ``keys``."""
        return frozenset(key for (key,) in self.database.execute("SELECT key FROM vectors") if key not in keys)
