"""How well and how fast search finds the article that answers a question, with words, meaning and both.

    python benchmarks/retrieval.py CORPUS [QUERIES] [--strip-diacritics] [--model FOLDER] [--words-only] [--limit N]

CORPUS is a JSON Lines file, be it packed as ``.xz``, with ``_id`` and ``text`` (``law`` and ``article`` if known);
QUERIES one with ``text`` and ``relevant`` (list of ``_id``). Without QUERIES, titles of articles that no other article
bears are asked for. Articles are cut into passages as in a collection; an article ranks by its best passage. The corpus
is read as a stream, several times, and never held. Vectors are kept in ``--cache``: stopped, the run is taken up where
it was.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from corpora import Article, CorpusError, Question, articles, drawn, questions
from ranking import MEASURES, Interval, Values, figures, interval

from ingest.text.fold import fold
from search_api.editions.files import link_tree
from search_api.meaning.encoder import Encoder, SentenceEncoder
from search_api.meaning.vector_cache import VectorCache
from search_api.meaning.vectors import VectorIndex
from search_api.searching.abbreviations import written_out
from search_api.searching.fusion import fuse
from search_api.settings import Settings
from search_api.storage.passage_rows import key_of
from search_api.words.index import WordIndex
from search_api.words.restore import Restorer, lacks_diacritics, learn

Ranker = Callable[[str], Mapping[int, float]]
_CHUNK = 512


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one way of searching gave: figures of each question (rows) in the order of MEASURES, and seconds."""

    values: Values
    seconds: Values


class Passages:
    """The passages of a corpus by their running number; holds of each only the number of its article."""

    def __init__(self, corpus: Path, settings: Settings) -> None:
        """Nothing is read before :meth:`stream`."""
        self._corpus = corpus
        self._settings = settings
        self.articles: list[str] = []
        self.owners = array("l")

    def stream(self) -> Iterator[tuple[int, str]]:
        """Number and indexed text of each passage, in reading order; notes whose they are."""
        self.articles, self.owners = [], array("l")
        for article in articles(self._corpus):
            for text in article.indexed(self._settings):
                yield len(self.owners), text
                self.owners.append(len(self.articles))
            self.articles.append(article.id)

    def ranked(self, scores: Mapping[int, float]) -> list[str]:
        """The articles of passages, each by its best one."""
        ordered = sorted(scores, key=lambda passage: -scores[passage])
        return list(dict.fromkeys(self.articles[self.owners[passage]] for passage in ordered))


def main() -> None:
    """Reads the arguments, builds the indexes, prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("queries", type=Path, nargs="?", help="unless given, titles are drawn from the corpus")
    parser.add_argument("--strip-diacritics", action="store_true", help="ask without diacritics as well")
    parser.add_argument("--model", help="folder of a sentence-transformers model (the default one unless given)")
    parser.add_argument("--words-only", action="store_true", help="leave the encoder out")
    parser.add_argument("--limit", type=int, default=1_000, help="ask only N questions (1,000)")
    parser.add_argument("--cache", type=Path, default=platformdirs.user_cache_path("danchieu") / "retrieval")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    settings = Settings.from_environment()
    if given.model:
        settings = replace(settings, model=given.model)
    try:
        found = measured(given, settings)
    except (OSError, CorpusError) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit("Stopped. What was encoded is kept; run it again to go on.")
    print(json.dumps(found, ensure_ascii=False, indent=2) if given.json else as_text(found))


def measured(given: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """All figures, in the form that ``--json`` prints."""
    asked = asked_questions(given.corpus, given.queries, given.limit)
    encoder = None if given.words_only else SentenceEncoder(settings)
    with tempfile.TemporaryDirectory() as folder:
        words, vectors = WordIndex(Path(folder) / "first"), VectorIndex()
        passages = Passages(given.corpus, settings)
        built: dict[str, Any] = {"words_seconds": timed(lambda: words.update(passages.stream(), ()))}
        built |= {"articles": len(passages.articles), "passages": len(passages.owners)}
        tell(f"{built['passages']} passages of {built['articles']} articles in the word index")
        start = time.perf_counter()
        restorer = learn(article.text for article in articles(given.corpus))
        built["diacritics_seconds"] = time.perf_counter() - start
        built["words_bytes"] = size_of(Path(folder))
        if encoder:
            built |= put_vectors(passages, vectors, encoder, given.cache)
        result: dict[str, Any] = {"corpus": given.corpus.name, "questions": len(asked), "index": built}
        for name, strip in (("intact", False), ("stripped", True))[: 1 + given.strip_diacritics]:
            texts = [fold(question.text) if strip else question.text for question in asked]
            rankings = {
                way: ranked(ranker, texts, asked, passages)
                for way, ranker in ways(words, vectors, restorer, encoder, settings, strip).items()
            }
            result[name] = summary(rankings)
        built["add_one_seconds"] = added_one(given.corpus, Path(folder), vectors, encoder, settings)
    result["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result


def asked_questions(corpus: Path, queries: Path | None, limit: int) -> list[Question]:
    """The first questions of a file, or as many drawn from the corpus.

    Raises:
        CorpusError: if there are none.
    """
    found = list(islice(questions(queries), limit)) if queries else drawn(articles(corpus), limit)
    if not found:
        raise CorpusError(f"{queries}: no question has an answer" if queries else f"{corpus}: no titles to ask for")
    return found


def ways(
    index: WordIndex, vectors: VectorIndex, restorer: Restorer, encoder: Encoder | None, settings: Settings, strip: bool
) -> dict[str, Ranker]:
    """The ways of searching that are compared; each takes a question as it was typed."""

    def restored(text: str) -> str:
        return written_out(restorer.restore(text) if lacks_diacritics(text) else text)

    def words(text: str) -> Mapping[int, float]:
        return index.search(restored(text), settings.pool)

    if encoder is None:
        return {"words": words}

    def meaning_as_typed(text: str) -> Mapping[int, float]:
        return vectors.search(encoder.queries([text])[0], settings.pool)

    def meaning(text: str) -> Mapping[int, float]:
        return meaning_as_typed(restored(text))

    def fusion(text: str) -> Mapping[int, float]:
        asked = restored(text)
        dense, bm25 = meaning_as_typed(asked), index.search(asked, settings.pool)
        found = fuse(dense, bm25, settings.dense_weight, settings.words_weight)
        return {scored.passage: scored.score for scored in found}

    found: dict[str, Callable[[str], Mapping[int, float]]] = {"words": words, "meaning": meaning, "fusion": fusion}
    return found | {"meaning, not restored": meaning_as_typed} if strip else found


def put_vectors(passages: Passages, index: VectorIndex, encoder: Encoder, cache_folder: Path) -> dict[str, Any]:
    """Encodes what the cache does not hold, then fills the vector index; tells seconds and how many were encoded."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    cache = VectorCache(cache_folder)
    number, encoded, start = len(passages.owners), 0, time.perf_counter()
    matrix = np.empty((0, 0), np.float32)
    stream = passages.stream()
    while chunk := list(islice(stream, _CHUNK)):
        places, texts = zip(*chunk, strict=True)
        by_key = {key_of(text): text for text in texts}
        known = cache.get(encoder.name, list(by_key))
        if todo := sorted(by_key.keys() - known.keys(), key=lambda key: len(by_key[key])):
            cache.put(encoder.name, todo, encoder.passages([by_key[key] for key in todo]))
            known |= cache.get(encoder.name, todo)
            encoded += len(todo)
            tell(f"{places[-1] + 1} of {number} passages encoded, {time.perf_counter() - start:.0f} s")
        vectors = np.stack([known[key_of(text)] for text in texts])
        if not len(matrix):
            matrix = np.empty((number, vectors.shape[1]), np.float32)
        matrix[places[0] : places[-1] + 1] = vectors
    cache.close()
    seconds = time.perf_counter() - start
    made = timed(lambda: index.add(range(number), matrix))
    return {
        "encoded": encoded,
        "encoding_seconds": seconds,
        "vectors_seconds": made,
        "vectors_kind": index.kind,
    }


def added_one(
    corpus: Path, folder: Path, vectors: VectorIndex, encoder: SentenceEncoder | None, settings: Settings
) -> float:
    """Seconds from the text of one more article to a new edition of the word index, and vectors, that hold it."""
    first = next(articles(corpus))
    article = Article("new", first.work, first.title, f"{first.text}\nMột điều mới.")
    if encoder:
        encoder.load()

    def add() -> None:
        link_tree(folder / "first", folder / "second")
        copy = WordIndex(folder / "second")
        rows = list(enumerate(article.indexed(settings), max(copy.ids()) + 1))
        copy.update(rows, ())
        if encoder:
            vectors.add([number for number, _ in rows], encoder.passages([text for _, text in rows]))

    return timed(add)


def ranked(ranker: Ranker, texts: Sequence[str], asked: Sequence[Question], passages: Passages) -> Ranking:
    """Asks all questions, one after another."""
    values, seconds = [], []
    ranker(texts[0])  # what is loaded when first needed does not count
    for text, question in zip(texts, asked, strict=True):
        start = time.perf_counter()
        scores = ranker(text)
        seconds.append(time.perf_counter() - start)
        values.append(figures(passages.ranked(scores), question.relevant))
    return Ranking(np.array(values), np.array(seconds))


def summary(rankings: Mapping[str, Ranking]) -> dict[str, Any]:
    """Means with intervals of each way, and of what the fusion gains over each."""
    result: dict[str, Any] = {}
    for way, ranking in rankings.items():
        result[way] = intervals(ranking.values)
        result[way] |= {f"p{q}_ms": float(np.percentile(ranking.seconds, q)) * 1000 for q in (50, 95)}
    if "fusion" in rankings:
        for way in ("words", "meaning"):
            result[f"fusion minus {way}"] = intervals(rankings["fusion"].values - rankings[way].values)
    return result


def intervals(values: Values) -> dict[str, Any]:
    """Mean and interval of each measure."""
    return {measure: asdict(interval(column)) for measure, column in zip(MEASURES, values.T, strict=True)}


def as_text(found: Mapping[str, Any]) -> str:
    """The figures as lines for people."""
    index = found["index"]
    lines = [
        f"{found['corpus']}: {found['questions']} questions",
        "  ".join(f"{key} {round(value, 2) if isinstance(value, float) else value}" for key, value in index.items()),
        f"peak memory {found['peak_megabytes']:.0f} MB",
    ]
    for name in ("intact", "stripped"):
        for way, row in found.get(name, {}).items():
            cells = [f"{measure} {Interval(**row[measure])}" for measure in MEASURES]
            times = [f"p50 {row['p50_ms']:.1f} ms  p95 {row['p95_ms']:.1f} ms"] if "p50_ms" in row else []
            lines.append("  ".join([f"{name:8} {way:21}", *cells, *times]))
    if "stripped" in found:
        best = "fusion" if "fusion" in found["stripped"] else "words"
        kept = found["stripped"][best]["Recall@10"]["mean"] / (found["intact"][best]["Recall@10"]["mean"] or 1)
        lines.append(f"without diacritics {best} keeps {kept:.1%} of Recall@10")
    return "\n".join(lines)


def timed(work: Callable[[], object]) -> float:
    """Seconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def tell(message: str) -> None:
    """Progress, apart from the figures."""
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
