"""How good a ranking is: figures of one question, and their means over all with bootstrap intervals."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

MEASURES: Final = ("Recall@1", "Recall@5", "Recall@10", "MRR@10", "nDCG@10")

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean and the bounds between which 95 of 100 means of resampled questions lie."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        """As in "0.881 [0.862, 0.899]"."""
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def figures(ranked: Sequence[str], relevant: Collection[str]) -> tuple[float, ...]:
    """The figures of one question in the order of ``MEASURES``.

    Args:
        ranked: What was found, the best first, each once.
        relevant: What should have been found; not empty. All of it counts alike.
    """
    wanted = set(relevant)
    places = [place for place, found in enumerate(ranked[:10], 1) if found in wanted]
    recalls = (sum(place <= k for place in places) / len(wanted) for k in (1, 5, 10))
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(len(wanted), 10) + 1))
    gain = sum(1 / math.log2(place + 1) for place in places)
    return (*recalls, 1 / places[0] if places else 0.0, gain / ideal)


def interval(values: Values, draws: int = 10_000, seed: int = 0) -> Interval:
    """The mean of a figure over questions, with the 2.5th and 97.5th percentile of ``draws`` bootstrap means.

    For the difference of two rankings, give the differences question by question: that is the paired bootstrap.
    """
    generator = np.random.default_rng(seed)
    means = np.concatenate(
        [
            values[generator.integers(0, len(values), (min(500, draws - start), len(values)))].mean(axis=1)
            for start in range(0, draws, 500)
        ]
    )
    low, high = np.percentile(means, (2.5, 97.5))
    return Interval(float(values.mean()), float(low), float(high))
