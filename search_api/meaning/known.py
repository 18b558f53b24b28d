"""Finding passages by meaning, as far as they are encoded: vectors in memory, and an edition's part of them."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from search_api.meaning.vector_cache import VectorCache
from search_api.meaning.vectors import VectorIndex
from search_api.storage.sources import Sources

if TYPE_CHECKING:
    from search_api.meaning.encoder import Matrix

_CHUNK: Final = 4_096  # passages that are taken into memory at once


@dataclass(frozen=True, slots=True)
class MeaningState:
    """Which part meaning has in a search.

    Attributes:
        ready: Whether passages are ranked by meaning too; else by words alone.
        loading: Whether that is because the model and the vectors are being loaded.
        encoded: How many passages can be found by meaning.
        passages: How many passages there are.
        problem: Why meaning takes no part, for the user; ``None`` if it does, or only has to be waited for.
    """

    ready: bool
    loading: bool
    encoded: int
    passages: int
    problem: str | None

    def to_json(self) -> dict[str, Any]:
        """The entry ``meaning`` in the JSON of ``danchieu search``."""
        return asdict(self)


class KnownVectors:
    """Vectors in memory, by passage. One object serves all editions that a process shows: a passage keeps its id."""

    def __init__(self, folder: Path, model: str) -> None:
        """Opens what is encoded in the folder of a collection by the encoder named ``model``; reads nothing yet."""
        self._model = model
        self._cache = VectorCache(folder)
        self._index = VectorIndex()
        self._ids: set[int] = set()
        self._lock = threading.Lock()

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._cache.close()

    @property
    def newest(self) -> int:
        """The place of the newest vector that there is."""
        with self._lock:
            return self._cache.newest

    def encoded_after(self, place: int) -> frozenset[str]:
        """The keys of the words that were encoded after a place."""
        with self._lock:
            return self._cache.keys(self._model, place)

    def among(self, passages: frozenset[int]) -> frozenset[int]:
        """Those of ``passages`` whose vectors are in memory."""
        with self._lock:
            return passages & self._ids

    def take_in(self, passages: Mapping[str, list[int]]) -> None:
        """Takes the vectors of passages, by the key of their words, into memory; of those that are encoded."""
        with self._lock:
            ids: list[int] = []
            matrix: Matrix | None = None
            for keys in _chunks(passages):
                vectors = self._cache.get(self._model, keys)
                new = [
                    (one, vector) for key, vector in vectors.items() for one in passages[key] if one not in self._ids
                ]
                if new:
                    if matrix is None:
                        matrix = np.empty((sum(map(len, passages.values())), len(new[0][1])), np.float32)
                    matrix[len(ids) : len(ids) + len(new)] = [vector for _, vector in new]
                    ids += [one for one, _ in new]
            if matrix is not None:  # all at once: the kind follows from the number, and some take minutes to make
                self._index.add(ids, matrix[: len(ids)])
                self._ids.update(ids)

    def of(self, keys: Iterable[str]) -> list[npt.NDArray[np.float32]]:
        """The vectors of words by their keys; those not encoded yet are missing."""
        with self._lock:
            return list(self._cache.get(self._model, list(keys)).values())

    def search(
        self, vector: npt.NDArray[np.float32], count: int, within: Collection[int] | None = None
    ) -> dict[int, float]:
        """The nearest passages of any edition, or among ``within``, the best first, with their inner products."""
        with self._lock:
            return self._index.search(vector, count, within)


class Meaning:
    """The passages of one edition that have vectors. More get some as encoding goes on; :meth:`refresh` sees them."""

    def __init__(self, sources: Sources, known: KnownVectors) -> None:
        """Nothing is read before :meth:`refresh`.

        Args:
            sources: The rows of the edition, which stay as they are.
            known: The vectors that the process has.
        """
        self._sources = sources
        self._known = known
        self._seen: int | None = None
        self._lock = threading.Lock()
        self.waiting: frozenset[int] = frozenset()
        """The passages without a vector, when last looked."""

    @property
    def loaded(self) -> bool:
        """Whether the vectors have been read."""
        return self._seen is not None

    @property
    def encoded(self) -> int:
        """How many passages can be found."""
        return self._sources.passages.count - len(self.waiting) if self.loaded else 0

    def refresh(self) -> None:
        """Takes into memory what was encoded since the last time; the first time, all: some seconds for 100,000."""
        with self._lock:
            newest = self._known.newest
            if newest == self._seen:
                return
            if self._seen is None:
                self.waiting = self._sources.passages.ids()
                self.waiting -= self._known.among(self.waiting)
                self._known.take_in(self._sources.passages.by_key(self.waiting))
            else:
                self._known.take_in(self._sources.passages.with_keys(self._known.encoded_after(self._seen)))
            self.waiting -= self._known.among(self.waiting)
            self._seen = newest

    def missing(self) -> int:
        """How many passages have no vector; takes none into memory for that."""
        if self.loaded:
            self.refresh()
            return len(self.waiting)
        return self._sources.passages.count_without(self._known.encoded_after(0))

    def of(self, passages: Iterable[int]) -> list[npt.NDArray[np.float32]]:
        """The vectors of those of ``passages`` that are encoded."""
        return self._known.of(self._sources.passages.by_key(passages))

    def nearest(
        self, vector: npt.NDArray[np.float32], count: int, within: Collection[int] | None = None
    ) -> dict[int, float]:
        """The ``count`` nearest passages of this edition, or among ``within``, the best first, and their products."""
        if within is not None:
            return self._known.search(vector, count, within)
        asked = count
        while True:
            found = self._known.search(vector, asked)
            held = self._sources.passages.among(found)
            if len(held) >= count or len(found) < asked:
                return dict(islice(((one, score) for one, score in found.items() if one in held), count))
            asked *= 2  # passages of other editions are in the way


def _chunks(keys: Mapping[str, list[int]]) -> Iterator[list[str]]:
    left = iter(keys)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk
