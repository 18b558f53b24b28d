from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from ingest.text.fold import fold
from ingest.text.lines import Line, bare_lines, lines_of


def lines(text: str, span: Span | None = None) -> list[Line]:
    return lines_of(text, fold(text), span or Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 1\nĐiều 2", ["Điều 1", "Điều 2"]),
        ("  ## KẾ HOẠCH  \n\n> Về chuyển đổi số", ["KẾ HOẠCH", "", "Về chuyển đổi số"]),
        ("**CHỈ\nTHỊ**\nVề", ["CHỈ THỊ", "Về"]),  # emphasis goes over the break
        ("**QUYẾT ĐỊNH**\n**Về việc**", ["QUYẾT ĐỊNH", "Về việc"]),
        ("*về công tác\nvăn thư*\n", ["về công tác văn thư"]),
        ("**KẾ HOẠCH\nvề công tác**", ["KẾ HOẠCH", "về công tác"]),  # capitals and small letters are not one line
        ("**Nơi nhận:\n- Như trên;**", ["Nơi nhận:", "- Như trên;"]),
        ("**CHỈ\n\nTHỊ**", ["CHỈ", "", "THỊ"]),  # a blank line closes it
        ("Số:\n15/KH-UBND", ["Số: 15/KH-UBND"]),
    ],
)
def test_lines_without_margins(text: str, expected: list[str]) -> None:
    assert [line.text for line in lines(text)] == expected


def test_bare_lines_keep_breaks_and_blank_lines_within_the_span() -> None:
    text = "**CHỈ\n\n  THỊ** \n- Về việc"
    assert [text[start:end] for start, end in bare_lines(text, Span(2, 13))] == ["CHỈ", "", "THỊ"]


@pytest.mark.parametrize(
    ("text", "upper"),
    [("ỦY BAN NHÂN DÂN", True), ("KT. CHỦ TỊCH", True), ("Ủy ban", False), ("A", False), ("12/2021", False)],
)
def test_capitals(text: str, upper: bool) -> None:
    assert lines(text)[0].upper is upper


def test_lines_of_a_part_keep_the_offsets_of_the_whole() -> None:
    text = "Trang 1\n  Số: 3/TB-UBND \nTrang 2"
    (line,) = lines(text, Span(text.index("  Số"), text.index("\nTrang 2")))
    assert text[line.span.start : line.span.end] == line.text == "Số: 3/TB-UBND"


@given(st.text(alphabet="aĐ*# \n-.1Ô:", max_size=60))
def test_every_word_stands_on_one_line_in_order(text: str) -> None:
    found = lines(text)
    assert all(line.text == text[line.span.start : line.span.end].replace("\n", " ") for line in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    kept = "".join(line.text for line in found)
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]
