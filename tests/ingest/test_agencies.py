import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import agencies
from ingest.agencies import Territory
from ingest.data import load
from ingest.text.fold import fold

HA_TINH = Territory(province="tỉnh Hà Tĩnh")
CAN_THO = Territory(province="thành phố Cần Thơ")
FINANCE = Territory(central="Bộ Tài chính")


def found(text: str, territory: Territory | None = HA_TINH) -> list[tuple[str, str]]:
    return [(" ".join(m.text.split()), m.name) for m in agencies.find(text, fold(text), territory)]


def names(text: str, territory: Territory | None = HA_TINH) -> list[str]:
    return [name for _, name in found(text, territory)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("giao UBND tỉnh quản lý", ["Ủy ban nhân dân tỉnh Hà Tĩnh"]),
        ("theo Uỷ ban nhân\ndân tỉnh Nghệ An", ["Ủy ban nhân dân tỉnh Nghệ An"]),
        ("**HỘI ĐỒNG NHÂN DÂN**\nTHÀNH PHỐ HUẾ\n", ["Hội đồng nhân dân thành phố Huế"]),
        ("Ủy ban nhân dân TP. Hồ Chí Minh,", ["Ủy ban nhân dân Thành phố Hồ Chí Minh"]),
        ("UBND xã Tân Thành và", ["Ủy ban nhân dân xã Tân Thành"]),
        ("Sở GD&ĐT, Công an tỉnh", ["Sở Giáo dục và Đào tạo tỉnh Hà Tĩnh", "Công an tỉnh Hà Tĩnh"]),
        ("các Sở: Nội vụ, Y tế", ["Sở Nội vụ tỉnh Hà Tĩnh", "Sở Y tế tỉnh Hà Tĩnh"]),
        ("Các Bộ: Công an, Quốc phòng;", ["Bộ Công an", "Bộ Quốc phòng"]),
        ("TT Tỉnh ủy; VP UBND tỉnh", ["Thường trực Tỉnh ủy Hà Tĩnh", "Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh"]),
        ("HĐND tỉnh khóa XVIII", ["Hội đồng nhân dân tỉnh Hà Tĩnh khóa XVIII"]),
        ("Vụ Pháp chế - Bộ Tư pháp", ["Vụ Pháp chế, Bộ Tư pháp", "Bộ Tư pháp"]),
        ("Văn phòng Chính phủ (Vụ Nội chính)", ["Văn phòng Chính phủ", "Vụ Nội chính, Văn phòng Chính phủ"]),
        ("UBND các tỉnh: Nghệ An, Hà Nội", ["Ủy ban nhân dân tỉnh Nghệ An", "Ủy ban nhân dân thành phố Hà Nội"]),
        ("Tỉnh ủy, HĐND tỉnh Phú Thọ", ["Tỉnh ủy Phú Thọ", "Hội đồng nhân dân tỉnh Phú Thọ"]),
        ("Cục Bảo tồn thiên nhiên\nvà Đa dạng sinh học chủ trì", ["Cục Bảo tồn thiên nhiên và Đa dạng sinh học"]),
        ("Trung tâm Chuyển đổi số tỉnh, Cục KSTTHC", [
            "Trung tâm Chuyển đổi số tỉnh Hà Tĩnh", "Cục Kiểm soát thủ tục hành chính",
        ]),
    ],
)  # fmt: skip
def test_names_are_full_and_official(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("của Chủ tịch UBND tỉnh", [("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh")]),
        ("Chủ tịch, các Phó Chủ tịch UBND tỉnh", [("UBND tỉnh", "Ủy ban nhân dân tỉnh Hà Tĩnh")]),
        ("Phó Thủ tướng Chính phủ", [("Chính phủ", "Chính phủ")]),
        ("Lãnh đạo HĐND tỉnh", [("HĐND tỉnh", "Hội đồng nhân dân tỉnh Hà Tĩnh")]),
        ("chủ trương Bộ Y tế", [("Bộ Y tế", "Bộ Y tế")]),
        ("Bộ trưởng Bộ Y tế", [("Bộ trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế")]),
    ],
)
def test_an_office_is_one_mention_and_a_deputy_none(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "UBND cấp xã, UBND các xã, phường, VKSND các huyện",
        "UBND tỉnh, thành phố trực thuộc Trung ương",
        "UBND 6 tỉnh; Hội đồng nhân dân các cấp",
        "phát triển Chính phủ điện tử",
        "Số: 12/KH-UBND, 04/CT-UBND ngày",
        "- Lưu: VT, Sở Nội vụ.",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "các sở, ban, ngành; các Trung tâm Y tế; tại Hội An",
        "Bảo đảm, QUÝ II",
    ],
)
def test_classes_concepts_and_numbers_are_no_agencies(text: str) -> None:
    assert names(text) == []


def test_the_territory_decides_what_a_short_name_means() -> None:
    assert names("Thành ủy, UBND TP", CAN_THO) == ["Thành ủy Cần Thơ", "Ủy ban nhân dân thành phố Cần Thơ"]
    assert names("UBND tỉnh, Sở Nội vụ", FINANCE) == []
    assert names("Chánh Văn phòng Bộ", FINANCE) == ["Chánh Văn phòng Bộ Tài chính"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**ỦY BAN NHÂN\nDÂN **\nTỈNH ĐỒNG NAI\nSố: 12/QĐ-UBND", Territory(province="tỉnh Đồng Nai")),
        ("**BỘ CÔNG THƯƠNG**\n*Hà Nội, ngày 02 tháng 12 năm 2025*", Territory(central="Bộ Công Thương")),
        ("ỦY BAN NHÂN DÂN\nXÃ TÂN THÀNH\nSố: 5/KH-UBND", Territory(unit="xã Tân Thành")),
        ("Cà Mau, ngày 01 tháng 3 năm 2021\nUBND tỉnh yêu cầu", Territory(province="tỉnh Cà Mau")),
        ("Hà Nội, ngày 01 tháng 3 năm 2021\nKính gửi: Sở Tư pháp tỉnh Cà Mau", None),
        ("Không có gì.", None),
    ],
)
def test_the_header_says_the_territory(text: str, expected: Territory | None) -> None:
    assert agencies.territory_of(text, fold(text)) == expected


def test_damaged_text_is_read_with_bounded_tolerance() -> None:
    text = (
        "Kinh gui: Thu tudng Chinh pht; Cha tich UBND tinh Lang Son; S0 Noi vu; Tinh 1y; B Chinh tri; "
        "Hoi ddng nhan dan tinh"
    )
    assert names(text, Territory(province="tỉnh Lạng Sơn")) == [
        "Thủ tướng Chính phủ",
        "Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",
        "Sở Nội vụ tỉnh Lạng Sơn",
        "Tỉnh ủy Lạng Sơn",
        "Bộ Chính trị",
        "Hội đồng nhân dân tỉnh Lạng Sơn",
    ]


def test_an_issuer_counts_without_its_territory() -> None:
    assert agencies.full_name("Chủ tịch UBND tỉnh", HA_TINH) == "Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh"
    assert agencies.full_name("UBND tỉnh về việc", None) == "Ủy ban nhân dân tỉnh"
    assert agencies.full_name("một cơ quan", HA_TINH) is None
    text = "ngày 02/3/2021 của Sở Nội vụ về"
    position = text.index("Sở")
    assert agencies.match_at(text, fold(text), position, HA_TINH) == (position + 9, "Sở Nội vụ tỉnh Hà Tĩnh")


def test_there_are_34_provinces_now_and_64_names_of_old() -> None:
    rows = load("provinces.toml")["province"]
    assert len(rows) == 64
    assert len([row for row in rows if "into" not in row]) == 34


@given(st.text(alphabet="UBND Sở Nội vụ tỉnh Hà Tĩnh,.;:()-\nChủ tịch Vụ III các cấp Lưu", max_size=80))
def test_spans_are_ordered_apart_and_quote_the_source(text: str) -> None:
    end = 0
    for mention in agencies.find(text, fold(text), HA_TINH):
        assert text[mention.span.start : mention.span.end] == mention.text
        assert mention.span.start >= end
        end = mention.span.end


def test_the_seeds(shared: Path) -> None:
    right = wanted = got = 0
    for path in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / "seeds" / gold["file"]).read_text(encoding="utf-8")
        folded = fold(text)
        want = {(tuple(a["span"]), fold(a["name"])) for a in gold["agencies"]}
        have = {(tuple(m.span), fold(m.name)) for m in agencies.find(text, folded, agencies.territory_of(text, folded))}
        right, wanted, got = right + len(want & have), wanted + len(want), got + len(have)
    assert 2 * right / (wanted + got) >= 0.95
