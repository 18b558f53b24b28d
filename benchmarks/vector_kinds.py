"""Each kind of vector index against the exact one: recall, time to make and to ask, bytes; filtered as well.

    python benchmarks/vector_kinds.py FOLDER QUERIES [--sizes N ...] [--kinds KIND ...] [--limit N]

FOLDER holds the ``vectors.sqlite`` of a collection, or that which ``retrieval.py`` keeps in its ``--cache``; QUERIES is
a file of questions as in ``retrieval.py``, encoded with the model that is set. Vectors that are missing for a size are
made from those in FOLDER: each lies between a vector and two of its nearest, at random, with a little noise. Times are
those of one core's work, so that a busy machine does not change them.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt
from corpora import questions

from search_api.meaning.encoder import Matrix, SentenceEncoder
from search_api.meaning.vector_cache import FILE
from search_api.meaning.vectors import Sizes, VectorIndex
from search_api.settings import Settings

_COUNTS = (10, 200)  # of the best: those shown, and those that take part in the fusion
_SHARES = (0.01, 0.1, 0.5)  # of all passages that a filter keeps
_NEAREST = 8
_NOISE = 0.1  # length of the noise, where a vector has 1


def main() -> None:
    """Reads and makes the vectors, then an index of each kind and size, and prints a block for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 250_000, 500_000])
    parser.add_argument("--kinds", nargs="+", default=["flat", "hnsw", "ivf-sq8"], help="flat, hnsw, ivf-sq8")
    parser.add_argument("--limit", type=int, default=150, help="ask only N questions (150)")
    given = parser.parse_args()
    encoder = SentenceEncoder(Settings.from_environment())
    real = encoded(given.folder, encoder.name)
    if len(real) <= _NEAREST:
        sys.exit(f"{given.folder / FILE}: {len(real)} vectors of {encoder.name}; more than {_NEAREST} are needed")
    asked = encoder.queries([question.text for question in islice(questions(given.queries), given.limit)])
    print(f"{len(real)} vectors of passages, {len(asked)} of questions", flush=True)
    matrix = filled(real, max(given.sizes), np.random.default_rng(0))
    for size in given.sizes:
        report(matrix[:size], asked, given.kinds)


def encoded(folder: Path, model: str) -> Matrix:
    """The vectors of a model in the cache of a folder, each once."""
    with sqlite3.connect(f"file:{folder / FILE}?mode=ro", uri=True) as database:
        rows = database.execute("SELECT vector FROM vectors WHERE model=? ORDER BY key", (model,)).fetchall()
    return np.stack([np.frombuffer(row, np.float32) for (row,) in rows]) if rows else np.empty((0, 0), np.float32)


def filled(real: Matrix, size: int, random: np.random.Generator) -> Matrix:
    """So many unit vectors: the real ones, then made ones."""
    _, nearest = faiss.knn(real, real, _NEAREST + 1, metric=faiss.METRIC_INNER_PRODUCT)
    matrix = np.empty((size, real.shape[1]), np.float32)
    matrix[: len(real)] = real[:size]
    for start in range(len(real), size, 10_000):
        number = min(10_000, size - start)
        seeds = random.integers(len(real), size=number)
        beside = nearest[seeds[:, None], random.integers(1, _NEAREST + 1, size=(number, 2))]
        weights = random.dirichlet((1, 1, 1), number).astype(np.float32)
        made = np.einsum("nk,nkd->nd", weights, real[np.column_stack([seeds, beside])])
        noise = random.standard_normal(made.shape).astype(np.float32)
        made += noise * (_NOISE / np.sqrt(made.shape[1]))
        matrix[start : start + number] = made / np.linalg.norm(made, axis=1, keepdims=True)
    return matrix


def report(held: Matrix, asked: Matrix, kinds: Iterable[str]) -> None:
    """Prints figures of each kind over the same vectors: by itself, and with a filter by itself and as is chosen."""
    size = len(held)
    limits = {"flat": Sizes(size, size), "hnsw": Sizes(1, size), "ivf-sq8": Sizes(1, 1)}
    shuffled = np.random.default_rng(1).permutation(size)
    parts = {share: np.sort(shuffled[: int(size * share)]) for share in _SHARES}
    best = _exact(held, asked, np.arange(size), max(_COUNTS))
    among = {share: _exact(held[part], asked, part, _COUNTS[0]) for share, part in parts.items()}
    for kind in kinds:
        index = VectorIndex(sizes=limits[kind])
        wall, work = time.perf_counter(), time.process_time()
        index.add(range(size), held)
        wall, work = time.perf_counter() - wall, time.process_time() - work
        with tempfile.TemporaryDirectory() as folder:
            index.save(Path(folder) / "index")
            megabytes = (Path(folder) / "index").stat().st_size / 1e6
            start = time.perf_counter()
            chosen = VectorIndex.load(Path(folder) / "index")
            loaded = time.perf_counter() - start
        threads = faiss.omp_get_max_threads()
        faiss.omp_set_num_threads(1)
        print(f"{size:>8} {kind:8} made in {work:.0f} s of work, {wall:.0f} s;", end=" ")
        print(f"{megabytes:.0f} MB, loaded in {loaded:.2f} s")
        for count in _COUNTS:
            print(f"{'':17} of all              {_asked(index, asked, best, count, None)}", flush=True)
        for share, part in parts.items():
            kept = set(part.tolist())
            for name, searched in (("by itself", index), ("as chosen", chosen)):
                found = _asked(searched, asked, among[share], _COUNTS[0], kept)
                print(f"{'':17} of {share:4.0%}, {name}  {found}", flush=True)
        faiss.omp_set_num_threads(threads)


def _exact(held: Matrix, asked: Matrix, ids: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """The ids of the nearest to each question, shape ``(questions, count)``, the best first."""
    _, rows = faiss.knn(asked, held, count, metric=faiss.METRIC_INNER_PRODUCT)
    found: npt.NDArray[np.int64] = ids[rows]
    return found


def _asked(index: VectorIndex, asked: Matrix, right: npt.NDArray[np.int64], count: int, within: set[int] | None) -> str:
    """Recall and milliseconds of work, over all questions."""
    recalls, seconds = [], []
    for vector, nearest in zip(asked, right, strict=True):
        start = time.thread_time()
        found = index.search(vector, count, within)
        seconds.append(time.thread_time() - start)
        recalls.append(len(found.keys() & set(nearest[:count].tolist())) / count)
    p50, p95 = np.percentile(seconds, (50, 95)) * 1000
    return f"recall@{count:<3} {np.mean(recalls):.3f}, worst {np.min(recalls):.2f}  p50 {p50:.1f} ms  p95 {p95:.1f} ms"


if __name__ == "__main__":
    main()
