"""What a growing collection costs, by words alone: time and memory of taking in N articles, then of one more.

    python -m benchmarks.growing CORPUS [--limit N] [--data DIR] [--json]

CORPUS is a JSON Lines file (``.xz`` or plain) with ``text`` and, if there are, ``label`` and ``source``; each article
becomes a file. Prints seconds and the peak of memory (MB; of the process itself, and of its largest worker) of the
first ingest, of adding, changing and removing one article, milliseconds of searching by words, and what is on disk.
Each step runs in a process of its own, as a command does. With ``--data``, files and collection stay there, and a first
ingest that was stopped is taken up again.
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any, Final

from ingest.text.fold import fold
from search_api.collection import Collection, Progress
from search_api.meaning.default_model import ModelError
from search_api.meaning.encoder import Matrix
from search_api.settings import Settings

_QUESTIONS: Final = 200
_NEW: Final = "Điều 1. Bãi bỏ Thông tư số 15/2018/TT-BTC ngày 12 tháng 02 năm 2018 của Bộ Tài chính, Luật Đất đai."


class NoModel:
    """An encoder that is missing: passages are found by words, and their vectors are left for later."""

    name = "none"
    loading = False
    failure: str | None = None

    def queries(self, texts: Sequence[str]) -> Matrix:
        """Refuses."""
        raise ModelError(f"no model for {len(texts)} texts")

    passages = queries


def main() -> None:
    """Reads the arguments, takes the steps, prints a line each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--data", type=Path, help="keep files and collection in this folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="growing-") as name:
        folder = given.data or Path(name)
        files, data = folder / "files", folder / "collection"
        articles, characters = _written(given.corpus, given.limit, files)
        new = folder / "new.txt"
        new.write_text(_NEW, encoding="utf-8")
        found: dict[str, Any] = {"articles": articles, "characters": characters}
        found["first ingest"] = _alone(_take_in, data, files)
        found["add one"] = _alone(_take_in, data, new)
        new.write_text(f"{_NEW}\n\nĐiều 2. Hiệu lực.", encoding="utf-8")
        found["change one"] = _alone(_take_in, data, new)
        found["remove one"] = _alone(_remove, data, new)
        found["search"] = _alone(_search, data, files)
        found["megabytes"] = {part.name: _megabytes(part) for part in sorted(data.iterdir())}
    if given.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for step, figures in found.items():
        print(f"{step:<13} {figures}")


def _written(corpus: Path, limit: int | None, folder: Path) -> tuple[int, int]:
    """Writes each article to a file; gives how many there are, and their characters."""
    folder.mkdir(parents=True, exist_ok=True)
    count = characters = 0
    for count, article in enumerate(islice(_lines(corpus), limit), start=1):
        head = [article[name] for name in ("label", "source") if article.get(name)]
        text = "\n".join([*head, "", article["text"]] if head else [article["text"]])
        characters += len(text)
        (folder / f"{count:06}.txt").write_text(text, encoding="utf-8")
    return count, characters


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _alone(step: Callable[[Path, Path], dict[str, float]], data: Path, path: Path) -> dict[str, float]:
    """Takes a step in a process of its own; gives its figures, seconds and peaks of memory."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_measured, step, data, path).result()


def _measured(step: Callable[[Path, Path], dict[str, float]], data: Path, path: Path) -> dict[str, float]:
    start, used = time.perf_counter(), time.process_time()
    figures = step(data, path)
    return {
        **figures,
        "seconds": round(time.perf_counter() - start, 2),
        "cpu seconds": round(time.process_time() - used, 2),
        "peak MB": _peak(resource.RUSAGE_SELF),
        "peak MB of a worker": _peak(resource.RUSAGE_CHILDREN),
    }


def _peak(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss // 1024


def _take_in(data: Path, path: Path) -> dict[str, float]:
    stages: dict[str, float] = {}
    last: list[Any] = ["open", time.perf_counter()]

    def enter(stage: str) -> None:
        stages[last[0]] = round(stages.get(last[0], 0.0) + time.perf_counter() - last[1], 2)
        last[:] = [stage, time.perf_counter()]

    def on_progress(progress: Progress) -> None:
        if progress.stage != last[0]:
            enter(progress.stage)

    with Collection.open(Settings(data=data), NoModel()) as collection:
        collection.take_in([path], on_progress)
        enter("done")
    return stages


def _remove(data: Path, path: Path) -> dict[str, float]:
    with Collection.open(Settings(data=data), NoModel()) as collection:
        try:
            collection.remove(str(path))
        except ModelError:
            return {}
    return {}


def _search(data: Path, files: Path) -> dict[str, float]:
    """Asks for articles by their first line, every other time without diacritics."""
    names = sorted(files.iterdir())
    chosen = names[:: max(1, len(names) // _QUESTIONS)][:_QUESTIONS]
    questions = [path.read_text(encoding="utf-8").partition("\n")[0] for path in chosen]
    taken: list[float] = []
    with Collection.open(Settings(data=data), NoModel()) as collection:
        start = time.perf_counter()
        collection.search_words("lan dau")
        first = time.perf_counter() - start
        for number, question in enumerate(questions):
            start = time.perf_counter()
            collection.search_words(fold(question) if number % 2 else question)
            taken.append(1000 * (time.perf_counter() - start))
    cuts = statistics.quantiles(taken, n=20)
    return {"first ms": round(1000 * first), "p50 ms": round(cuts[9], 1), "p95 ms": round(cuts[18], 1)}


def _megabytes(path: Path) -> float:
    files = path.rglob("*") if path.is_dir() else [path]
    return round(sum(file.stat().st_size for file in files if file.is_file()) / 1e6, 1)


if __name__ == "__main__":
    main()
