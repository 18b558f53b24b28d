import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.question.typing_errors import corrected, with_digits


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("van ban nao trien khia X", "van ban nao trien khai X"),
        ("ke hoahc 37 ai ký", "ke hoach 37 ai ký"),
        ("phong troa thi dua nao", "phong trao thi dua nao"),
        ("chir thij 5", "chi thi 5"),
        ("ke61 hoach5 37 can8 cu71 luat65 nao2", "ke hoach 37 can cu luat nao"),
        ("văn bản nào triển khai Chỉ thị 5", None),
        ("kh200 ai ky", None),
        ("văn bản nào về mua sắm máy móc", None),  # no "năm"
        ("thời tiết hôm nay", None),
    ],
)
def test_slips_in_words_of_the_grammar_are_mended(typed: str, meant: str | None) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("KH 20O/KH-UBND", "KH 200/KH-UBND"), ("l2/CT", "l2/CT"), ("1l/CT-TTg", "11/CT-TTg"), ("Ol", "Ol")],
)
def test_letters_in_numbers_are_digits(typed: str, meant: str) -> None:
    assert with_digits(typed) == meant


@given(st.text(max_size=60))
def test_lengths_stay(text: str) -> None:
    assert len(with_digits(text)) == len(text)


@given(st.text(max_size=60))
def test_mending_twice_mends_no_more(text: str) -> None:
    mended = corrected(text)
    assert mended is None or corrected(mended) != text
