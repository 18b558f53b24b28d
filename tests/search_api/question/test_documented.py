"""``docs/questions.md`` says what can be asked, and only that."""

import re
from pathlib import Path

import pytest

from search_api.question import understand
from search_api.question.data import table

DOCS = (
    (Path(__file__).resolve().parents[3] / "docs" / "questions.md").read_text(encoding="utf-8").split("## How well")[0]
)
ROWS = [(kind, text.split(" · ")) for kind, text in re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", DOCS, re.MULTILINE)]


def test_every_kind_is_documented_once() -> None:
    kinds = [kind for kind, _ in ROWS]
    assert sorted(kinds) == sorted({row["kind"] for row in table("readings.toml")["reading"]})


@pytest.mark.parametrize(("kind", "question"), [(kind, question) for kind, questions in ROWS for question in questions])
def test_every_question_is_read_as_its_kind(kind: str, question: str) -> None:
    assert understand(question).kind == kind
