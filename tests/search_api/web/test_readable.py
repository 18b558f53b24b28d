import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.web.readable import readable


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**I. ĐĂNG KÝ**\n\n1. Đối tượng", "I. ĐĂNG KÝ\n1. Đối tượng"),
        ("| TT | Nội dung |\n|----|:---|\n| | **NĂM 2024** |", "TT – Nội dung\nNĂM 2024"),
        ("## Điều 1\n*nghiêng* và _nghiêng_", "Điều 1\nnghiêng và nghiêng"),
        ("- 206/KH-UBND; a_b; 5 * 3", "- 206/KH-UBND; a_b; 5  3"),
        ("", ""),
    ],
)
def test_readable(text: str, words: str) -> None:
    assert readable(text) == words


@given(st.text())
def test_no_letter_or_digit_is_lost(text: str) -> None:
    assert [c for c in readable(text) if c.isalnum()] == [c for c in text if c.isalnum()]
