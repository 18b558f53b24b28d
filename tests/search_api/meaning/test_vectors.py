from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from search_api.meaning.vectors import Sizes, VectorIndex

VECTORS = np.eye(4, dtype=np.float32)
SIZES = Sizes(flat=100, hnsw=400)
MATRIX = np.random.default_rng(7).standard_normal((600, 16)).astype(np.float32)
MATRIX /= np.linalg.norm(MATRIX, axis=1, keepdims=True)
KINDS = pytest.mark.parametrize(("number", "kind"), [(100, "flat"), (101, "hnsw"), (400, "hnsw"), (401, "ivf-sq8")])


def _index(number: int) -> VectorIndex:
    index = VectorIndex(sizes=SIZES)
    index.add([n * 1_000_003 for n in range(number)], MATRIX[:number])
    return index


def _nearest(vector: np.ndarray, count: int, among: range | list[int]) -> dict[int, float]:
    products = {n * 1_000_003: float(MATRIX[n] @ vector) for n in among}
    return dict(sorted(products.items(), key=lambda item: -item[1])[:count])


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
    assert index.kind == "empty"
    assert index.search(VECTORS[0], 3) == {}


def test_vectors_of_another_model_are_refused() -> None:
    index = VectorIndex()
    index.add([1], VECTORS[:1])
    with pytest.raises(ValueError, match="expected"):
        index.add([2], np.ones((1, 3), np.float32))


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
    whole = index.search(vector, 6)
    assert whole == pytest.approx(dict(enumerate((matrix @ vector).tolist())))
    kept = {passage: score for passage, score in whole.items() if passage in within}
    found = index.search(vector, count, within)
    assert list(found.values()) == list(kept.values())[:count]
    assert {passage: kept[passage] for passage in found} == found


@KINDS
def test_each_kind_finds_the_nearest(number: int, kind: str, tmp_path: Path) -> None:
    made = _index(number)
    made.save(tmp_path / "index.faiss")
    for index in (made, VectorIndex.load(tmp_path / "index.faiss", SIZES)):
        assert index.kind == kind
        assert len(index.ids()) == number
        for n in range(0, number, 20):
            found, right = index.search(MATRIX[n], 5), _nearest(MATRIX[n], 5, range(number))
            assert max(found, key=lambda passage: found[passage]) == n * 1_000_003
            assert len(found.keys() & right.keys()) >= 4
            assert list(found.values()) == sorted(found.values(), reverse=True)


@KINDS
@pytest.mark.parametrize("step", [1, 2, 37])
def test_each_kind_finds_the_nearest_among_some(number: int, kind: str, step: int) -> None:
    among = range(0, number, step)
    index = _index(number)
    found = index.search(MATRIX[5], 3, {n * 1_000_003 for n in among} | {5})
    assert index.kind == kind
    assert found == pytest.approx(_nearest(MATRIX[5], 3, among), abs=0.01)
    assert index.search(MATRIX[5], 3, [5]) == {}


@KINDS
def test_what_was_removed_is_not_found(number: int, kind: str, tmp_path: Path) -> None:
    index = _index(number)
    index.remove([n * 1_000_003 for n in range(0, number, 5)])
    index.add([3 * number * 1_000_003], -MATRIX[:1])
    index.save(tmp_path / "index.faiss")
    again = VectorIndex.load(tmp_path / "index.faiss", SIZES)
    kept = [n for n in range(number) if n % 5]
    assert again.ids() == index.ids() == {n * 1_000_003 for n in (*kept, 3 * number)}
    assert again.search(MATRIX[10], 3) == pytest.approx(_nearest(MATRIX[10], 3, kept), abs=0.01)
    assert set(again.search(-MATRIX[0], 1)) == {3 * number * 1_000_003}
    assert again.kind == kind


def test_the_kind_follows_the_number() -> None:
    index = VectorIndex(sizes=SIZES)
    kinds = []
    for start in range(0, 600, 100):
        index.add([n * 1_000_003 for n in range(start, start + 100)], MATRIX[start : start + 100])
        kinds.append(index.kind)
        assert index.search(MATRIX[start], 1).keys() == {start * 1_000_003}
    assert kinds == ["flat", "hnsw", "hnsw", "hnsw", "ivf-sq8", "ivf-sq8"]
    for left, kind in ((330, "hnsw"), (90, "flat"), (0, "flat")):
        index.remove([n * 1_000_003 for n in range(left, 600)])
        assert (index.kind, len(index.ids())) == (kind, left)
        assert index.search(MATRIX[20], 1).keys() == ({20 * 1_000_003} if left else set())
    index.add([4], MATRIX[4:5])
    assert index.search(MATRIX[4], 3) == pytest.approx({4: 1.0})


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 199), min_size=1, max_size=80)), max_size=8))
def test_it_holds_what_came_and_did_not_go(steps: list[tuple[bool, set[int]]]) -> None:
    index, held = VectorIndex(sizes=Sizes(flat=40, hnsw=90)), set[int]()
    for adding, ids in steps:
        if adding:
            new = sorted(ids - held)
            index.add(new, MATRIX[new])
            held |= ids
        else:
            index.remove(sorted(ids))
            held -= ids
        assert index.ids() == held
        assert index.search(MATRIX[0], 200).keys() <= held
        assert index.search(MATRIX[0], 200, range(50)).keys() == held & set(range(50)) or len(held) > 40
