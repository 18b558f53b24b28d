"""The word index of an edition, and the model that puts diacritics back into questions."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from search_api.editions.files import link_tree
from search_api.storage.sources import Sources
from search_api.words.index import WordIndex
from search_api.words.restore import Restorer


class Indexes:
    """What is derived from the passages of an edition and belongs to it, in one folder."""

    def __init__(self, folder: Path) -> None:
        """Opens the indexes in a folder, or makes empty ones.

        Raises:
            OSError: if the folder cannot be written.
            ValueError: if what is there is damaged.
        """
        self._folder = folder
        self.words = WordIndex(folder / "words")

    def in_step(self, sources: Sources) -> bool:
        """Whether the word index holds as many passages as ``sources``: none is lost; what differs was told to it."""
        return sources.passages.count == len(self.words)

    def copy_to(self, folder: Path) -> Indexes:
        """The same word index in another folder, to be changed there; what is here stays as it is."""
        link_tree(self._folder / "words", folder / "words")
        return Indexes(folder)

    @property
    def restorer(self) -> Restorer | None:
        """The model of diacritics that was learnt with these indexes, if there is one."""
        return Restorer.load(self.restorer_file) if self.restorer_file.is_file() else None

    def put_restorer(self, restorer: Restorer) -> None:
        """Keeps the model of diacritics."""
        restorer.save(self.restorer_file)

    @property
    def restorer_file(self) -> Path:
        """Where the model of diacritics is kept."""
        return self._folder / "diacritics.npz"

    def follow(self, sources: Sources, touched: Collection[int]) -> None:
        """Brings the word index in step with ``sources`` where it was so but for the passages ``touched`` (ids).

        Raises:
            OSError: if it cannot be written.
        """
        if touched:
            self.words.update(sources.passages.indexed(sources.passages.among(touched)), touched)

    def catch_up(self, sources: Sources) -> None:
        """Brings the word index in step with ``sources``, whatever it held.

        Raises:
            OSError: if it cannot be written.
        """
        held, wanted = self.words.ids(), sources.passages.ids()
        if held != wanted:
            self.words.update(sources.passages.indexed(wanted - held), held - wanted)
