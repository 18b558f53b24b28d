from dataclasses import replace

import pytest

from search_api.storage.held import HeldDocument
from search_api.views.timeline import Choice, of_time, years

ONE = HeldDocument("a", "d1", 0, 9, "Chỉ thị", "1/CT-UBND", "2021-01-30", "Ủy ban nhân dân tỉnh Lạng Sơn", "T")
DOCUMENTS = [
    ONE,
    replace(ONE, number="2/CT-UBND", date="2021-03-01"),
    replace(ONE, number="3/KH-UBND", type="Kế hoạch", date="2019-12-31"),
    replace(ONE, number="4/KH-UBND", type="Kế hoạch", date=None, issuer=None),
]


def test_years_count_months() -> None:
    assert [(one.year, one.count, one.months[0], one.months[2]) for one in years(DOCUMENTS)] == [
        (2021, 2, 1, 1),
        (2019, 1, 0, 0),
    ]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), [2, 1, 3, 4]),
        (Choice(year=2021), [2, 1]),
        (Choice(year=2021, month=1), [1]),
        (Choice(type="Kế hoạch"), [3, 4]),
        (Choice(issuer="lang son", year=2019), [3]),
        (Choice(issuer="cao bang"), []),
    ],
)
def test_what_is_chosen(choice: Choice, expected: list[int]) -> None:
    found = of_time([one for one in DOCUMENTS if choice.admits(one)], choice)
    assert [int((one.number or "0").split("/")[0]) for one in found] == expected
