import pytest

from ingest.documents.recipients import find_recipients
from ingest.facts import Span
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
        ("Nơi nhận hồ sơ:\n- Bộ phận một cửa;\n- Bưu điện.", []),
        ("Nơi nhận:\n- Các Bộ: TC; NN&MT;\n- Sở Y tế; (để b/c)\n- Lưu: VT; TH.", [
            "Các Bộ: TC; NN&MT", "Sở Y tế; (để b/c)", "Lưu: VT; TH",
        ]),
        ("Nơi nhận:\n- Sở Y tế; . el 09:29\n- Lưu: VT.", ["Sở Y tế", "Lưu: VT"]),  # a stamp's words
        ("Nơi nhận:\n- VPCP: các Vụ, Cục:\nTH, PL,\nKTTH;\n- Bộ Y tế, Cổng\nTTĐT;\nKT. CHỦ TỊCH", [
            "VPCP: các Vụ, Cục: TH, PL, KTTH", "Bộ Y tế, Cổng TTĐT",
        ]),
        ("*Nơi nhận:*\n- * Bộ trưởng *(để báo cáo)*;\n- Như trên:\n- Các phòng: TH, ĐT.\n- Lưu: VT.", [
            "Bộ trưởng (để báo cáo)", "Như trên", "Các phòng: TH, ĐT", "Lưu: VT",
        ]),
        ("THỦ TƯỚNG CHÍNH PHỦ điện:\n\n- Bộ trưởng Bộ Y tế;\n- Các Bộ: Công an, Y tế.\n\nMấy ngày qua", [
            "Bộ trưởng Bộ Y tế", "Các Bộ: Công an, Y tế",
        ]),
        ("quy định giá bán điện:\n- Giá bán lẻ;", []),
        ("Kính gửi:\n- Sở Y tế;\n\n1. Rà soát.", ["Sở Y tế"]),
        # forms of annexes
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.\nMẫu số 02\nKính gửi: Sở Y tế\nNơi nhận:\n- Lưu: HS.", [
            "Như trên", "Lưu: VT",
        ]),
        ("Phụ lục II\nKính gửi: Sở Y tế", []),
        ("Kính gửi: UBND ………\n1. Họ và tên: ……", []),
        ("Kính gửi: Sở Y tế\n1. Họ và tên: …….", []),
    ],
)  # fmt: skip
def test_recipients(text: str, expected: list[str]) -> None:
    found = find_recipients(lines(text))
    assert [printed for printed, _ in found] == expected
    for printed, span in found:
        assert " ".join(text[span.start : span.end].replace("*", " ").split()).startswith(printed)
