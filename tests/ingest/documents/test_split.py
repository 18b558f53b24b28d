import pytest

from ingest.documents.split import split_documents
from ingest.facts import Span
from ingest.text.fold import fold

BODY = "Điều 1. Giao Sở Nội vụ chủ trì.\n"
CLOSE = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nTrần Thị Mẫu\n\n"
FIRST = "UBND TỈNH SÔNG VÂN\nSố: 4/QĐ-UBND\nQUYẾT ĐỊNH\nVề tổ công tác\n" + BODY + CLOSE


def openings(text: str) -> list[str]:
    return [text[span.start :].split("\n", 1)[0] for span in split_documents(text, fold(text))]


def test_a_letter_a_plan_without_header_and_a_copy(bundle: str) -> None:
    spans = split_documents(bundle, fold(bundle))
    assert [(bundle[s.start : s.end].split("\n")[0], bundle[s.start : s.end].split("\n")[-1]) for s in spans] == [
        ("VIỆN KSND TỐI CAO", "Nông Thị Mẫu"),
        ("KẾ HOẠCH", "Hứa Văn Mẫu"),
        ("ỦY BAN NHÂN DÂN", "Bế Văn Ví Dụ"),
    ]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\n\nSố: 9/KH-UBND\n\nKẾ HOẠCH\nVề văn thư\n", ["ỦY BAN NHÂN DÂN"]),
        ("Độc lập - Tự do - Hạnh phúc\nSố: 9/KH-UBND\nKẾ HOẠCH\nVề văn thư\n", ["Độc lập - Tự do - Hạnh phúc"]),
        ("Sông Vân, ngày 4 tháng 5 năm 2022\n\nTỜ TRÌNH\nVề biên chế\nSở\n", ["Sông Vân, ngày 4 tháng 5 năm 2022"]),
        ("CHỈ THỊ\nVề phòng cháy\nCác sở\nthực hiện\n", ["CHỈ THỊ"]),
        ("ĐẾN Ngày: 05/02/2022\nSố: 244\n", []),  # a stamp opens nothing
        ("PHỤ LỤC I\nDANH MỤC\n(Kèm theo Quyết định số 4/QĐ-UBND)\nSố tiền\n", []),
        ("QUY CHẾ\nLàm việc của tổ\n(Ban hành kèm theo Quyết định số 4/QĐ-UBND)\nĐiều 1. Chung\n", []),
        ("Mẫu số 02\nUBND TỈNH SÔNG VÂN\nSố: .../BC-UBND\nBÁO CÁO\nKết quả\nPhần I\n", []),
    ],
)  # fmt: skip
def test_what_follows_the_signature(second: str, expected: list[str]) -> None:
    assert openings(FIRST + second) == ["UBND TỈNH SÔNG VÂN", *expected]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Công việc tuần tới không có thể thức.", 1),
        (FIRST.replace("Điều 1.", "CHỈ THỊ\nĐiều 1."), 1),  # a heading before the recipients opens no other
        (FIRST * 3, 3),
        ("", 0),
        ("\n \n**\n", 0),
    ],
)
def test_counts(text: str, count: int) -> None:
    assert len(split_documents(text, fold(text))) == count


def test_spans_leave_out_margins_and_follow_each_other() -> None:
    text = "\n\n** " + FIRST + FIRST
    first, second = split_documents(text, fold(text))
    assert text[first.start : first.end].startswith("UBND TỈNH")
    assert text[second.start : second.end].endswith("Mẫu")
    assert first.end < second.start
    assert isinstance(first, Span)
