import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Document, Extraction, Span
from search_api.storage.passages import Passage, index_text, passages, plain

PLAN = """KẾ HOẠCH
Công tác năm 2021

**I. MỤC ĐÍCH,
YÊU CẦU**

Nêu cao trách nhiệm.

**II. TỔ CHỨC THỰC HIỆN**

1. Các đơn vị gửi kế hoạch trước ngày 20/01/2021.
2. Sở Nội vụ theo dõi.

| TT | Nội dung |
|----|----------|
| 01 | Phát động |

Nơi nhận:
- Lưu: VT.
"""


def whole(text: str) -> Extraction:
    return Extraction("a.txt", (Document("d1", Span(0, len(text)), "Kế hoạch", "5/KH-UBND", subject="Công tác"),))


def test_passages_follow_the_structure_of_the_document() -> None:
    title = "Kế hoạch 5/KH-UBND Công tác"
    found = [(p.headings, PLAN[p.start : p.end].split("\n")[0]) for p in passages(PLAN, whole(PLAN))]
    assert found == [
        ((title,), "KẾ HOẠCH"),
        ((title,), "**I. MỤC ĐÍCH,"),
        ((title,), "**II. TỔ CHỨC THỰC HIỆN**"),
        ((title, "II. TỔ CHỨC THỰC HIỆN", "2. Sở Nội vụ theo dõi."), "| TT | Nội dung |"),
        ((title,), "Nơi nhận:"),
    ]


def test_marks_that_stand_alone_are_no_passage() -> None:
    text = "**\n\nKẾ HOẠCH\n\n---\nNgoài văn bản\n\n***\n"
    found = passages(text, Extraction("a.txt", (Document("d1", Span(4, 12), "Kế hoạch"),)))
    assert [text[p.start : p.end] for p in found] == ["KẾ HOẠCH", "---\nNgoài văn bản\n\n***"]


def test_a_piece_that_begins_inside_a_part_names_the_headings_above_it() -> None:
    found = passages(PLAN, whole(PLAN), target=60)
    second = next(p for p in found if PLAN.startswith("2. Sở", p.start))
    assert second.headings[1:] == ("II. TỔ CHỨC THỰC HIỆN",)
    row = next(p for p in passages(PLAN, whole(PLAN), longest=45, target=20) if PLAN.startswith("| 01", p.start))
    assert row.headings[-1] == "TT Nội dung"


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("Điều 5. Hiệu lực thi hành", True),
        ("Dieu 5. Hieu luc thi hanh", True),
        ("Chương II QUY ĐỊNH CỤ THỂ", True),
        ("### CHỈ THỊ", True),
        ("Điều 4 Quyết định số 57/2018/QĐ-UBND được bãi bỏ", False),
        ("Mục đích của kế hoạch", False),
        ("20/01/2021 là hạn cuối", False),
    ],
)
def test_which_lines_open_a_part(line: str, opens: bool) -> None:
    text = f"Đoạn thứ nhất.\n{line}"
    assert (len(passages(text, whole(text))) == 2) is opens


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    text = "Một câu dài vừa phải để thử. " * 100
    found = passages(text, whole(text))
    assert len(found) > 1
    assert all(text[p.start : p.end].endswith(".") for p in found)


def test_text_of_no_document_is_kept() -> None:
    assert passages("Lời dẫn.", Extraction("a.txt")) == (Passage(None, 0, 8, ()),)


def test_the_indexed_text_has_headings_and_no_markup() -> None:
    text = "| **20/01/2021** | <ul style='x'> Sở Nội vụ |"
    assert index_text(("II. NỘI DUNG",), text) == "II. NỘI DUNG\n20/01/2021 Sở Nội vụ"
    assert plain("## 5 * 3") == "5 3"


@given(
    st.lists(
        st.sampled_from(
            ["Điều 1. Tên\n", "\n", "- ý", " chữ", "| a | b |\n", "|---|---|\n", "x" * 70, ". ", "1. Mục\n"]
        )
    ).map("".join),
    st.integers(0, 200),
    st.integers(0, 200),
)
def test_passages_are_short_ordered_trimmed_and_leave_no_word_out(text: str, start: int, length: int) -> None:
    document = Document("d1", Span(start, start + length), "Kế hoạch")
    found = passages(text, Extraction("a.txt", (document,)), longest=100, target=40)
    at = 0
    for passage in found:
        words = text[passage.start : passage.end]
        assert at <= passage.start < passage.end <= len(text)
        assert len(words) <= 100
        assert words == words.strip()
        assert not re.search(r"\w", text[at : passage.start])
        assert (passage.document == "d1") == (start <= passage.start < start + length)
        at = passage.end
    assert not re.search(r"\w", text[at:])


def test_seed_passages_fit_the_encoder(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = passages(text, whole(text))
        assert max(p.end - p.start for p in found) <= 1500
        assert 300 < sum(p.end - p.start for p in found) / len(found) < 900
