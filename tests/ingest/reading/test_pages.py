import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading.pages import Line, joined, unbroken

WIDE, LETTER = 100.0, 2.0


def line(text: str, left: float = 0.0, right: float = WIDE) -> Line:
    return Line(text, left, right, len(text.split()[0]) * LETTER if text.split() else 0)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([line("thực hiện Chỉ"), line("thị số 5")], "thực hiện Chỉ thị số 5"),
        ([line("Nghị định số 98/2023/NĐ-"), line("CP")], "Nghị định số 98/2023/NĐ-CP"),
        ([line("giai đoạn 2021 -"), line("2025 của tỉnh")], "giai đoạn 2021 - 2025 của tỉnh"),
        ([line("ngắn", right=40), line("dòng sau")], "ngắn\ndòng sau"),
        ([line("hết câu."), line("Câu mới")], "hết câu.\n\nCâu mới"),
        ([line("nội dung này;"), line("tham mưu")], "nội dung này; tham mưu"),
        ([line("nội dung này;", right=60), line("tham mưu")], "nội dung này;\n\ntham mưu"),
        ([line("theo khoản 1"), line("Điều 4 Quy chế")], "theo khoản 1 Điều 4 Quy chế"),
        ([line("nội dung sau"), line("Điều 4. Quy chế")], "nội dung sau\n\nĐiều 4. Quy chế"),
        ([line("việc sau"), line("a) Việc một")], "việc sau\n\na) Việc một"),
        ([line("việc sau"), line("- Việc một")], "việc sau\n\n- Việc một"),
        ([line("CỘNG HÒA", left=50), line("Độc lập", left=60)], "CỘNG HÒA\nĐộc lập"),
        (
            [line("VỀ VIỆC", 40, 60), line("phát động", 36, 64), line("Để thực hiện Chỉ thị số 5 của tỉnh")],
            "VỀ VIỆC\nphát động\n\nĐể thực hiện Chỉ thị số 5 của tỉnh",
        ),
        ([Line("| a | b |"), Line("|---|---|"), line("Sau bảng")], "| a | b |\n|---|---|\n\nSau bảng"),
    ],
)
def test_lines_make_paragraphs(lines: list[Line], text: str) -> None:
    assert joined([lines])[0] == f"{text}\n"


def test_a_sentence_goes_on_over_pages() -> None:
    pages = [[line("1"), line("thực hiện Chỉ")], [line("- 2 -"), line("thị số 5")]]
    assert joined(pages) == ("thực hiện Chỉ thị số 5\n", (0, 14))


def test_a_table_goes_on_over_pages() -> None:
    pages = [[Line("| a | b |"), Line("|---|---|")], [Line("| c | d |"), Line("|---|---|"), Line("| e | f |")]]
    assert joined(pages)[0] == "| a | b |\n|---|---|\n| c | d |\n| e | f |\n"


def test_words_of_a_cell_are_put_together() -> None:
    assert unbroken(["Nghị định 98/2023/NĐ-", "CP ", "", "của Chính phủ"]) == "Nghị định 98/2023/NĐ-CP của Chính phủ"


@given(st.lists(st.lists(st.builds(line, st.text("abc .;-|1", max_size=9).map(str.strip))), max_size=5))
def test_no_letter_is_lost_and_pages_follow_one_another(pages: list[list[Line]]) -> None:
    text, starts = joined(pages)
    assert list(starts) == sorted(starts)
    assert len(starts) == len(pages)
    assert all(0 <= start <= len(text) for start in starts)
    letters = [char for page in pages for one in page for char in one.text if char.isalpha()]
    assert [char for char in text if char.isalpha()] == letters
