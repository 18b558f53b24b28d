from typing import Any

import pytest

from ingest import agencies
from ingest.agencies import Territory
from ingest.documents.header import read_document
from ingest.facts import Document, Span
from ingest.text.fold import fold

SONG_VAN = Territory(province="tỉnh Sông Vân")

COLUMNS = """ỦY BAN NHÂN DÂN
TỈNH SÔNG VÂN

Số: **07/CT-UBND**

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
**Độc lập - Tự do - Hạnh phúc**

*Sông Vân, ngày 03 tháng 4 năm 2022*

**CHỈ THỊ**
**Về việc tăng cường
phòng cháy rừng**

Căn cứ Luật Lâm nghiệp;
"""
LETTER = """UBND TỈNH SÔNG VÂN
SỞ NỘI VỤ
Số: 512/SNV-CCHC          Sông Vân, ngày 3 tháng 4 năm 2022
V/v báo cáo công tác
văn thư năm 2022

Kính gửi: Ủy ban nhân dân các huyện.

Thực hiện Kế hoạch số 12/KH-UBND ngày 04/01/2022;
"""
PARTY = """TỈNH ỦY SÔNG VÂN
*
Số 15-CT/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Sông Vân, ngày 19 tháng 8 năm 2023

CHỈ THỊ
về phát triển văn hóa đọc
-----
Thời gian qua, phong trào đọc sách phát triển.
"""
BROKEN = """BỘ NỘI VỤ

Số:
345/QĐ-BNV

Hà Nội, ngày 05
tháng 11 năm 2024

**QUYẾT
ĐỊNH**

**Về việc ban hành Quy chế
làm việc**

BỘ TRƯỞNG BỘ NỘI VỤ

Căn cứ Nghị định số 63/2022/NĐ-CP;
"""
SCAN = """UY BAN NHAN DAN
S6: 09/CT-UBND
CONG HOA XA HOI CHU NGHIA VIET NAM
Doc lap - Tu do - Hanh phuc
Song Van, ngay l5 thang 3 nam 2021
CHI THI
Ve viec bao ve rung
Can cu Luat Lam nghiep;
"""
STAMPED = """BỘ TÀI CHÍNH
Số: 88/TB-BTC
Hà Nội, ngày 02 tháng 3 năm 2023
THÔNG BÁO
ĐẾN Ngày: 06/3/2023
Số: 1204
Về lịch nghỉ lễ
"""
LATER = """THÔNG BÁO
Kết quả kiểm tra

Ngày 05/6/2023, Đoàn kiểm tra làm việc theo Quyết định số 31/QĐ-SNV.
"""


def read(text: str) -> Document:
    folded = fold(text)
    territory = agencies.territory_of(text, folded) if "TRUNG ƯƠNG" in text else SONG_VAN
    return read_document(text, folded, "d1", Span(0, len(text)), agencies.find(text, folded, territory), territory)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (COLUMNS, {
            "type": "Chỉ thị", "number": "07/CT-UBND", "date": "2022-04-03", "place": "Sông Vân",
            "issuer": "Ủy ban nhân dân tỉnh Sông Vân", "subject": "Về việc tăng cường phòng cháy rừng",
        }),
        (LETTER, {
            "type": "Công văn", "number": "512/SNV-CCHC", "date": "2022-04-03", "place": "Sông Vân",
            "issuer": "Sở Nội vụ tỉnh Sông Vân", "subject": "báo cáo công tác văn thư năm 2022",
        }),
        (PARTY, {
            "type": "Chỉ thị", "number": "15-CT/TU", "date": "2023-08-19", "issuer": "Tỉnh ủy Sông Vân",
            "subject": "về phát triển văn hóa đọc",
        }),
        (BROKEN, {
            "type": "Quyết định", "number": "345/QĐ-BNV", "date": "2024-11-05", "place": "Hà Nội",
            "issuer": "Bộ Nội vụ", "subject": "Về việc ban hành Quy chế làm việc",
        }),
        (SCAN, {
            "type": "Chỉ thị", "number": "09/CT-UBND", "date": "2021-03-15", "place": "Song Van",
            "subject": "Ve viec bao ve rung",
        }),
        (STAMPED, {"type": "Thông báo", "number": "88/TB-BTC", "date": "2023-03-02", "subject": "Về lịch nghỉ lễ"}),
        (LATER, {
            "type": "Thông báo", "number": None, "date": None, "place": None, "issuer": None,
            "subject": "Kết quả kiểm tra",  # what the body names is not the header's
        }),
        ("QUYẾT ĐỊNH\nVề tổ công tác\nSố: .../QĐ-UBND\nSông Vân, ngày ... tháng ... năm 2023\n", {
            "type": "Quyết định", "number": None, "date": None,
        }),
        ("Kính gửi: Các phòng.\nĐề nghị báo cáo.", {"type": "Công văn", "subject": None}),
        ("Số: 12/VBHN-BTP\nNGHỊ ĐỊNH\nVề hộ tịch", {"type": "Văn bản hợp nhất", "number": "12/VBHN-BTP"}),
        ("CÔNG ĐIỆN\nV/V ỨNG PHÓ BÃO SỐ 9\n\nGIÁM ĐỐC điện:", {"subject": "ỨNG PHÓ BÃO SỐ 9"}),
        ("THÔNG TƯ\n\nQUY ĐỊNH VỀ GIÁ NƯỚC\n\nCăn cứ Luật Giá;", {"subject": "QUY ĐỊNH VỀ GIÁ NƯỚC"}),
        ("QUYẾT ĐỊNH\nSỬA ĐỔI QUY CHẾ CỦA\nCHỦ TỊCH HỘI ĐỒNG VÀ CHI TIỀN\nTHỰC HIỆN TRỒNG RỪNG\n\nCăn cứ", {
            "subject": "SỬA ĐỔI QUY CHẾ CỦA CHỦ TỊCH HỘI ĐỒNG VÀ CHI TIỀN THỰC HIỆN TRỒNG RỪNG",
        }),
        ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC\n*\nSố 9-HD/BTCTW\nHà Nội, ngày 2 tháng 5 năm 2024\n\nHƯỚNG DẪN", {
            "issuer": "Ban Tổ chức Trung ương", "number": "9-HD/BTCTW",
        }),
        ("Danh sách hộ nghèo", {"type": "Văn bản", "number": None, "issuer": None, "subject": None}),
    ],
)  # fmt: skip
def test_fields_as_printed(text: str, expected: dict[str, Any]) -> None:
    document = read(text)
    assert {name: getattr(document, name) for name in expected} == expected


@pytest.mark.parametrize("text", [COLUMNS, LETTER, PARTY, BROKEN, SCAN, STAMPED, LATER])
def test_each_field_says_where_it_stands(text: str) -> None:
    document = read(text)
    printed = {name for name in ("number", "date", "place", "issuer", "subject") if getattr(document, name)}
    assert printed == set(document.where) - {"type"}
    for name in printed - {"date", "issuer"}:
        span = document.where[name]
        words = " ".join(text[span.start : span.end].replace("*", " ").split())
        assert words == getattr(document, name)


def test_recipients_and_signers_come_with_the_header(bundle: str) -> None:
    document = read(bundle[: bundle.index("KẾ HOẠCH\n")])
    assert [(s.name, s.position) for s in document.signers] == [("Nông Thị Mẫu", "Phó Viện trưởng")]
    assert document.recipients[0] == "Viện trưởng VKSND các huyện, thành phố"
    assert len(document.recipients) == len(document.recipient_spans) == 5
