"""The word and the vector index of an edition, and the model that puts diacritics back into questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from search_api.edition_files import link_tree
from search_api.encoder import Encoder
from search_api.restore import Restorer
from search_api.sources import Sources
from search_api.vector_cache import VectorCache
from search_api.vectors import VectorIndex
from search_api.words import WordIndex

_CHUNK: Final = 256  # passages between two points at which encoding can be taken up again


class Indexes:
    """Both indexes, in one folder. They are derived from the passages."""

    def __init__(self, folder: Path, words: WordIndex, vectors: VectorIndex, vectors_name: str) -> None:
        """Use :meth:`open`."""
        self.words = words
        self.vectors = vectors
        self._folder = folder
        self._vectors_name = vectors_name

    @classmethod
    def open(cls, folder: Path, model: str) -> Indexes:
        """Opens the indexes in a folder, or makes empty ones; vectors are those of the encoder named ``model``.

        Raises:
            OSError: if the folder cannot be written.
            ValueError, RuntimeError: if what is there is damaged.
        """
        name = f"vectors-{re.sub(r'[^A-Za-z0-9.]+', '-', model)}.faiss"
        return cls(folder, WordIndex(folder / "words"), VectorIndex.load(folder / name), name)

    def in_step(self, sources: Sources) -> bool:
        """Whether both indexes hold exactly the passages of ``sources``."""
        return sources.passage_ids() == self.words.ids() == self.vectors.ids()

    def copy_to(self, folder: Path) -> Indexes:
        """The same indexes in another folder, to be changed there; what is here stays as it is."""
        link_tree(self._folder / "words", folder / "words")
        vectors = VectorIndex.load(self._folder / self._vectors_name)
        return Indexes(folder, WordIndex(folder / "words"), vectors, self._vectors_name)

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

    def catch_up(
        self, sources: Sources, cache: VectorCache, encoder: Encoder, on_encoded: Callable[[int, int], None]
    ) -> None:
        """Brings both indexes in step with ``sources``: words first, as they need no model.

        Args:
            sources: The passages.
            cache: The vectors made before; takes those made now.
            encoder: Asked only for words that it has not encoded yet.
            on_encoded: Called with how many passages are encoded, out of how many.

        Raises:
            ModelError: if there are passages to encode and no model; the word index is in step even so.
        """
        held, wanted = self.words.ids(), sources.passage_ids()
        if held != wanted:
            self.words.update(sources.indexed(wanted - held), held - wanted)
        held = self.vectors.ids()
        self.vectors.remove(sorted(held - wanted))
        missing = dict(sources.indexed(wanted - held))
        known = cache.get(encoder.name, list(missing.values()))
        todo = sorted(
            set(missing.values()) - known.keys(), key=lambda text: (len(text), text)
        )  # like lengths batch best
        for start in range(0, len(todo), _CHUNK):
            chunk = todo[start : start + _CHUNK]
            on_encoded(start, len(todo))
            cache.put(encoder.name, chunk, encoder.passages(chunk))
        if todo:
            on_encoded(len(todo), len(todo))
            known |= cache.get(encoder.name, todo)
        if missing:
            self.vectors.add(list(missing), np.stack([known[text] for text in missing.values()]))

    def save(self) -> None:
        """Writes the vectors; words are written when they change."""
        self.vectors.save(self._folder / self._vectors_name)
