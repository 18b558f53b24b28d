"""The word and the vector index of a collection, kept in step with its passages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from search_api.encoder import Encoder
from search_api.sources import Sources
from search_api.vectors import VectorIndex
from search_api.words import WordIndex

_CHUNK: Final = 256  # passages between two points at which encoding can be taken up again


class Indexes:
    """Both indexes, in one folder. They are derived: the folder may be deleted at any time."""

    def __init__(self, folder: Path, model: str) -> None:
        """Opens the indexes; vectors are those of the encoder named ``model``."""
        self._vectors_file = folder / f"vectors-{re.sub(r'[^A-Za-z0-9.]+', '-', model)}.faiss"
        self.words = WordIndex(folder / "words")
        self.vectors = VectorIndex.load(self._vectors_file)

    def in_step(self, sources: Sources) -> bool:
        """Whether both indexes hold exactly the passages of ``sources``."""
        return sources.passage_ids() == self.words.ids() == self.vectors.ids()

    def catch_up(self, sources: Sources, encoder: Encoder, on_encoded: Callable[[int, int], None]) -> None:
        """Brings both indexes in step with ``sources``: words first, so that they answer while vectors are made.

        Args:
            sources: The passages, and the vectors made before.
            encoder: Asked only for words that it has not encoded yet.
            on_encoded: Called with how many passages are encoded, out of how many.

        Raises:
            ModelError: if there are passages to encode and no model; the word index is in step even so.
        """
        held, wanted = self.words.ids(), sources.passage_ids()
        if held != wanted:
            self.words.update(sources.indexed(wanted - held), held - wanted)
        held = self.vectors.ids()
        if held == wanted:
            return
        missing = wanted - held
        known = sources.vectors(encoder.name, missing)
        texts = dict.fromkeys(text for _, text in sources.indexed(missing - known.keys()))
        todo = sorted(texts, key=len)  # texts of like length make a batch without padding
        for start in range(0, len(todo), _CHUNK):
            chunk = todo[start : start + _CHUNK]
            on_encoded(start, len(todo))
            sources.put_vectors(encoder.name, chunk, encoder.passages(chunk))
        if todo:
            on_encoded(len(todo), len(todo))
            known = sources.vectors(encoder.name, missing)
        self.vectors.remove(sorted(held - wanted))
        if known:
            self.vectors.add(list(known), np.stack(list(known.values())))
        self.vectors.save(self._vectors_file)
