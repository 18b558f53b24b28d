import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.damage import is_damaged, mend
from ingest.text.fold import fold

CLEAN = "Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành triển khai thực hiện nghiêm túc các nhiệm vụ được giao. " * 8


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        (CLEAN, False),
        (fold(CLEAN), True),
        (CLEAN[:60] + fold(CLEAN), True),
        (fold(CLEAN)[:200], False),  # too short to tell
        ("2021, 2022, 2023. " * 60, False),
        ("", False),
    ],
)
def test_tells_text_that_lost_its_diacritics(text: str, damaged: bool) -> None:
    assert is_damaged(text, fold(text)) is damaged


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("nghj quyet s6 12", "nghi quyet so 12"),
        ("ngay 05 th4ng 3 nam 2022", "ngay 05 thang 3 nam 2022"),
        ("cia hdnd tinh", "cua hdnd tinh"),
        ("thyc hien", "thuc hien"),
        ("cong vin so 15", "cong vin so 15"),  # a Vietnamese syllable stays what it is
        ("kehoach", "kehoach"),
        ("206/kh-ubnd", "206/kh-ubnd"),
    ],
)
def test_mends_words_of_the_grammar(folded: str, expected: str) -> None:
    assert mend(folded) == expected


def test_a_shorter_word_is_filled_up_with_blanks() -> None:
    assert mend("nghii quyet") == "nghi  quyet"


@given(st.lists(st.one_of(st.sampled_from(["nghj", "quyét", "s6", "ngay", "thyc", "Diéu"]), st.text(max_size=9))))
def test_length_stays(words: list[str]) -> None:
    folded = fold(" ".join(words))
    assert len(mend(folded)) == len(folded)
