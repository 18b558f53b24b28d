"""The model of diacritics, kept in step with the texts of a collection: what came is added, what went is taken away."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from search_api.storage.sources import Sources
from search_api.words.restore import Restorer, learn, relearn

# What notes, of the changes that this connection makes, which text a file had before the first of them.
_NOTING: Final = (
    "CREATE TEMP TABLE IF NOT EXISTS learnt_texts(file INTEGER PRIMARY KEY, text TEXT)",
    "CREATE TEMP TRIGGER IF NOT EXISTS text_came AFTER INSERT ON main.files"
    " BEGIN INSERT OR IGNORE INTO learnt_texts VALUES(new.id, NULL); END",
    "CREATE TEMP TRIGGER IF NOT EXISTS text_changed AFTER UPDATE OF text ON main.files WHEN old.text<>new.text"
    " BEGIN INSERT OR IGNORE INTO learnt_texts VALUES(old.id, old.text); END",
    "CREATE TEMP TRIGGER IF NOT EXISTS text_went AFTER DELETE ON main.files"
    " BEGIN INSERT OR IGNORE INTO learnt_texts VALUES(old.id, old.text); END",
    "DELETE FROM learnt_texts",
)


def note_texts(sources: Sources) -> None:
    """Notes from now on which texts come and go, for :func:`learnt`."""
    for statement in _NOTING:
        sources.database.execute(statement)


def learnt(model: Path, sources: Sources) -> Restorer:
    """The model of the texts that are held now.

    Args:
        model: That of the texts that were held when noting began; if it is missing or damaged, all texts are read.
        sources: The texts.

    Raises:
        WordListError: if underthesea is not installed.
    """
    came = sources.database.execute("SELECT f.text FROM learnt_texts JOIN files f ON f.id=file ORDER BY file")
    went = sources.database.execute("SELECT text FROM learnt_texts WHERE text IS NOT NULL ORDER BY file")
    return relearn(model, (text for (text,) in went), (text for (text,) in came)) or learn(sources.texts())
