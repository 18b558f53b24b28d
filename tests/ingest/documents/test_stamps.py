import pytest

from ingest.documents.stamps import find_stamps
from ingest.facts import Span, Stamp
from ingest.text.fold import fold
from ingest.text.lines import lines_of


def stamps(text: str) -> tuple[Stamp, ...]:
    return find_stamps(lines_of(text, fold(text), Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "kind", "number", "date"),
    [
        ("ĐẾN Số: 417\nNgày: 04/5/2022\nChuyển: VP", "incoming", "417", "2022-05-04"),
        ("CÔNG VĂN ĐẾN\n\nSố: 12.40\n\nĐẾN Ngày: 4.5.2022\n", "incoming", "12.40", "2022-05-04"),
        ("Ngày 04-05-2022\nSố 417\n", "incoming", "417", "2022-05-04"),
        ("Thời gian ký: 03.04.2022 16:05:12 +07:00\n", "signature", None, "2022-04-03"),
    ],
)
def test_what_a_stamp_says(text: str, kind: str, number: str | None, date: str) -> None:
    (found,) = stamps(f"KẾ HOẠCH\n{text}")
    assert (found.kind, found.number, found.date) == (kind, number, date)
    assert date[:4] in text[found.span.start - len("KẾ HOẠCH\n") : found.span.end - len("KẾ HOẠCH\n")]


@pytest.mark.parametrize(
    "text",
    [
        "Số: 417/KH-UBND\nNgày: 04/5/2022",
        "Nghị định số 5/2022/NĐ-CP\nngày 04/5/2022.",
        "Mẫu\nsố 01\nĐề nghị",
        "Đến năm 2025\nđạt 40 xã",
        "Số: 417\nNgày: 41/5/2022",
        "thời gian ký duyệt hồ sơ từ 6 ngày",
    ],
)
def test_what_is_no_stamp(text: str) -> None:
    assert stamps(text) == ()
