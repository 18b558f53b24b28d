import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.searching.fusion import Scored, fuse

SCORES = st.dictionaries(st.integers(0, 9), st.floats(-100, 100))


@pytest.mark.parametrize(
    ("dense", "bm25", "expected"),
    [
        ({}, {}, []),
        ({1: 0.9, 2: 0.8, 3: 0.7}, {}, [(1, 0.6), (2, 0.3), (3, 0.0)]),
        ({1: 0.9, 2: 0.7}, {2: 10.0, 3: 5.0}, [(1, 0.6), (2, 0.4), (3, 0.0)]),
        ({}, {4: 3.0}, [(4, 0.4)]),
    ],
)
def test_both_scores_are_brought_to_one_scale(
    dense: dict[int, float], bm25: dict[int, float], expected: list[tuple[int, float]]
) -> None:
    assert [(s.passage, pytest.approx(s.score)) for s in fuse(dense, bm25, 0.6, 0.4)] == expected


def test_words_count_for_both_where_there_is_no_vector() -> None:
    dense, bm25 = {1: 0.9, 2: 0.7}, {2: 4.0, 3: 10.0, 4: 0.0}
    assert fuse(dense, bm25, 0.6, 0.4)[0].passage == 1
    ranked = fuse(dense, bm25, 0.6, 0.4, unencoded={3, 4, 99})
    assert [s.passage for s in ranked] == [3, 1, 2, 4]
    assert (ranked[0].score, ranked[0].dense) == (pytest.approx(1.0), None)


def test_raw_scores_stay_apart() -> None:
    assert fuse({1: 0.9}, {2: 7.5}, 0.6, 0.4) == (Scored(1, 0.6, 0.9, None), Scored(2, 0.4, None, 7.5))


@given(SCORES, SCORES)
def test_every_passage_once_best_first_between_nought_and_one(dense: dict[int, float], bm25: dict[int, float]) -> None:
    found = fuse(dense, bm25, 0.6, 0.4)
    assert sorted(s.passage for s in found) == sorted(dense.keys() | bm25.keys())
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert all(0 <= s.score <= 1.000001 for s in found)
