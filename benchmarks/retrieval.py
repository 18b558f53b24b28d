"""How well search finds the article that answers a question: Recall@1, 5, 10, MRR@10, nDCG@10 and milliseconds.

    python benchmarks/retrieval.py CORPUS QUERIES [--strip-diacritics] [--limit N] [--words-only]

CORPUS is a JSON Lines file with ``_id``, ``law``, ``article`` and ``text``; QUERIES one with ``text`` and ``relevant``
(list of ``_id``). Articles are cut into passages as in a collection; an article ranks by its best passage. Vectors are
kept beside CORPUS's name in the system's temporary folder, so that a second run is quick.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ingest.facts import Document, Extraction, Span
from ingest.text.fold import fold
from search_api.encoder import Matrix, SentenceEncoder
from search_api.fusion import fuse
from search_api.passages import index_text, passages
from search_api.restore import lacks_diacritics, learn
from search_api.settings import Settings
from search_api.vectors import VectorIndex
from search_api.words import WordIndex

Ranker = Callable[[str], Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of an article: what is indexed and the article's id."""

    article: str
    text: str


def main() -> None:
    """Reads the arguments, builds the indexes, prints one line of figures a ranking."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--strip-diacritics", action="store_true", help="ask without diacritics")
    parser.add_argument("--limit", type=int, help="ask only the first N questions")
    parser.add_argument("--words-only", action="store_true", help="leave the encoder out")
    given = parser.parse_args()
    settings = Settings.from_environment()
    articles = list(_lines(given.corpus))
    rows = [row for article in articles for row in _rows(article, settings)]
    questions = [q for q in _lines(given.queries) if q["relevant"]][: given.limit]
    asked = [fold(q["text"]) if given.strip_diacritics else q["text"] for q in questions]
    restorer = learn(article["text"] for article in articles)
    restored = [restorer.restore(text) if lacks_diacritics(text) else text for text in asked]
    print(f"{len(articles)} articles, {len(rows)} passages, {len(asked)} questions")

    relevant = [q["relevant"] for q in questions]
    owners = [row.article for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        words = WordIndex(Path(folder))
        words.update(enumerate(row.text for row in rows), ())
        report("words", lambda text: words.search(text, settings.pool), restored, relevant, owners)
        if given.words_only:
            return
        encoder = SentenceEncoder(settings)
        vectors = VectorIndex()
        vectors.add(range(len(rows)), _encoded(rows, encoder))

        def meaning(text: str) -> Mapping[int, float]:
            return vectors.search(encoder.queries([text])[0], settings.pool)

        def fused(text: str) -> Mapping[int, float]:
            found = fuse(meaning(text), words.search(text, settings.pool), settings.dense_weight, settings.words_weight)
            return {scored.passage: scored.score for scored in found}

        if given.strip_diacritics:
            report("meaning, not restored", meaning, asked, relevant, owners)
        report("meaning", meaning, restored, relevant, owners)
        report("fusion", fused, restored, relevant, owners)


def report(
    name: str, rank: Ranker, asked: Sequence[str], relevant: Sequence[Sequence[str]], owners: Sequence[str]
) -> None:
    """Prints the figures of one ranking over all questions."""
    start = time.perf_counter()
    ranked = [_articles(rank(text), owners) for text in asked]
    milliseconds = (time.perf_counter() - start) * 1000 / len(asked)
    pairs = list(zip(ranked, map(set, relevant), strict=True))
    figures = {f"R@{k}": [len(wanted & set(found[:k])) / len(wanted) for found, wanted in pairs] for k in (1, 5, 10)}
    figures["MRR@10"] = [next((1 / n for n, a in enumerate(f[:10], 1) if a in w), 0.0) for f, w in pairs]
    figures["nDCG@10"] = [
        sum(1 / math.log2(n + 1) for n, a in enumerate(f[:10], 1) if a in w)
        / sum(1 / math.log2(n + 1) for n in range(1, min(len(w), 10) + 1))
        for f, w in pairs
    ]
    values = "  ".join(f"{key} {np.mean(value):.3f}" for key, value in figures.items())
    print(f"{name:22} {values}  {milliseconds:.1f} ms", flush=True)


def _articles(scores: Mapping[int, float], owners: Sequence[str]) -> list[str]:
    ordered = sorted(scores, key=lambda passage: -scores[passage])
    return list(dict.fromkeys(owners[passage] for passage in ordered))


def _lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _rows(article: dict[str, Any], settings: Settings) -> Iterable[Row]:
    text = str(article["text"])
    document = Document("d1", Span(0, len(text)), str(article["law"]), subject=f"Điều {article['article']}")
    extraction = Extraction("", (document,))
    for passage in passages(text, extraction, settings.passage_chars, settings.passage_target):
        yield Row(str(article["_id"]), index_text(passage.headings, text[passage.start : passage.end]))


def _encoded(rows: Sequence[Row], encoder: SentenceEncoder) -> Matrix:
    texts = [row.text for row in rows]
    key = hashlib.sha256("\0".join([encoder.name, *texts]).encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / f"danchieu-vectors-{key}.npy"
    if not kept.is_file():
        start = time.perf_counter()
        np.save(kept, encoder.passages(texts))
        print(f"encoded in {time.perf_counter() - start:.0f} s", flush=True)
    vectors: Matrix = np.load(kept)
    return vectors


if __name__ == "__main__":
    main()
