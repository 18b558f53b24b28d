from collections.abc import Callable
from types import ModuleType

import pytest


@pytest.mark.parametrize(
    ("given", "expected", "right"),
    [
        ({"value": "Thu ngân sách: 5835 tỷ đồng"}, {"value": "5.835 tỷ"}, True),
        ({"value": "Tỷ lệ: 63,4 %"}, {"value": "63,4%"}, True),
        ({"value": "Tỷ lệ: 63,4 %"}, {"value": "634"}, False),
        ({"number": "02/CT-UBND", "date": "2021-01-07"}, {"number": "02/CT-UBND", "date": "2018-01-04"}, False),
        ({"number": None}, {"number": "02/CT-UBND"}, False),
    ],
)
def test_is_right(
    load_benchmark: Callable[[str], ModuleType], given: dict[str, str], expected: dict[str, str], right: bool
) -> None:
    assert load_benchmark("questions").is_right(given, expected) is right
