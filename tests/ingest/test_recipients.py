import pytest

from ingest.facts import Span
from ingest.recipients import find_recipients
from ingest.text.fold import fold
from ingest.text.lines import Line, lines_of


def lines(text: str) -> list[Line]:
    return lines_of(text, fold(text), Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kính gửi: Sở Y tế tỉnh Sông Vân.", ["Sở Y tế tỉnh Sông Vân"]),
        ("Kính gửi:\n\nỦy ban nhân dân huyện Sông Bé\n\nNgày 3/4, Sở nhận được", ["Ủy ban nhân dân huyện Sông Bé"]),
        ("Kính gửi:\n- Sở Y tế;\n- UBND các huyện, thành\nphố.\n\nThực hiện", ["Sở Y tế", "UBND các huyện, thành phố"]),
        ("Nơi nhận:\n- Như Điều 3;\n- Bộ Nội vụ (b/c);\n- Lưu: VT, TCCB.\n- Ghi chú", [
            "Như Điều 3", "Bộ Nội vụ (b/c)", "Lưu: VT, TCCB",  # what is filed closes the list
        ]),
        ("**Nơi nhận:** - Như trên;\n- Lưu: VT.", ["Như trên", "Lưu: VT"]),
        ("Nơi nhận:\n\n- Chính phủ;\n\n- Bộ Y tế;\n\nKT. CHỦ TỊCH", ["Chính phủ", "Bộ Y tế"]),
        ("Noi nhan:\n+ Nhu tren;\n+ Luu: VT.", ["Nhu tren", "Luu: VT"]),
        ("Kính gửi: Các sở.\n\n1. Rà soát.\n\nNơi nhận:\n- Như trên;", ["Các sở", "Như trên"]),
        ("Nơi nhận hồ sơ là bộ phận một cửa.", []),
    ],
)  # fmt: skip
def test_recipients(text: str, expected: list[str]) -> None:
    found = find_recipients(lines(text))
    assert [printed for printed, _ in found] == expected
    for printed, span in found:
        assert " ".join(text[span.start : span.end].split()).startswith(printed)
