import re
import string
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import search_api
from graph.reports import REPORTS
from graph.status import Bearing
from ingest.reading import Why
from search_api.sparql.errors import Reason
from search_api.wording import LANGUAGES, Language, language_named, say, sentences


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", sentences())
def test_each_sentence_says_the_same_in_both_languages(key: str) -> None:
    wording = sentences()[key]
    assert set(wording) == set(LANGUAGES)
    assert _fields(wording["vi"]) == _fields(wording["en"])


@pytest.mark.parametrize(
    "key",
    [
        *(f"refused.{reason}" for reason in get_args(Reason)),
        *(f"upload.why.{why}" for why in get_args(Why)),
        *(f"validity.{name}" for name in get_args(Bearing)),
        *(f"report.{name}" for name in REPORTS),
    ],
)
def test_what_the_program_can_meet_has_a_sentence(key: str) -> None:
    assert key in sentences()


@cache
def _source() -> str:
    """All code, pages and data that may name a sentence."""
    root = Path(search_api.__file__).parents[1]
    files = [file for folder in ("search_api", "graph", "ingest", "ontology") for file in (root / folder).rglob("*")]
    kinds = {".py", ".html", ".xml", ".toml", ".csv", ".ttl"}
    own = [one for one in files if one.suffix in kinds and "node_modules" not in one.parts]
    return "\n".join(one.read_text(encoding="utf-8") for one in own if one.name != "wording.toml")


def test_each_sentence_is_said_somewhere() -> None:
    quoted = set(re.findall(r"""["'`]([\w.+-]+)["'`]""", _source()))
    named = quoted | set(re.findall(r"\b([\w-]+)\s*[:=]", _source()))
    # as in f"report.{name}" and "report." ~ name
    begun = tuple(set(re.findall(r"""["']([a-z_.-]+\.)(?:\{|["'] ~)""", _source())))
    unsaid = [key for key in sentences() if key not in quoted]
    unsaid = [key for key in unsaid if not (key.startswith(begun) and key.rpartition(".")[2] in named)]
    assert unsaid == ["data.format.ld+json"]  # the second half of a media type


def test_each_sentence_that_is_said_exists() -> None:
    said = set(re.findall(r"""\bsay\(\s*["']([^"'{]+)["']\s*[,)]""", _source()))
    assert len(said) > 200
    assert said <= sentences().keys()


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [("vi", 1977, "1.977 mục"), ("en", 1977, "1,977 rows"), ("en", 1, "1 row"), ("en", "{count}", "{count} rows")],
)
def test_counts_are_said_as_their_language_does(language: Language, count: object, said: str) -> None:
    assert say("report.count", language, count=count) == said


def test_values_are_filled_in() -> None:
    assert say("timeline.of_year", "vi", year=2025) == "năm 2025"
    with pytest.raises(KeyError):
        say("search.found", "vi")


@pytest.mark.parametrize(
    ("name", "language"), [(None, "vi"), ("", "vi"), ("vi_VN.UTF-8", "vi"), ("en", "en"), ("EN_us", "en"), ("fr", "vi")]
)
def test_language_named(name: str | None, language: str) -> None:
    assert language_named(name) == language
