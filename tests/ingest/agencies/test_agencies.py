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
        ("Kho bạc Nhà nước khu vực VII; TAND khu vực 2 - Nghệ An", [
            "Kho bạc Nhà nước khu vực VII", "Tòa án nhân dân khu vực 2 - Nghệ An",
        ]),
        ("Chi cục Kiểm lâm, Chi cục Thủy lợi", ["Chi cục Kiểm lâm tỉnh Hà Tĩnh", "Chi cục Thủy lợi tỉnh Hà Tĩnh"]),
        ("Trung tâm Chuyển đổi số và Báo chí; Viện Quy hoạch tỉnh", [
            "Trung tâm Chuyển đổi số và Báo chí tỉnh Hà Tĩnh", "Viện Quy hoạch tỉnh Hà Tĩnh",
        ]),
        ("Trung tâm Thông tin, Thư viện và Lưu trữ khu vực", ["Trung tâm Thông tin, Thư viện và Lưu trữ khu vực"]),
        ("Sở Y tế, Công an, HĐND tỉnh", [
            "Sở Y tế tỉnh Hà Tĩnh", "Công an tỉnh Hà Tĩnh", "Hội đồng nhân dân tỉnh Hà Tĩnh",
        ]),
        ("Ban chỉ đạo phòng cháy rừng quốc gia họp", ["Ban Chỉ đạo phòng cháy rừng quốc gia"]),
        ("Ban Chỉ đạo quốc gia về đường sắt (sau", ["Ban Chỉ đạo quốc gia về đường sắt"]),
        ("Ban Chỉ đạo Trung ương về kết quả", ["Ban Chỉ đạo Trung ương"]),
        ("Ngân hàng TMCP Sao Biển Việt Nam cho vay", ["Ngân hàng thương mại cổ phần Sao Biển Việt Nam"]),
        ("UBTV Quốc hội; BTV Đảng ủy Chính phủ", ["Ủy ban Thường vụ Quốc hội", "Ban Thường vụ Đảng ủy Chính phủ"]),
        ("TGĐ Cổng TTĐT, các Vụ", ["Cổng Thông tin điện tử Chính phủ"]),
        ("Cục Trồng trọt\n**B**\n**THỦ TỤC", ["Cục Trồng trọt"]),
        ("Cục Thú y làm đầu mối", ["Cục Thú y"]),
        ("Thành ủy TP. Hồ Chí Minh", ["Thành ủy Thành phố Hồ Chí Minh"]),
        ("Thứ\ntrưởng Bộ Y tế", ["Bộ Y tế"]),
        ("Trường Đại học Hải dương Nghệ An", ["Trường Đại học Hải dương Nghệ An"]),
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
        ("Bộ trưởng, Chủ nhiệm VPCP", [("Bộ trưởng, Chủ nhiệm VPCP", "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ")]),
        ("Cục trưởng Cục Thú y;\n\nBộ trưởng", [("Cục trưởng Cục Thú y", "Cục trưởng Cục Thú y")]),
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
        "TT.HĐND, UBND các xã; Hội đồng nhân dân và UBND cấp xã",
        "Chính phủ nước sở tại; Kính gửi: UBND ......; UBND ……",
        "số 15/KH- UBND, số 7/2025/QĐ -UBND",
        "hệ thống Cổng Thông tin điện tử tỉnh",
        "các thành viên Ban Chỉ đạo, Văn phòng Ban Chỉ đạo",
        "Bảo đảm, QUÝ II",
    ],
)
def test_classes_concepts_and_numbers_are_no_agencies(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các sở: Nội vụ, Y tế", [("sở: Nội vụ", "Sở Nội vụ tỉnh Hà Tĩnh"), ("Y tế", "Sở Y tế tỉnh Hà Tĩnh")]),
        ("Các Tập đoàn: EVN, VNPT", [
            ("Tập đoàn: EVN", "Tập đoàn Điện lực Việt Nam"), ("VNPT", "Tập đoàn Bưu chính Viễn thông Việt Nam"),
        ]),
        ("Thường trực: Tỉnh ủy, HĐND tỉnh", [
            ("Thường trực: Tỉnh ủy", "Thường trực Tỉnh ủy Hà Tĩnh"),
            ("HĐND tỉnh", "Thường trực Hội đồng nhân dân tỉnh Hà Tĩnh"),
        ]),
        ("Các VP: TU, UBND tỉnh", [
            ("VP: TU", "Văn phòng Tỉnh ủy Hà Tĩnh"), ("UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ]),
        ("Bộ trưởng các Bộ: Công an, Y tế", [
            ("Bộ trưởng các Bộ: Công an", "Bộ trưởng Bộ Công an"), ("Y tế", "Bộ trưởng Bộ Y tế"),
        ]),
        ("Giám đốc các Sở: Nội vụ, Y tế", [("Sở: Nội vụ", "Sở Nội vụ tỉnh Hà Tĩnh"), ("Y tế", "Sở Y tế tỉnh Hà Tĩnh")]),
    ],
)  # fmt: skip
def test_members_of_a_list_take_its_head(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Vụ Tổ chức - Biên chế;", ["Vụ Tổ chức - Biên chế, Bộ Tài chính"]),
        ("Vụ Kế hoạch- Đầu tư", ["Vụ Kế hoạch - Đầu tư, Bộ Tài chính"]),
        ("- Vụ Pháp chế\n- Như Điều 3", ["Vụ Pháp chế, Bộ Tài chính"]),
        ("Vụ Pháp chế, Thanh tra và Kho", ["Vụ Pháp chế, Bộ Tài chính"]),
        ("Vụ Pháp chế và Thủ trưởng các", ["Vụ Pháp chế, Bộ Tài chính"]),
        ("Cổng TTĐT Bộ", ["Cổng Thông tin điện tử Bộ Tài chính"]),
        ("Văn phòng Bộ Nội vụ", ["Văn phòng Bộ Nội vụ"]),
        ("BỘ TÀI CHÍNH\n**CỤC QUẢN LÝ GIÁ**\nVÀ TÀI SẢN\n", ["Bộ Tài chính", "Cục Quản Lý Giá và Tài Sản"]),
    ],
)  # fmt: skip
def test_units_of_a_ministry(text: str, expected: list[str]) -> None:
    assert names(text, FINANCE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hội đồng Giám định đá quý quốc gia (sau đây gọi tắt là Hội đồng GĐQG) họp. Hội đồng GĐQG kết luận",
            ["Hội đồng Giám định đá quý quốc gia"] * 3,
        ),
        ("Cục Bảo tồn biển (CBTB) và CBTB, số 3/CBTB-VP", ["Cục Bảo tồn biển"] * 3),
        ("Cục Bảo tồn biển (ISO) và ISO", ["Cục Bảo tồn biển"]),
        ("Cục Bảo tồn biển (gọi tắt là Cục). Cục họp", ["Cục Bảo tồn biển"]),
    ],
)
def test_a_document_may_define_a_short_form(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_local_text_may_name_its_province_nowhere() -> None:
    text = "Kính gửi: Thành ủy\nUBND Thành phố giao Sở Y tế; Chủ tịch UBND Thành phố chỉ đạo; HĐND Thành phố giám sát"
    territory = agencies.territory_of(text, fold(text))
    assert territory == Territory(unnamed="thành phố")
    assert names(text, territory) == [
        "Thành ủy", "Ủy ban nhân dân thành phố", "Sở Y tế", "Chủ tịch Ủy ban nhân dân thành phố",
        "Hội đồng nhân dân thành phố",
    ]  # fmt: skip
    law = "NGHỊ ĐỊNH\n" + text
    assert agencies.territory_of(law, fold(law)) is None


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
