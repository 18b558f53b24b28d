import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.fold import fold
from search_api.question import understand
from search_api.question.concepts import sequences
from search_api.question.diacritics import marked, unmarked


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ở đâu", "o dau"),
        ("xăng dầu", "xang dau'"),  # no "đâu", but "đầu mối" is a phrase
        ("mấy máy", "may may^"),  # no phrase has "máy"
        ("ai ký kỷ luật", "ai ky ky' luat"),
        ("sữa, mỡ, mơ", "sua, mo, mo'"),  # hỏi and ngã are one tone to many who write
        ("dau may ky", "dau may ky"),  # may be any word
    ],
)
def test_words_that_are_others_than_they_look_are_marked(typed: str, read: str) -> None:
    assert marked(typed, 0, len(typed)) == read


@pytest.mark.parametrize(
    ("masked", "concepts"),
    [
        ("muc may", ["count"]),
        ("muc may^", ["ratio", "free"]),
        ("bat dau' tu khi nao", ["start"]),
        ("dau'", ["free"]),
    ],
)
def test_a_marked_word_has_no_meaning_alone(masked: str, concepts: list[str]) -> None:
    (way, *_) = sequences(masked)
    assert [piece.concept for piece in way] == concepts
    assert " ".join(piece.words for piece in way) == unmarked(masked)


def test_the_subject_of_an_instrument_may_have_a_word_like_one_that_asks() -> None:
    found = understand("Nghị định 83/2014/NĐ-CP về xăng dầu bị sửa đổi bởi những nghị định nào?")
    assert (found.kind, found.relations, found.direction) == ("related", ("amends",), "in")


@given(st.text(max_size=60))
def test_marks_are_all_that_is_added(text: str) -> None:
    plain = text.replace("'", "").replace("^", "")
    assert unmarked(marked(plain, 0, len(plain))).casefold() == fold(plain).casefold()
