import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from search_api.meaning.vectors import VectorIndex
from search_api.settings import Settings

SUBJECTS = ("thuế đất", "bảo hiểm xã hội", "thi đua khen thưởng", "giao thông đường bộ", "tần số vô tuyến điện")


@pytest.fixture(scope="module")
def retrieval(load_benchmark: Callable[[str], ModuleType]) -> ModuleType:
    return load_benchmark("retrieval")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.jsonl"
    lines = [{"_id": f"L@{n}", "text": f"Quy định về {subject}."} for n, subject in enumerate(SUBJECTS)]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return path


class Stopping:
    """An encoder that is stopped after so many texts."""

    name = "stopping"

    def __init__(self, after: int) -> None:
        self.left = after
        self.asked: list[str] = []

    def passages(self, texts: Sequence[str]) -> np.ndarray:
        self.left -= len(texts)
        if self.left < 0:
            raise KeyboardInterrupt
        self.asked += texts
        return np.eye(8, dtype=np.float32)[[len(text) % 8 for text in texts]]


def test_words_are_measured_intact_and_stripped(retrieval: ModuleType, corpus: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text('{"text": "Thi đua khen thưởng là gì?", "relevant": ["L@2"]}', encoding="utf-8")
    given = argparse.Namespace(
        corpus=corpus, queries=queries, limit=9, words_only=True, strip_diacritics=True, cache=tmp_path
    )
    found = retrieval.measured(given, Settings())
    assert (found["index"]["articles"], found["index"]["passages"], found["questions"]) == (5, 5, 1)
    for form in ("intact", "stripped"):
        assert found[form]["words"]["nDCG@10"] == {"mean": 1, "low": 1, "high": 1}
    assert "keeps 100.0% of Recall@10" in retrieval.as_text(found)
    json.dumps(found)


def test_encoding_goes_on_where_it_was_stopped(
    retrieval: ModuleType, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retrieval, "_CHUNK", 2)
    passages = retrieval.Passages(corpus, Settings())
    texts = [text for _, text in passages.stream()]
    first, second = Stopping(4), Stopping(9)
    index = VectorIndex()
    with pytest.raises(KeyboardInterrupt):
        retrieval.put_vectors(passages, index, first, tmp_path / "cache")
    figures = retrieval.put_vectors(passages, index, second, tmp_path / "cache")
    assert sorted(first.asked + second.asked) == sorted(texts)
    assert figures["encoded"] == 1
    assert index.ids() == set(range(5))


def test_an_article_ranks_by_its_best_passage(retrieval: ModuleType, corpus: Path) -> None:
    passages = retrieval.Passages(corpus, Settings())
    assert len(list(passages.stream())) == 5
    assert passages.ranked({0: 0.1, 3: 0.9, 4: 0.5}) == ["L@3", "L@4", "L@0"]


def test_without_any_question_the_reason_is_told(retrieval: ModuleType, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text('{"text": "Ai?", "relevant": []}', encoding="utf-8")
    with pytest.raises(retrieval.CorpusError, match="no question has an answer"):
        retrieval.asked_questions(corpus, tmp_path / "none.jsonl", 5)
