"""The sample collection: its form, that none of it is copied, and what the extractor finds in it."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import extract

FOLDER = Path(__file__).resolve().parent.parent / "samples"
FILES = sorted(FOLDER.glob("*.txt"))
ANSWERS = sorted((FOLDER / "answers").glob("*.gold.json"))
MENTIONS = ("references", "campaigns", "agencies", "dates")
WITHOUT_DIACRITICS = "08-cong-van-mat-dau.txt"
COPIED = 12  # words in a row
# The state's name and motto, which Nghị định 30/2020/NĐ-CP puts at the head of every document.
MOTTO = "cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc"
# What makes a predicted mention the same as a gold one, beside overlapping it.
SAME: dict[str, Callable[[dict[str, Any]], object]] = {
    "documents": lambda m: (m["type"], m["number"]),
    "references": lambda m: (m["self"], m["number"] or m["name"], m["relation"]),
    "campaigns": lambda m: m["kind"],
    "agencies": lambda m: m["name"].casefold(),
    "dates": lambda m: m["value"],
}
LEAST_F1 = {"documents": 0.9, "references": 0.8, "campaigns": 0.6, "agencies": 0.6, "dates": 0.95}


def runs_of_words(text: str) -> set[str]:
    words = " ".join(re.findall(r"[^\W_]+(?:[/-][^\W_]+)*", text.lower()))
    parts = (part.split() for part in words.split(MOTTO))
    return {" ".join(part[i : i + COPIED]) for part in parts for i in range(len(part) - COPIED + 1)}


def stem(answer: Path) -> str:
    return answer.name.removesuffix(".gold.json")


def overlap(one: list[int], other: list[int]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def test_readme_lists_exactly_the_files() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", (FOLDER / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [path.name for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_text_is_clean_utf8_of_readable_length(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[\ufffd\r\t\x00]", text)
    assert 1_500 < len(text) < 8_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_only_the_damaged_text_lacks_diacritics(path: Path) -> None:
    letters = [c for c in path.read_text(encoding="utf-8") if c.isalpha()]
    marked = sum(not c.isascii() for c in letters) / len(letters)
    assert (marked < 0.05) == (path.name == WITHOUT_DIACRITICS)


def test_nothing_is_copied_from_real_documents(shared: Path) -> None:
    real = {run for path in (shared / "seeds").glob("*.txt") for run in runs_of_words(path.read_text(encoding="utf-8"))}
    assert real
    for path in FILES:
        assert not runs_of_words(path.read_text(encoding="utf-8")) & real, path.name


@pytest.mark.parametrize("path", ANSWERS, ids=stem)
def test_answers_quote_their_text(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert gold["file"] == f"{stem(path)}.txt"
    text = (FOLDER / gold["file"]).read_text(encoding="utf-8")
    spans = {document["id"]: document["span"] for document in gold["documents"]}
    for mention in (mention for kind in MENTIONS for mention in gold[kind]):
        start, end = mention["span"]
        first, last = spans[mention["document"]]
        assert mention["text"] == text[start:end]
        assert first <= start < end <= last


@pytest.mark.parametrize(("kind", "least"), LEAST_F1.items())
def test_extractor_agrees_with_the_answers(kind: str, least: float) -> None:
    right = asked = told = 0
    for path in ANSWERS:
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (FOLDER / gold["file"]).read_text(encoding="utf-8")
        got = json.loads(json.dumps(extract(text, gold["file"]).to_json()))[kind]
        asked, told = asked + len(gold[kind]), told + len(got)
        for wanted in gold[kind]:
            same = [m for m in got if overlap(m["span"], wanted["span"]) and SAME[kind](m) == SAME[kind](wanted)]
            if same:
                got.remove(same[0])
                right += 1
    assert 2 * right / (asked + told) >= least
