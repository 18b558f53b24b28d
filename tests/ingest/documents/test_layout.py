import pytest

from ingest.documents.layout import form, heading_type, is_national, is_stamp, position_name, positions
from ingest.facts import Span
from ingest.text.fold import fold
from ingest.text.lines import Line


def line(text: str) -> Line:
    return Line(Span(0, len(text)), text, fold(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CHỈ THỊ", "Chỉ thị"),
        ("QUYẾT ĐỊNH:", "Quyết định"),
        ("KẾ  HOẠCH", "Kế hoạch"),
        ("CHUONG TRINH HANH DONG", "Chương trình hành động"),
        ("SAO Y BẢN CHÍNH", "Sao y"),
        ("BẢN SAO", "Sao y"),
        ("Chỉ thị", None),
        ("KẾ HOẠCH NĂM 2023", None),
        ("QUY ĐỊNH CHUNG", None),
    ],
)
def test_headings(text: str, kind: str | None) -> None:
    assert heading_type(line(text)) == kind


@pytest.mark.parametrize(
    ("text", "stamp", "national"),
    [
        ("ĐẾN Ngày: 04/5/2022", True, False),
        ("Số: 417", True, False),
        ("Chuyển: ........", True, False),
        ("(Đã ký)", True, False),
        ("Thời gian ký: 03.04.2022 16:05", True, False),
        ("HỎA TỐC", True, False),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", False, True),
        ("CỘNG HOÀ XÃ HỘI", False, True),
        ("CONG HOA XA HOI CHU NGHIA VIET NAM", False, True),
        ("Độc lập – Tự do – Hạnh phúc", False, True),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", False, True),
        ("Số: 417/KH-UBND", False, False),
        ("Đến năm 2025, toàn tỉnh có 40 xã đạt chuẩn nông thôn mới nâng cao", False, False),
        ("Điều lệ Đảng Cộng sản Việt Nam", False, False),
    ],
)
def test_stamps_and_the_national_name(text: str, stamp: bool, national: bool) -> None:
    assert (is_stamp(line(text)), is_national(line(text))) == (stamp, national)


@pytest.mark.parametrize(
    ("text", "name", "acting"),
    [
        ("PHÓ VIỆN TRƯỞNG", "Phó Viện trưởng", False),
        ("CHỦ TỊCH HỘI ĐỒNG THÀNH VIÊN", "Chủ tịch Hội đồng thành viên", False),  # the longer name wins
        ("PHÓ TỔNG GIÁM ĐỐC", "Phó Tổng Giám đốc", False),
        ("Q. GIÁM ĐỐC", "Giám đốc", True),
        ("QUYỀN BỘ TRƯỞNG", "Bộ trưởng", True),
        ("CHU  TICH", "Chủ tịch", False),
    ],
)
def test_positions(text: str, name: str, acting: bool) -> None:
    match = positions().match(fold(text))
    assert match
    assert (position_name(match), match["acting"] is not None) == (name, acting)


@pytest.mark.parametrize("text", ["CHỦ TỊCHX", "NHÂN VIÊN", "Sở"])
def test_what_is_no_position(text: str) -> None:
    assert positions().match(fold(text)) is None


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("about", "V/v triển khai", "V/v "),
        ("dear", "Kính gửi: Sở Y tế", "Kính gửi: "),
        ("copies_to", "Nơi nhận:", "Nơi nhận:"),
        ("place_date", "Sông Vân, ngày 03 tháng 4", "Sông Vân, ngày "),
        ("basis", "Căn cứ Luật Đất đai", "Căn cứ"),
        ("annex_note", "(Kèm theo Quyết định", "(Kèm theo "),
    ],
)
def test_forms_begin_at_their_words(name: str, text: str, found: str) -> None:
    match = form(name).match(fold(text))
    assert match
    assert text[: match.end()] == found
