from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.searching.matched import matched


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("Gửi kế hoạch về Sở Nội vụ, bộ phận nội bộ.", "so noi vu", ["Sở Nội vụ"]),
        ("Chỉ thị 02/CT-UBND ngày 07/01/2021", "02/CT-UBND", ["02/CT-UBND"]),
        ("thi đua, khen thưởng và thi đua", "Thi đua", ["thi đua", "thi đua"]),
        ("kế hoạch công tác thi đua", "hạn gửi kế hoạch công tác năm 2021", ["kế hoạch công tác"]),
        ("<b>kế hoạch</b>", "hoạch", ["hoạch"]),
        ("không có gì", "", []),
    ],
)
def test_matched(text: str, question: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in matched(text, question)] == found


@given(st.text(), st.text())
def test_spans_lie_in_the_text_in_order_and_apart(text: str, question: str) -> None:
    spans = matched(text, question)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end < b.start for a, b in pairwise(spans))
