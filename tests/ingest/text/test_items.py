from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from ingest.text.fold import fold
from ingest.text.items import UNMARKED, items


def outline(text: str) -> list[tuple[int, str]]:
    return [(item.rank, item.words(text)) for item in items(text, fold(text), Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 4. Hồ sơ\n1. Tờ trình\na) Bản sao\n- Một\n+ Hai", [
            (1, "Hồ sơ"), (3, "Tờ trình"), (6, "Bản sao"), (7, "Một"), (8, "Hai"),
        ]),
        ("**II. NỘI DUNG**\n\n2.1. Rà soát\n\nMở đầu.", [(2, "NỘI DUNG"), (4, "Rà soát"), (UNMARKED, "Mở đầu.")]),
        ("1. Xây dựng kế\nhoạch năm 2024.", [(3, "Xây dựng kế\nhoạch năm 2024.")]),
        ("Các cơ quan,\n\nđơn vị báo cáo.\n\nđể biết.", [
            (UNMARKED, "Các cơ quan,\n\nđơn vị báo cáo."), (UNMARKED, "để biết."),
        ]),
        ("giai đoạn 2016 -\n2021. Tiếp theo", [(UNMARKED, "giai đoạn 2016 -\n2021. Tiếp theo")]),
        ("**Điều\n12. Hồ sơ**\n\n1.\n\nTờ trình", [(1, "Hồ sơ"), (3, "Tờ trình")]),
        ("**Chương\nIII**\n\n**THI HÀNH**", [(0, "THI HÀNH")]),
        ("1.\nSở Y tế:\n- Một", [(3, "Sở Y tế:"), (7, "Một")]),
        ("**1. Hội Nông dân**\n\n**tỉnh Phú Yên**\n- Một", [(3, "Hội Nông dân**\n\n**tỉnh Phú Yên"), (7, "Một")]),
        ("giai đoạn 2021\n- 2025 và sau", [(UNMARKED, "giai đoạn 2021\n- 2025 và sau")]),
        ("(Tập đoàn Đèo\nCả) rà soát", [(UNMARKED, "(Tập đoàn Đèo\nCả) rà soát")]),
        ("Mở đầu.\n\nMục", [(UNMARKED, "Mở đầu."), (UNMARKED, "Mục")]),
        ("Trên\n| a | b |\nDưới", [(UNMARKED, "Trên"), (UNMARKED, "Dưới")]),
    ],
)  # fmt: skip
def test_marks_give_the_rank(text: str, expected: list[tuple[int, str]]) -> None:
    assert outline(text) == expected


@given(st.text(alphabet="ab 1.)-+IVa*|\n;:", max_size=80))
def test_items_are_in_order_and_apart(text: str) -> None:
    spans = [item.span for item in items(text, fold(text), Span(0, len(text)))]
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
