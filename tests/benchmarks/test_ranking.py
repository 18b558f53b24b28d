import math
from collections.abc import Callable, Collection
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(scope="module")
def ranking(load_benchmark: Callable[[str], ModuleType]) -> ModuleType:
    return load_benchmark("ranking")


@pytest.mark.parametrize(
    ("ranked", "relevant", "expected"),
    [
        (["a", "b"], ["a"], (1, 1, 1, 1, 1)),
        (["b", "a"], ["a"], (0, 1, 1, 1 / 2, 1 / math.log2(3))),
        (["a", "x", "b"], ["a", "b"], (1 / 2, 1, 1, 1, (1 + 1 / 2) / (1 + 1 / math.log2(3)))),
        ([*"bcdefg", "a"], ["a"], (0, 0, 1, 1 / 7, 1 / 3)),
        ([*"bcdefghijk", "a"], ["a"], (0, 0, 0, 0, 0)),
        ([], ["a"], (0, 0, 0, 0, 0)),
    ],
)
def test_figures_of_one_question(
    ranking: ModuleType, ranked: list[str], relevant: Collection[str], expected: tuple[float, ...]
) -> None:
    assert ranking.figures(ranked, relevant) == pytest.approx(expected)


@given(st.permutations("abcdefghijklmnop"), st.sets(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=10))
def test_figures_lie_between_nought_and_one_and_are_full_for_the_best_order(
    ranking: ModuleType, ranked: list[str], relevant: Collection[str]
) -> None:
    assert all(0 <= value <= 1 for value in ranking.figures(ranked, relevant))
    best = sorted(ranked, key=lambda found: found not in relevant)
    assert ranking.figures(best, relevant)[2:] == pytest.approx((1, 1, 1))


def test_the_interval_has_the_width_of_the_normal_one(ranking: ModuleType) -> None:
    values = np.random.default_rng(1).random(400)
    found = ranking.interval(values)
    half = 1.96 * values.std() / 20
    assert found.mean == pytest.approx(values.mean())
    assert (found.low, found.high) == pytest.approx((found.mean - half, found.mean + half), abs=half / 10)
    assert ranking.interval(values) == found


def test_a_sure_difference_has_an_interval_without_nought(ranking: ModuleType) -> None:
    generator = np.random.default_rng(2)
    worse = generator.random(300)
    better = worse + generator.normal(0.02, 0.05, 300)
    assert ranking.interval(better - worse).low > 0
    assert ranking.interval(worse - worse) == ranking.Interval(0, 0, 0)
    assert str(ranking.Interval(0.5, 0.25, 0.75)) == "0.500 [0.250, 0.750]"
