"""Each kind of vector index against the exact one: recall, seconds to make, milliseconds to ask, bytes.

    python benchmarks/vector_kinds.py CORPUS [--sizes N ...] [--target CHARS]

The vectors are made quickly, not well: means of the token embeddings of the default model, centred, over passages of
about ``--target`` characters of CORPUS (JSON Lines as in ``retrieval.py``). Questions are titles of its articles.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from corpora import articles, drawn

from search_api.meaning.encoder import Matrix, SentenceEncoder
from search_api.meaning.vectors import Sizes, VectorIndex
from search_api.settings import Settings

_COUNTS = (10, 200)  # of the best: those shown, and those that take part in the fusion
_QUESTIONS = 300


def main() -> None:
    """Makes the vectors, then an index of each kind and size, and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 300_000])
    parser.add_argument("--target", type=int, default=200, help="characters of a passage (200)")
    parser.add_argument("--kinds", nargs="+", default=["flat", "hnsw", "ivf-sq8"], help="flat, hnsw, ivf-sq8")
    given = parser.parse_args()
    settings = replace(Settings.from_environment(), passage_target=given.target)
    embed = _Embedding(settings)
    texts = (text for article in articles(given.corpus) for text in article.indexed(settings))
    matrix = np.concatenate(list(embed.chunks(islice(texts, max(given.sizes)))))
    asked = np.concatenate(list(embed.chunks(q.text for q in drawn(articles(given.corpus), _QUESTIONS))))
    centre = matrix.mean(axis=0)
    matrix, asked = _unit(matrix - centre), _unit(asked - centre)
    print(f"{len(matrix)} vectors of {matrix.shape[1]} dimensions, {len(asked)} questions")
    shuffled = np.random.default_rng(0).permutation(len(matrix))
    for size in given.sizes:
        held = matrix[np.sort(shuffled[:size])]
        report(held, asked, given.kinds)


def report(held: Matrix, asked: Matrix, kinds: Iterable[str]) -> None:
    """Prints a line for each kind over the same vectors."""
    size = len(held)
    limits = {"flat": Sizes(size, size), "hnsw": Sizes(1, size), "ivf-sq8": Sizes(1, 1)}
    half = set(range(0, size, 2))
    best: list[dict[int, set[int]]] = []
    among: list[set[int]] = []
    for row in np.argsort(-(asked @ held.T), axis=1):
        best.append({count: set(row[:count].tolist()) for count in _COUNTS})
        among.append(set(row[row % 2 == 0][:10].tolist()))
    for kind in kinds:
        index = VectorIndex(sizes=limits[kind])
        start = time.perf_counter()
        index.add(range(size), held)
        made = time.perf_counter() - start
        seconds: list[float] = []
        recalls: dict[int, list[float]] = {count: [] for count in _COUNTS}
        filtered: list[float] = []
        times: list[float] = []
        for vector, right, right_half in zip(asked, best, among, strict=True):
            for count in _COUNTS:
                start = time.perf_counter()
                found = index.search(vector, count)
                seconds.append(time.perf_counter() - start)
                recalls[count].append(len(found.keys() & right[count]) / count)
            start = time.perf_counter()
            found = index.search(vector, 10, half)
            times.append(time.perf_counter() - start)
            filtered.append(len(found.keys() & right_half) / 10)
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            index.save(Path(folder) / "index")
            saved = time.perf_counter() - start
            megabytes = (Path(folder) / "index").stat().st_size / 1e6
            start = time.perf_counter()
            VectorIndex.load(Path(folder) / "index")
            loaded = time.perf_counter() - start
        p50, p95 = np.percentile(seconds, (50, 95)) * 1000
        print(
            f"{size:>8} {index.kind:8} {'  '.join(f'recall@{c} {np.mean(r):.3f}' for c, r in recalls.items())}"
            f"  p50 {p50:.1f} ms  p95 {p95:.1f} ms  made in {made:.1f} s  {megabytes:.0f} MB"
            f"  saved in {saved:.2f} s  loaded in {loaded:.2f} s"
            f"  | among every second: recall@10 {np.mean(filtered):.3f}  p50 {np.median(times) * 1000:.1f} ms",
            flush=True,
        )


class _Embedding:
    """Means of token embeddings."""

    def __init__(self, settings: Settings) -> None:
        model = SentenceEncoder(settings).load()
        self._tokenizer = model.tokenizer
        self._weights = next(model.parameters()).detach().numpy()
        if self._weights.shape[0] < len(self._tokenizer):
            raise SystemExit("The first parameter of this model is no embedding of its tokens.")

    def chunks(self, texts: Iterable[str]) -> Iterator[Matrix]:
        """Vectors of the texts, shape ``(n, dimension)``."""
        stream = iter(texts)
        while chunk := list(islice(stream, 1_000)):
            encoded = self._tokenizer(chunk, add_special_tokens=False, truncation=True, max_length=256)["input_ids"]
            yield np.stack([self._weights[ids].mean(axis=0) for ids in encoded])


def _unit(matrix: Matrix) -> Matrix:
    unit: Matrix = (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float32)
    return unit


if __name__ == "__main__":
    main()
