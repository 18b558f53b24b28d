import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from search_api.web.layout import blocks, markup, parts, soft

LINES = st.lists(
    st.sampled_from(["Điều 1. Phạm vi", "- mục", "| a | b |", "|---|---|", "", "câu", "TIÊU ĐỀ", "---", "1. Việc"])
)
TEXTS = st.text(alphabet="aĐ |-*_#\n1.", max_size=60) | LINES.map("\n".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("VIỆN KSND TỐI CAO\nVIỆN KSND TỈNH A", ["title: VIỆN KSND TỐI CAO\nVIỆN KSND TỈNH A"]),
        ("KẾ HOẠCH\nVề việc B", ["title: KẾ HOẠCH\nVề việc B"]),
        ("I. MỤC ĐÍCH\n1. Việc đầu.", ["heading: I. MỤC ĐÍCH", "paragraph: 1. Việc đầu."]),
        ("Điều 3. Hiệu lực\nCó hiệu lực.", ["heading: Điều 3. Hiệu lực", "paragraph: Có hiệu lực."]),
        ("Nơi nhận:\n- Như trên;\n- Lưu.", ["paragraph: Nơi nhận:", "item: - Như trên;", "item: - Lưu."]),
        ("Một câu\nvẫn thế.\n\nCâu khác.", ["paragraph: Một câu\nvẫn thế.", "paragraph: Câu khác."]),
        ("| TT | Việc |\n|---|---|\n| 1 | |", ["row: | TT | Việc |", "row: | 1 | |"]),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    found = blocks(text, Span(0, len(text)))
    assert [f"{block.kind}: {text[block.span.start : block.span.end]}" for block in found] == expected


def test_cells_stand_between_bars_and_the_head_over_a_rule() -> None:
    text = "| TT | Việc |\n|---|:-:|\n| 1 | |\n| 2 | b"
    found = blocks(text, Span(0, len(text)))
    assert [[text[cell.start : cell.end] for cell in row.cells] for row in found] == [
        ["TT", "Việc"],
        ["1", ""],
        ["2", "b"],
    ]
    assert [row.head for row in found] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 15/10/2025, Cơ\nquan thường trực", "Ngày 15/10/2025, Cơ quan thường trực"),
        ("Số: 124/VKS-VP\nV/v phát động", "Số: 124/VKS-VP\nV/v phát động"),
        ("x" * 60 + "\nUBND tỉnh", "x" * 60 + " UBND tỉnh"),
        ("x" * 60 + "\nPHÁT ĐỘNG", "x" * 60 + "\nPHÁT ĐỘNG"),
        ("a\n\nb", "a\n\nb"),
    ],
)
def test_only_wrapped_lines_are_joined(text: str, expected: str) -> None:
    assert soft(text) == expected


def test_markdown_is_hidden_and_told() -> None:
    text = "## Số: **50/VKS** và a*b_c"
    hidden, bold = markup(text, Span(0, len(text)))
    assert [text[span.start : span.end] for span in hidden] == ["## ", "**", "**", "*"]
    assert [text[span.start : span.end] for span in bold] == ["50/VKS"]


@given(TEXTS)
def test_blocks_hold_every_word_once_and_in_order(text: str) -> None:
    found = blocks(text, Span(0, len(text)))
    edges = [edge for block in found for edge in block.span]
    assert edges == sorted(edges)
    inside = {at for block in found for at in range(*block.span)}
    assert not any(char.isalnum() for at, char in enumerate(text) if at not in inside)
    assert len(soft(text)) == len(text)


@given(TEXTS, st.integers(1, 30))
def test_parts_are_the_whole(text: str, longest: int) -> None:
    found = parts(text, Span(0, len(text)), longest)
    assert "".join(text[part.start : part.end] for part in found) == text
    assert all(part.end - part.start <= longest or "\n" not in text[part.start : part.end - 1] for part in found)
