"""The files that a collection holds, as the list of the page and of the API has them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ingest.text.fold import fold
from search_api.collection import Collection
from search_api.server.remembered import kept
from search_api.storage.originals import upload_location


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of a collection.

    Attributes:
        id: Names it in addresses; the same as long as its path is.
        path: Under which it is held.
        location: By which the collection knows it.
        folded: Its path without case and diacritics.
    """

    id: str
    path: str
    location: str
    folded: str

    @property
    def name(self) -> str:
        """What it is called."""
        return PurePath(self.path).name

    @property
    def uploaded(self) -> bool:
        """Whether it came over HTTP."""
        return self.location.startswith(upload_location(""))

    def to_json(self, collection: Collection) -> dict[str, Any]:
        """What lists tell of it."""
        return {
            "id": self.id,
            "file": self.path,
            "uploaded": self.uploaded,
            "documents": [document.to_json() for document in collection.documents_in(self.path)],
        }


def held_files(collection: Collection, words: str = "") -> list[HeldFile]:
    """The files whose paths hold all of some words, with or without diacritics; by path."""
    wanted = fold(words).split()
    every = every_file(collection)
    return [file for file in every if all(word in file.folded for word in wanted)] if wanted else every


def every_file(collection: Collection) -> list[HeldFile]:
    """All files, by path."""
    return kept(
        collection,
        "held files",
        lambda: [HeldFile(file_id(path), path, place, fold(path)) for path, place in collection.held_files()],
    )


def held_file(collection: Collection, identifier: str) -> HeldFile | None:
    """The file of this id."""
    return next((file for file in held_files(collection) if file.id == identifier), None)


def file_id(path: str) -> str:
    """The id of the file that is held under a path."""
    return hashlib.sha256(path.encode()).hexdigest()[:24]
