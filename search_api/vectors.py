"""Vector index: exact inner products with FAISS, which holds passages by their ids and is saved as one file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from graph.whole_file import whole_file

if TYPE_CHECKING:
    from search_api.encoder import Matrix


class VectorIndex:
    """Unit vectors of passages. Exact search is fast enough to some 100,000 passages of a few hundred dimensions."""

    def __init__(self, index: Any = None) -> None:  # noqa: ANN401  # faiss has no types
        """An index over ``index``, a ``faiss.IndexIDMap2``; without one, empty and of no dimension yet."""
        self._index = index

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """The index saved at ``path``; an empty one if there is no such file.

        Raises:
            RuntimeError: if the file is damaged.
        """
        if not path.is_file():
            return cls()
        import faiss

        return cls(faiss.read_index(str(path)))

    def save(self, path: Path) -> None:
        """Writes the index so that a crash leaves the old file or the new one.

        Raises:
            OSError: if it cannot be written.
        """
        if self._index is None:
            path.unlink(missing_ok=True)
            return
        import faiss

        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as draft:
            try:
                faiss.write_index(self._index, str(draft))
            except RuntimeError as error:  # how FAISS tells of a full disk
                raise OSError(str(error)) from error

    def ids(self) -> frozenset[int]:
        """The passages that the index holds."""
        if self._index is None:
            return frozenset()
        import faiss

        return frozenset(faiss.vector_to_array(self._index.id_map).tolist())

    def add(self, ids: Sequence[int], vectors: Matrix) -> None:
        """Adds passages; ``vectors`` has shape ``(len(ids), dimension)`` and rows of length 1.

        Raises:
            ValueError: if the dimension is not that of the vectors already held.
        """
        import faiss

        if self._index is None:
            self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        if vectors.shape != (len(ids), self._index.d):
            raise ValueError(f"vectors of shape {vectors.shape}, expected {(len(ids), self._index.d)}")
        self._index.add_with_ids(vectors, np.asarray(ids, dtype=np.int64))

    def remove(self, ids: Sequence[int]) -> None:
        """Drops passages; those not held are passed over."""
        if self._index is not None:
            self._index.remove_ids(np.asarray(ids, dtype=np.int64))

    def search(
        self, vector: npt.NDArray[np.float32], count: int, within: Collection[int] | None = None
    ) -> dict[int, float]:
        """The passages with the largest inner products (cosines, -1 to 1) with a vector.

        Args:
            vector: The question, of length 1.
            count: Most passages to give back.
            within: Ids of the only passages that count; ``None`` for all.

        Returns:
            Passages by id, the best first, with their products.
        """
        if self._index is None:
            return {}
        import faiss

        chosen = None
        if within is not None:
            ids = np.fromiter(within, np.int64, len(within))
            chosen = faiss.SearchParameters(sel=faiss.IDSelectorBatch(ids))  # type: ignore[call-arg]  # its own stub
        scores, found = self._index.search(vector.reshape(1, -1), min(count, self._index.ntotal), params=chosen)
        return {int(passage): float(score) for passage, score in zip(found[0], scores[0], strict=True) if passage >= 0}
