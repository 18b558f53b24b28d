import json
import lzma
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from search_api.settings import Settings


@pytest.fixture(scope="module")
def corpora(load_benchmark: Callable[[str], ModuleType]) -> ModuleType:
    return load_benchmark("corpora")


def _written(path: Path, lines: list[dict[str, Any]]) -> Path:
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    path.write_bytes(lzma.compress(text.encode()) if path.suffix == ".xz" else text.encode())
    return path


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.xz"])
@pytest.mark.parametrize(
    ("line", "id_", "title", "indexed"),
    [
        ({"_id": "a", "text": "Mọi người."}, "a", "Mọi người.", "Mọi người."),
        (
            {"_id": "L@3", "law": "Luật A", "article": "3", "text": "Phạm vi\n\nMọi người."},
            "L@3",
            "Phạm vi",
            "Luật A\nĐiều 3. Phạm vi Mọi người.",
        ),
        (
            {"id": "36", "topic": "Thanh niên", "label": "Điều 36.3.LQ.1. Tuổi", "text": "Từ đủ 16 tuổi."},
            "36",
            "Tuổi",
            "Thanh niên\nĐiều 36.3.LQ.1. Tuổi Từ đủ 16 tuổi.",
        ),
    ],
)
def test_articles_are_printed_with_their_headings(
    corpora: ModuleType, tmp_path: Path, name: str, line: dict[str, str], id_: str, title: str, indexed: str
) -> None:
    (article,) = corpora.articles(_written(tmp_path / name, [line]))
    assert (article.id, article.title) == (id_, title)
    assert list(article.indexed(Settings())) == [indexed]


@pytest.mark.parametrize(
    ("reader", "content", "message"),
    [
        ("articles", '{"text": "a"}', r'line 1: an article needs "_id"'),
        ("articles", '{"_id": "a", "text": "a"}\n\n{"_id": 1}', "line 3"),
        ("articles", "[1]", "expected a JSON object"),
        ("questions", "{", "no JSON"),
        ("questions", '{"text": "a", "relevant": "x"}', "needs .*relevant"),
    ],
)
def test_a_line_of_another_form_is_told_by_its_number(
    corpora: ModuleType, tmp_path: Path, reader: str, content: str, message: str
) -> None:
    (tmp_path / "f.jsonl").write_text(content)
    with pytest.raises(corpora.CorpusError, match=message):
        list(getattr(corpora, reader)(tmp_path / "f.jsonl"))


def test_questions_without_an_answer_do_not_count(corpora: ModuleType, tmp_path: Path) -> None:
    lines = [{"qid": "1", "text": "Ai?", "relevant": ["L@3"]}, {"qid": "2", "text": "Gì?", "relevant": []}]
    assert list(corpora.questions(_written(tmp_path / "q.jsonl", lines))) == [corpora.Question("Ai?", ("L@3",))]


def test_only_titles_that_stand_alone_are_asked_for(corpora: ModuleType) -> None:
    titles = {"1": "Phạm vi", "2": "Phạm  VI", "3": "Tuổi", "4": "", "5": "Hạn nộp"}
    corpus = [corpora.Article(id_, "", title, title) for id_, title in titles.items()]
    assert set(corpora.drawn(corpus, 9)) == {corpora.Question("Tuổi", ("3",)), corpora.Question("Hạn nộp", ("5",))}
    assert len(corpora.drawn(corpus, 1)) == 1
    assert corpora.drawn(corpus, 2, seed=3) == corpora.drawn(corpus, 2, seed=3)
