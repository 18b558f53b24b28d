from typing import Any

import pytest

from ingest.facts import Target
from ingest.pipeline import extract

HEAD = """ỦY BAN NHÂN DÂN
TỈNH TÙNG GIANG

Số: 7/{symbol}-UBND

Tùng Giang, ngày 05 tháng 01 năm 2024

{type}
{title}

{part}

"""


def targets(
    item: str,
    type_: str = "KẾ HOẠCH",
    symbol: str = "KH",
    title: str = "Phát triển kinh tế - xã hội",
    part: str = "1. Chỉ tiêu chủ yếu",
) -> tuple[Target, ...]:
    return extract(HEAD.format(symbol=symbol, type=type_, title=title, part=part) + item, "x.txt").targets


def said(target: Target) -> dict[str, Any]:
    """What a target says, without where it stands and what is as usual."""
    usual = {
        "value": None,
        "low": None,
        "high": None,
        "period": None,
        "comparison": "=",
        "change": None,
        "part_of": None,
    }
    fields = {name: getattr(target, name) for name in ("indicator", "unit", *usual)}
    return {name: field for name, field in fields.items() if name not in usual or field != usual[name]}


@pytest.mark.parametrize(
    ("item", "words", "expected"),
    [
        ("- Tỷ lệ che phủ của rừng đạt 63,4%.", "Tỷ lệ che phủ của rừng đạt 63,4%",
         {"indicator": "Tỷ lệ che phủ của rừng", "unit": "%", "value": 63.4}),
        ("- Thu ngân sách năm 2025 đạt trên 10.737,3 tỷ đồng.", "Thu ngân sách năm 2025 đạt trên 10.737,3 tỷ đồng",
         {"indicator": "Thu ngân sách", "unit": "tỷ đồng", "value": 10737.3, "comparison": ">", "period": "2025"}),
        ("- Tổng vốn đầu tư khoảng 28 - 29 nghìn tỷ đồng.", "Tổng vốn đầu tư khoảng 28 - 29 nghìn tỷ đồng",
         {"indicator": "Tổng vốn đầu tư", "unit": "nghìn tỷ đồng", "low": 28, "high": 29, "comparison": "~"}),
        ("- Kim ngạch xuất khẩu tăng 8 - 9%.", "Kim ngạch xuất khẩu tăng 8 - 9%",
         {"indicator": "Kim ngạch xuất khẩu", "unit": "%", "low": 8, "high": 9, "change": "up"}),
        ("- Giảm tỷ lệ hộ nghèo từ 3% trở lên.", "Giảm tỷ lệ hộ nghèo từ 3% trở lên",
         {"indicator": "tỷ lệ hộ nghèo", "unit": "%", "value": 3, "comparison": ">=", "change": "down"}),
        ("- Giảm tỷ lệ hộ nghèo xuống còn 3%.", "Giảm tỷ lệ hộ nghèo xuống còn 3%",
         {"indicator": "tỷ lệ hộ nghèo", "unit": "%", "value": 3}),
        ("- Xây dựng thêm 10 xã đạt chuẩn nông thôn mới.", "Xây dựng thêm 10 xã đạt chuẩn nông thôn mới",
         {"indicator": "xã đạt chuẩn nông thôn mới", "unit": "xã", "value": 10, "change": "up"}),
        ("- Phấn đấu có 31 giường bệnh trên 1 vạn dân.", "có 31 giường bệnh trên 1 vạn dân",
         {"indicator": "giường bệnh", "unit": "giường bệnh trên 1 vạn dân", "value": 31}),
        ("- 100% thủ tục được công bố, công khai đầy đủ.", "100% thủ tục được công bố, công khai đầy đủ",
         {"indicator": "thủ tục được công bố, công khai đầy đủ", "unit": "%", "value": 100}),
        ("- Rút ngắn ít nhất 20% thời gian giải quyết hồ sơ.", "Rút ngắn ít nhất 20% thời gian giải quyết hồ sơ",
         {"indicator": "thời gian giải quyết hồ sơ", "unit": "%", "value": 20, "comparison": ">=", "change": "down"}),
        ("- Trồng rừng mới 9.000 ha.", "Trồng rừng mới 9.000 ha",
         {"indicator": "Trồng rừng mới", "unit": "ha", "value": 9000}),
        ("- Tỷ lệ thất nghiệp không quá 2,5%.", "Tỷ lệ thất nghiệp không quá 2,5%",
         {"indicator": "Tỷ lệ thất nghiệp", "unit": "%", "value": 2.5, "comparison": "<="}),
    ],
)  # fmt: skip
def test_figures_with_their_indicator(item: str, words: str, expected: dict[str, Any]) -> None:
    (target,) = targets(item)
    assert (target.text, said(target)) == (words, expected)


def test_parts_of_a_whole() -> None:
    found = targets(
        "- Tốc độ tăng trưởng (GRDP): 7 - 7,5%, trong đó nông nghiệp 3%; dịch vụ 7%.\n\n"
        "- Cơ cấu kinh tế: nông nghiệp chiếm 22%, dịch vụ 49 - 50%."
    )
    assert [(target.indicator, target.part_of) for target in found] == [
        ("Tốc độ tăng trưởng (GRDP)", None),
        ("nông nghiệp", "Tốc độ tăng trưởng (GRDP)"),
        ("dịch vụ", "Tốc độ tăng trưởng (GRDP)"),
        ("nông nghiệp", "Cơ cấu kinh tế"),
        ("dịch vụ", "Cơ cấu kinh tế"),
    ]


@pytest.mark.parametrize(
    ("item", "part", "title", "period"),
    [
        ("- Tỷ lệ số hóa đạt 90%.", "b) Năm 2025", "Chuyển đổi số", "2025"),
        ("- Tỷ lệ số hóa đạt 90%.", "1. Mục tiêu đến năm 2030", "Chuyển đổi số năm 2024", "2030"),
        ("- Tỷ lệ số hóa đạt 90%.", "1. Chỉ tiêu", "Chuyển đổi số năm 2024", "2024"),
        ("- Đến năm 2026, tỷ lệ số hóa đạt 90%.", "1. Chỉ tiêu", "Chuyển đổi số năm 2024", "2026"),
        ("- Tỷ lệ cử tri đi bầu đạt 95%.", "1. Bầu cử nhiệm kỳ 2021 - 2026", "Bầu cử", None),
    ],
)
def test_the_year_of_a_figure(item: str, part: str, title: str, period: str | None) -> None:
    assert [target.period for target in targets(item, part=part, title=title)] == [period]


@pytest.mark.parametrize(
    "item",
    [
        "- Kỷ niệm 190 năm thành lập tỉnh (04/11/1831 - 04/11/2021).",
        "- Thực hiện Quyết định số 57/2018/QĐ-UBND và khoản 3 Điều 4 Luật Đầu tư.",
        "- Giảm tai nạn giao thông cả 3 tiêu chí.",
        "- Năm 2023, tỷ lệ hồ sơ đúng hạn đã đạt 97,8%.",
        "- Kiểm tra công tác khen thưởng tại 06 huyện.",
    ],
)
def test_numbers_that_set_nothing(item: str) -> None:
    assert targets(item) == ()


@pytest.mark.parametrize(
    ("type_", "symbol", "title", "sets"),
    [
        ("CHỈ THỊ", "CT", "Phát động thi đua", True),
        ("QUYẾT ĐỊNH", "QĐ", "Phê duyệt Kế hoạch xuất khẩu", True),
        ("QUYẾT ĐỊNH", "QĐ", "Tặng Bằng khen", False),
        ("NGHỊ QUYẾT", "NQ", "Quy định mức hỗ trợ", False),
        ("BÁO CÁO", "BC", "Kết quả thực hiện chỉ tiêu", False),
    ],
)
def test_only_documents_that_plan_set_figures(type_: str, symbol: str, title: str, sets: bool) -> None:
    assert bool(targets("- Tỷ lệ che phủ của rừng đạt 63,4%.", type_, symbol, title)) is sets
