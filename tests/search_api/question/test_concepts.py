import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.question.concepts import sequences


def concepts(masked: str) -> list[str]:
    return [piece.concept for piece in sequences(masked)[0]]


@pytest.mark.parametrize(
    ("masked", "expected"),
    [
        ("ai ky X0", ["who", "sign", "x"]),
        ("van ban nao trien khai thuc hien X0", ["docs", "which", "verb:implements", "x"]),
        ("X0 con hieu luc khong", ["x", "valid", "skip"]),
        ("nguoi da ky X0", ["signer", "x"]),
        ("tau vu tru", ["free", "free", "free"]),
    ],
)
def test_the_longest_phrase_counts(masked: str, expected: list[str]) -> None:
    assert concepts(masked) == expected


def test_a_phrase_that_means_two_things_makes_two_ways() -> None:
    ways = {tuple(piece.concept for piece in way) for way in sequences("huong dan X0")}
    assert ways == {("verb:guides", "x"), ("docs", "x")}


def test_what_is_asked_for_by_which_is_a_document_first() -> None:
    assert concepts("X0 thuc hien huong dan nao") == ["x", "verb:implements", "docs", "which"]


@given(st.lists(st.sampled_from(["van", "ban", "nao", "X0", "A0", "ky", "huong", "dan", "zz", "7"]), max_size=12))
def test_no_word_is_lost(words: list[str]) -> None:
    for way in sequences(" ".join(words)):
        assert " ".join(piece.words for piece in way).split() == words
