"""Vector index: inner products with FAISS, exact while that is quick, saved as one file.

The kind of index follows from the number of passages, since what is exact and simple is too slow for many: flat, then a
graph of neighbours (HNSW), then lists around centres with one byte a dimension (IVF-SQ8).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from graph.whole_file import whole_file

if TYPE_CHECKING:
    from search_api.meaning.encoder import Matrix

Ids: TypeAlias = npt.NDArray[np.int64]
Faiss: TypeAlias = Any

_GONE: Final = -1  # the id of a place whose passage was removed
_GONE_SHARE: Final = 0.25  # of all places; when there are more, the index is made anew without them

# benchmarks/vector_kinds.py measures what they cost in recall and time.
_LINKS: Final = 32
_EFFORT_BUILDING: Final = 200  # with 80, questions among many alike passages find none of the nearest
_EFFORT: Final = 1_000
_PROBES: Final = 128
_TRAINED_ON: Final = 64  # vectors a centre


@dataclass(frozen=True, slots=True)
class Sizes:
    """The number of passages to which each kind of index is used.

    Attributes:
        flat: Comparing a question with all misses nothing, needs no building when a server starts, and takes 20 ms of
            one core for so many of 384 dimensions. Also the number of chosen passages to which a filtered search
            compares all of them, whatever the kind.
        hnsw: Finds without comparing all, but keeps whole vectors and its links in memory: 1.8 kB a passage.
    """

    flat: int = 200_000
    hnsw: int = 300_000


class VectorIndex:
    """Unit vectors of passages, by their ids.

    What FAISS holds is an ``IndexIDMap`` over an index that knows vectors by their place. Places are never given up, as
    HNSW cannot: that of a removed passage has the id ``_GONE`` until there are so many that the index is made anew.
    """

    def __init__(self, index: Faiss = None, sizes: Sizes | None = None) -> None:
        """An index over ``index``, a ``faiss.IndexIDMap``; without one, empty and of no dimension yet."""
        self._index = index
        self._sizes = sizes or Sizes()
        self._places: Ids = np.empty(0, np.int64)
        if index is not None:
            faiss = _faiss()

            self._places = np.asarray(faiss.vector_to_array(index.id_map), np.int64)

    @classmethod
    def load(cls, path: Path, sizes: Sizes | None = None) -> VectorIndex:
        """The index saved at ``path``; an empty one if there is no such file.

        Raises:
            RuntimeError: if the file is damaged.
        """
        if not path.is_file():
            return cls(None, sizes)
        faiss = _faiss()

        return cls(faiss.read_index(str(path)), sizes)

    def save(self, path: Path) -> None:
        """Writes the index so that a crash leaves the old file or the new one.

        Raises:
            OSError: if it cannot be written.
        """
        if self._index is None:
            path.unlink(missing_ok=True)
            return
        faiss = _faiss()

        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as draft:
            try:
                faiss.write_index(self._index, str(draft))
            except RuntimeError as error:  # how FAISS tells of a full disk
                raise OSError(str(error)) from error

    @property
    def kind(self) -> str:
        """How it searches now: "flat", "hnsw", "ivf-sq8", or "empty"."""
        if self._index is None:
            return "empty"
        faiss = _faiss()

        inner = self._inner
        return "hnsw" if isinstance(inner, faiss.IndexHNSW) else "ivf-sq8" if _is_ivf(inner) else "flat"

    def ids(self) -> frozenset[int]:
        """The passages that the index holds."""
        return frozenset(self._places[self._held].tolist())

    def add(self, ids: Sequence[int], vectors: Matrix) -> None:
        """Adds passages; ``vectors`` has shape ``(len(ids), dimension)`` and rows of length 1.

        When they are too many for the kind of index, all of it is made anew, which takes seconds to minutes.

        Raises:
            ValueError: if the dimension is not that of the vectors already held.
        """
        dimension = vectors.shape[1] if self._index is None else self._index.d
        if vectors.shape != (len(ids), dimension):
            raise ValueError(f"vectors of shape {vectors.shape}, expected {(len(ids), dimension)}")
        new = np.asarray(ids, np.int64)
        if self._index is None:
            self._make(new, vectors)
        elif self._outgrown_by(len(ids)):
            self._make(np.append(self._places[self._held], new), np.concatenate([self._vectors(), vectors]))
        else:
            self._index.add_with_ids(vectors, new)
            self._places = np.append(self._places, new)

    def remove(self, ids: Sequence[int]) -> None:
        """Drops passages; those not held are passed over."""
        if self._index is None:
            return
        faiss = _faiss()

        self._places[np.isin(self._places, np.asarray(ids, np.int64))] = _GONE
        if np.count_nonzero(~self._held) > _GONE_SHARE * len(self._places):
            self._make(self._places[self._held], self._vectors())
        else:
            faiss.copy_array_to_vector(self._places, self._index.id_map)

    def search(
        self, vector: npt.NDArray[np.float32], count: int, within: Collection[int] | None = None
    ) -> dict[int, float]:
        """The passages with the largest inner products (cosines, -1 to 1) with a vector.

        Args:
            vector: The question, of length 1.
            count: Most passages to give back.
            within: Ids of the only passages that count; ``None`` for all.

        Returns:
            Passages by id, the best first, with their products. Above ``Sizes.flat`` passages a few of the best may be
            missing.
        """
        chosen = self._held
        if within is not None:
            chosen &= np.isin(self._places, np.fromiter(within, np.int64, len(within)))
        number = int(np.count_nonzero(chosen))
        if not number:
            return {}
        searched, parameters = self._way(chosen, number, min(count, number))
        scores, places = searched.search(vector.reshape(1, -1), min(count, number), params=parameters)
        found = places[0] >= 0
        ids = self._places[places[0][found]].tolist()
        return dict(zip(ids, map(float, scores[0][found]), strict=True))

    @property
    def _inner(self) -> Faiss:
        faiss = _faiss()

        return faiss.downcast_index(self._index.index)

    @property
    def _held(self) -> npt.NDArray[np.bool_]:
        held: npt.NDArray[np.bool_] = self._places != _GONE
        return held

    def _way(self, chosen: npt.NDArray[np.bool_], number: int, count: int) -> tuple[Faiss, Faiss]:
        """What to search and with which parameters, to find ``count`` of the ``number`` chosen places."""
        faiss = _faiss()

        everywhere = number == len(chosen)
        selector = None if everywhere else faiss.IDSelectorBitmap(np.packbits(chosen, bitorder="little"))
        exact = number <= self._sizes.flat
        inner = self._inner
        if isinstance(inner, faiss.IndexHNSW):
            if exact:
                return faiss.downcast_index(inner.storage), faiss.SearchParameters(sel=selector)
            return inner, faiss.SearchParametersHNSW(sel=selector, efSearch=max(_EFFORT, 2 * count))
        if _is_ivf(inner):
            return inner, faiss.SearchParametersIVF(sel=selector, nprobe=inner.nlist if exact else _PROBES)
        return inner, faiss.SearchParameters(sel=selector)

    def _outgrown_by(self, more: int) -> bool:
        number = int(np.count_nonzero(self._held)) + more
        if self.kind == "flat":
            return number > self._sizes.flat
        return number > self._sizes.hnsw if self.kind == "hnsw" else _centres(number) > 2 * self._inner.nlist

    def _vectors(self) -> Matrix:
        vectors: Matrix = self._inner.reconstruct_n(0, len(self._places))[self._held]
        return vectors

    def _make(self, ids: Ids, vectors: Matrix) -> None:
        """Puts an index of the right kind, that holds these passages, in place of this one."""
        faiss = _faiss()

        number, dimension = vectors.shape
        inner: Faiss
        if number <= self._sizes.flat:
            inner = faiss.IndexFlatIP(dimension)
        elif number <= self._sizes.hnsw:
            inner = faiss.IndexHNSWFlat(dimension, _LINKS, faiss.METRIC_INNER_PRODUCT)
            inner.hnsw.efConstruction = _EFFORT_BUILDING
        else:
            centres = faiss.IndexFlatIP(dimension)
            kind = faiss.ScalarQuantizer.QT_8bit
            inner = faiss.IndexIVFScalarQuantizer(
                centres, dimension, _centres(number), kind, faiss.METRIC_INNER_PRODUCT
            )
            sample = np.random.default_rng(0).permutation(number)[: _TRAINED_ON * inner.nlist]
            inner.train(vectors[sample])
        self._index = faiss.IndexIDMap(inner)
        self._index.add_with_ids(vectors, ids)
        self._places = ids


def _faiss() -> Faiss:
    """FAISS, imported when first needed; its stub lacks much of what it has."""
    import faiss

    return faiss


def _is_ivf(inner: Faiss) -> bool:
    return isinstance(inner, _faiss().IndexIVF)


def _centres(number: int) -> int:
    """Centres of the lists for so many vectors: 4 times the root, as FAISS advises, with at least 39 vectors each."""
    return max(1, min(int(4 * math.sqrt(number)), number // 39))
