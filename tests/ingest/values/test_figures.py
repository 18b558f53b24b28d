import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from ingest.text.fold import fold
from ingest.values.figures import figures, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("đạt từ 95% trở lên", [(95, None, "%", ">=")]),
        ("khoảng 28 - 29 nghìn tỷ đồng", [(28, 29, "nghìn tỷ đồng", "~")]),
        ("tối thiểu 02 sáng kiến", [(2, None, "sáng kiến", ">=")]),
        ("không quá 3,5 %; dưới 2 ha", [(3.5, None, "%", "<="), (2, None, "ha", "<")]),
        ("tăng từ 1 - 2 bậc", [(1, 2, "bậc", "=")]),
        ("ít nhất 1.200 m2", [(1200, None, "m2", ">=")]),
        ("cả 3 xã, mức độ 4, khoản 2 Điều 5, 12/KH-UBND, COVID-19", []),
    ],
)
def test_numbers_with_their_unit_and_comparison(
    text: str, expected: list[tuple[float, float | None, str, str]]
) -> None:
    found = figures(fold(text), Span(0, len(text)), [])
    assert [(figure.low, figure.high, figure.name, figure.comparison) for figure in found] == expected


def test_a_base_is_shared_and_a_taken_number_is_none() -> None:
    text = fold("11,1 bác sỹ và 31 giường bệnh trên 1 vạn dân, năm 2021 có 5 xã")
    first, second, third = figures(text, Span(0, len(text)), [])
    assert first.per == second.per
    assert first.per is not None
    assert text[first.per.start : first.per.end] == "tren 1 van dan"
    assert list(figures(text, Span(third.start, len(text)), [Span(third.start, len(text))])) == []


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_vietnamese_numbers_are_read_back(whole: int, hundredths: int) -> None:
    printed = f"{whole:,}".replace(",", ".") + (f",{hundredths:02d}" if hundredths else "")
    assert value(printed) == float(f"{whole}.{hundredths:02d}")
