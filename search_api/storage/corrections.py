"""What people corrected, in a collection: rows that are kept when a file is read anew, changed or dropped.

They are the truth; the graph of the corrections of a file follows from them and its text. Those of a file that is
dropped are kept aside, and come back with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from search_api.settings import Settings
from search_api.storage.sources import Sources

if TYPE_CHECKING:
    from graph.corrections import Correction
    from graph.stores import Store


@dataclass(frozen=True, slots=True)
class HeldCorrection:
    """A correction: what was said, whether its words are gone, and whether its file is in the collection now."""

    correction: Correction
    lost: bool
    held: bool

    def to_json(self) -> dict[str, Any]:
        """An entry of the JSON of ``danchieu correct list``."""
        return {**self.correction.to_json(), "lost": self.lost, "held": self.held}


class Corrections:
    """The rows; changing them is part of whatever transaction is open."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Uses the database of :class:`search_api.storage.sources.Sources`."""
        self._database = database

    def held(self, path: str | None = None) -> list[HeldCorrection]:
        """All corrections, or those of the file ingested under ``path``, by file and time."""
        from graph.corrections import correction_from_json

        rows = self._database.execute(
            "SELECT said, lost, EXISTS(SELECT 1 FROM files f WHERE f.path=c.path) FROM corrections c"
            " WHERE ?1 IS NULL OR path=?1 ORDER BY path, said->>'time', id",
            (path,),
        )
        return [
            HeldCorrection(correction_from_json(json.loads(said)), bool(lost), bool(held)) for said, lost, held in rows
        ]

    def of(self, path: str) -> list[Correction]:
        """What was said of the file ingested under ``path``."""
        return [one.correction for one in self.held(path)]

    def named(self, identifier: str) -> HeldCorrection | None:
        """The correction of this id; ``None`` if there is none."""
        row = self._database.execute("SELECT path FROM corrections WHERE id=?", (identifier,)).fetchone()
        found = self.held(row[0]) if row else []
        return next((one for one in found if one.correction.id == identifier), None)

    def put(self, correction: Correction) -> None:
        """Takes in a correction."""
        said = json.dumps(correction.to_json(), ensure_ascii=False)
        self._database.execute(
            "INSERT INTO corrections(id, path, said) VALUES(?,?,?)", (correction.id, correction.file, said)
        )

    def drop(self, identifier: str) -> None:
        """Drops a correction."""
        self._database.execute("DELETE FROM corrections WHERE id=?", (identifier,))

    def note_lost(self, lost: Mapping[str, bool]) -> None:
        """Notes of corrections, by id, whether their words are gone."""
        self._database.executemany(
            "UPDATE corrections SET lost=? WHERE id=?", [(gone, one) for one, gone in lost.items()]
        )


def adding(correction: Correction, settings: Settings) -> Callable[[Store, Sources], None]:
    """The change of a collection that takes in a correction."""
    return partial(_add, correction, settings)


def withdrawing(correction: Correction, settings: Settings) -> Callable[[Store, Sources], None]:
    """The change of a collection that drops a correction: what it changed is as if it had never been said."""
    return partial(_withdraw, correction, settings)


def _add(correction: Correction, settings: Settings, store: Store, sources: Sources) -> None:
    from search_api.storage.derivation import renew

    Corrections(sources.database).put(correction)
    renew(correction.file, settings, store, sources)


def _withdraw(correction: Correction, settings: Settings, store: Store, sources: Sources) -> None:
    from search_api.storage.derivation import renew

    Corrections(sources.database).drop(correction.id)
    renew(correction.file, settings, store, sources)
