from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from search_api.vectors import VectorIndex

VECTORS = np.eye(4, dtype=np.float32)


def test_the_nearest_come_with_their_products() -> None:
    index = VectorIndex()
    index.add([7, 8, 9, 5], VECTORS)
    assert index.search(np.array([0.6, 0, 0.8, 0], np.float32), 2) == pytest.approx({9: 0.8, 7: 0.6})


def test_passages_come_and_go_and_are_saved(tmp_path: Path) -> None:
    index = VectorIndex()
    index.add([1, 2, 3, 4], VECTORS)
    index.remove([2, 99])
    index.save(tmp_path / "v" / "index.faiss")
    again = VectorIndex.load(tmp_path / "v" / "index.faiss")
    assert again.ids() == {1, 3, 4}
    assert set(again.search(VECTORS[1], 10)) == {1, 3, 4}


def test_an_index_that_was_never_filled_finds_nothing(tmp_path: Path) -> None:
    index = VectorIndex.load(tmp_path / "none.faiss")
    index.remove([1])
    index.save(tmp_path / "none.faiss")
    assert index.ids() == frozenset()
    assert index.search(VECTORS[0], 3) == {}


def test_vectors_of_another_model_are_refused() -> None:
    index = VectorIndex()
    index.add([1], VECTORS[:1])
    with pytest.raises(ValueError, match="expected"):
        index.add([2], np.ones((1, 3), np.float32))


@given(arrays(np.float32, (6, 4), elements=st.integers(-8, 8)), arrays(np.float32, 4, elements=st.integers(-8, 8)))
def test_the_search_is_exact(matrix: np.ndarray, vector: np.ndarray) -> None:
    index = VectorIndex()
    index.add(range(6), matrix)
    assert index.search(vector, 6) == pytest.approx(dict(enumerate((matrix @ vector).tolist())))


@given(
    arrays(np.float32, (6, 4), elements=st.integers(-8, 8)),
    arrays(np.float32, 4, elements=st.integers(-8, 8)),
    st.sets(st.integers(0, 9)),
    st.integers(1, 6),
)
def test_a_filtered_search_is_the_whole_search_filtered(
    matrix: np.ndarray, vector: np.ndarray, within: set[int], count: int
) -> None:
    index = VectorIndex()
    index.add(range(6), matrix)
    kept = {passage: score for passage, score in index.search(vector, 6).items() if passage in within}
    found = index.search(vector, count, within)
    assert list(found.values()) == list(kept.values())[:count]
    assert found.items() <= kept.items()
