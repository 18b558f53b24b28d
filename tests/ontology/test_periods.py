from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.periods import bounds, period_name, quarter


@pytest.mark.parametrize(
    ("value", "first", "last", "name"),
    [
        ("2024-02-28", "2024-02-28", "2024-02-28", "ngày 28/02/2024"),
        ("2024-02", "2024-02-01", "2024-02-29", "tháng 2 năm 2024"),
        ("2024", "2024-01-01", "2024-12-31", "năm 2024"),
        ("2025-01/2025-03", "2025-01-01", "2025-03-31", "quý I năm 2025"),
        ("2025-01/2025-06", "2025-01-01", "2025-06-30", "tháng 1 năm 2025 đến tháng 6 năm 2025"),
        ("2021/2025", "2021-01-01", "2025-12-31", "năm 2021 đến năm 2025"),
    ],
)
def test_bounds_and_names(value: str, first: str, last: str, name: str) -> None:
    assert tuple(day.isoformat() for day in bounds(value)) == (first, last)
    assert period_name(value) == name


@given(st.dates())
def test_a_day_is_its_own_bounds(day: date) -> None:
    assert bounds(day.isoformat()) == (day, day)


@pytest.mark.parametrize("value", ["", "quý I", "2024-13", "2024-02-30", "2024-1"])
def test_what_is_no_period(value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        bounds(value)


@pytest.mark.parametrize(
    ("text", "period"), [("2021-Q1", "2021-01/2021-03"), ("2021-Q4", "2021-10/2021-12"), ("2021-Q5", None), ("", None)]
)
def test_quarters(text: str, period: str | None) -> None:
    assert quarter(text) == period
