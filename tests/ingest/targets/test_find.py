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
        ("- 100% dự án dùng BIM trong thiết kế, giám sát, quản lý.",
         "100% dự án dùng BIM trong thiết kế, giám sát, quản lý",
         {"indicator": "dự án dùng BIM trong thiết kế, giám sát, quản lý", "unit": "%", "value": 100}),
        ("- 90% chợ (chợ xã, chợ phường) có camera, cơ bản hoàn thành.", "90% chợ (chợ xã, chợ phường) có camera",
         {"indicator": "chợ (chợ xã, chợ phường) có camera", "unit": "%", "value": 90}),
        ("- Tỷ lệ nữ được quy hoạch tối thiểu vào năm 2026 đạt 40%.",
         "Tỷ lệ nữ được quy hoạch tối thiểu vào năm 2026 đạt 40%",
         {"indicator": "Tỷ lệ nữ được quy hoạch", "unit": "%", "value": 40, "comparison": ">=", "period": "2026"}),
        ("- Tỷ số giới tính ở mức 110 bé trai/100 bé gái.", "Tỷ số giới tính ở mức 110 bé trai/100 bé gái",
         {"indicator": "Tỷ số giới tính", "unit": "bé trai/100 bé gái", "value": 110}),
        ("- Tỷ suất tử vong dưới 7/1.000 trẻ đẻ ra.", "Tỷ suất tử vong dưới 7/1.000 trẻ đẻ ra",
         {"indicator": "Tỷ suất tử vong", "unit": "/1.000 trẻ đẻ ra", "value": 7, "comparison": "<"}),
        ("- Tỷ suất mắc lao giảm từ 40 ca mắc/1.000 dân xuống còn 25 ca mắc/1.000 dân.",
         "Tỷ suất mắc lao giảm từ 40 ca mắc/1.000 dân xuống còn 25 ca mắc/1.000 dân",
         {"indicator": "Tỷ suất mắc lao", "unit": "ca mắc/1.000 dân", "value": 25}),
        ("- Số lượng mẫu nước 36 mẫu/năm.", "Số lượng mẫu nước 36 mẫu/năm",
         {"indicator": "Số lượng mẫu nước", "unit": "mẫu/năm", "value": 36}),
        ("- Số lượng: 700 cuốn.", "Số lượng: 700 cuốn", {"indicator": "Số lượng", "unit": "cuốn", "value": 700}),
        ("- Hoàn thiện 09 cơ sở dữ liệu ngành.", "Hoàn thiện 09 cơ sở dữ liệu ngành",
         {"indicator": "cơ sở dữ liệu ngành", "unit": "cơ sở dữ liệu", "value": 9}),
        ("- 100% số trẻ được phát hiện có nguy cơ được tư vấn.", "100% số trẻ được phát hiện có nguy cơ được tư vấn",
         {"indicator": "số trẻ được phát hiện có nguy cơ được tư vấn", "unit": "%", "value": 100}),
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
        "- Ngành có tỷ lệ nữ dưới 25% có thể điều chỉnh chỉ tiêu.",
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
