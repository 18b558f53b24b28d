import string
from typing import get_args

import pytest

from graph.reports import REPORTS
from graph.status import Bearing
from search_api.sparql.errors import Reason
from search_api.wording import LANGUAGES, language_named, say, sentences


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
        *(f"validity.{name}" for name in get_args(Bearing)),
        *(f"report.{name}" for name in REPORTS),
    ],
)
def test_what_the_program_can_meet_has_a_sentence(key: str) -> None:
    assert key in sentences()


def test_values_are_filled_in() -> None:
    assert say("report.count", "vi", count=3) == "3 mục"
    with pytest.raises(KeyError):
        say("search.found", "vi")


@pytest.mark.parametrize(
    ("name", "language"), [(None, "vi"), ("", "vi"), ("vi_VN.UTF-8", "vi"), ("en", "en"), ("EN_us", "en"), ("fr", "vi")]
)
def test_language_named(name: str | None, language: str) -> None:
    assert language_named(name) == language
