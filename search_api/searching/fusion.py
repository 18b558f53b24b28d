"""One ranking out of two: meaning and words, each brought to 0..1 by its own best and worst score."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage with its fused score (0 to 1) and the raw ones; ``None`` where an index did not find it."""

    passage: int
    score: float
    dense: float | None
    bm25: float | None


def fuse(
    dense: Mapping[int, float],
    bm25: Mapping[int, float],
    dense_weight: float,
    words_weight: float,
    unencoded: Collection[int] = (),
) -> tuple[Scored, ...]:
    """All passages that either index found, the best first.

    Min-max scores added with weights; on questions over real directives this ranked better than reciprocal ranks. A
    passage that an index did not find gets 0 from it. Ties are broken by passage id, so that results are stable.

    Args:
        dense: Scores by meaning.
        bm25: Scores by words.
        dense_weight: Share of meaning.
        words_weight: Share of words.
        unencoded: Passages that nobody could find by meaning; their words count for both.
    """
    by_words = _min_max(bm25)
    by_meaning = _min_max(dense) | {passage: by_words[passage] for passage in unencoded if passage in by_words}
    found = (
        Scored(
            passage,
            dense_weight * by_meaning.get(passage, 0.0) + words_weight * by_words.get(passage, 0.0),
            dense.get(passage),
            bm25.get(passage),
        )
        for passage in dense.keys() | bm25.keys()
    )
    return tuple(sorted(found, key=lambda scored: (-scored.score, scored.passage)))


def _min_max(scores: Mapping[int, float]) -> dict[int, float]:
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {passage: (score - low) / (high - low) if high > low else 1.0 for passage, score in scores.items()}
