import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.web.highlight import marked, pieces


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
def test_marked(text: str, question: str, found: list[str]) -> None:
    assert [piece for piece, mark in marked(text, question) if mark] == found


@given(st.text(), st.text())
def test_nothing_is_lost(text: str, question: str) -> None:
    cut = marked(text, question)
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut)


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda s: (min(s), max(s)))))
def test_any_spans(text: str, spans: list[tuple[int, int]]) -> None:
    assert "".join(piece for piece, _ in pieces(text, spans)) == text
