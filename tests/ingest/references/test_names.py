import pytest

from ingest.facts import Span
from ingest.pipeline import extract_mentions
from ingest.references.names import law_name_end, respelt, tidy
from ingest.text.fold import fold


def names(text: str) -> list[tuple[str, str | None]]:
    return [(r.rule, r.name) for r in extract_mentions(text).references]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng, Đại hội Đảng bộ tỉnh lần thứ XVII", [
            ("congress-resolution", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
            ("elided-congress-resolution", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII"),
        ]),
        ("Nghị quyết Đại hội Đảng bộ\nhuyện lần thứ V, nhiệm kỳ 2020 - 2025;", [
            ("congress-resolution", "Nghị quyết Đại hội Đảng bộ huyện lần thứ V, nhiệm kỳ 2020 - 2025"),
        ]),
        ("Nghi quyet Dai hoi Dang bo tinh lan thu XI V", [
            ("congress-resolution", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIV"),  # diacritics back, numeral joined
        ]),
        ("Nghị quyết Trung ương 8 khóa XIII", [("plenum-resolution", "Nghị quyết Trung ương 8 khóa XIII")]),
        ("Hiến pháp năm 2013; Điều lệ Đảng Cộng sản Việt Nam", [
            ("constitution", "Hiến pháp năm 2013"), ("statute", "Điều lệ Đảng Cộng sản Việt Nam"),
        ]),
        ("Nghị quyết của HĐND tỉnh về kinh tế", [("issuer", "Nghị quyết của Hội đồng nhân dân tỉnh về kinh tế")]),
        ("Nghị quyết của HĐND các cấp", []),
        ("nghị quyết của HĐND tỉnh", []),
        ("Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", []),  # the event
    ],
)  # fmt: skip
def test_fixed_forms(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021 - 2025 được", [
            "Chương trình mục tiêu quốc gia xây dựng nông thôn mới giai đoạn 2021 - 2025",
        ]),
        ("Đề án “Chợ phiên\u00a0vùng cao” của huyện", ["Đề án Chợ phiên vùng cao"]),
        ("theo Kế hoạch 5 năm (2021 - 2025),", ["Kế hoạch 5 năm (2021 - 2025)"]),
        ("Chiến lược phát triển **kinh tế\nbiển** đến năm 2030, tầm nhìn đến năm 2045", [
            "Chiến lược phát triển kinh tế biển đến năm 2030, tầm nhìn đến năm 2045",
        ]),
        ("Kế hoạch phát triển chợ thực hiện Chỉ thị số 3/CT-TTg", ["Kế hoạch phát triển chợ", None]),
        ("thực hiện kế hoạch phát triển kinh tế", []),  # a common noun
        ("xây dựng Kế hoạch phát triển kinh tế", []),  # wished in future
        ("KẾ HOẠCH phát triển kinh tế", []),
        ("Kế hoạch này", [None]),
    ],
)  # fmt: skip
def test_programmes(text: str, expected: list[str | None]) -> None:
    assert [name for _, name in names(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luật Đất đai và các văn bản", "Luật Đất đai"),
        ("Luật Mặt trận Tổ quốc Việt Nam năm 2015", "Luật Mặt trận Tổ quốc Việt Nam"),
        ("Luật Phòng,\nchống tác hại của rượu, bia ngày", "Luật Phòng,\nchống tác hại của rượu, bia"),
        ("Luật Chợ phiên quy định", "Luật Chợ phiên"),  # a name that no list holds
        ("Luật sửa đổi, bổ sung Luật Đấu thầu, Luật Đầu tư số 5", "Luật sửa đổi, bổ sung Luật Đấu thầu, Luật Đầu tư"),
        ("Luật sửa đổi, bổ sung Luật Đấu thầu, Luật Đầu tư,", "Luật sửa đổi, bổ sung Luật Đấu thầu"),
        ("Luật sửa đổi, bổ sung Luật Đấu thầu, Luật Giá và Luật Báo chí;",
         "Luật sửa đổi, bổ sung Luật Đấu thầu, Luật Giá và Luật Báo chí"),
        ("Luật sửa đổi, bổ sung Luật Giá số 5/2020/QH14 và Luật Báo chí số 6/2020/QH14;",
         "Luật sửa đổi, bổ sung Luật Giá số 5/2020/QH14 và Luật Báo chí số 6/2020/QH14"),
        ("Luật sửa đổi, bổ sung Luật Giá số 5/2020/QH14 và Luật Báo chí;", "Luật sửa đổi, bổ sung Luật Giá"),
        ("Luật sửa đổi, bổ sung một số điều của các luật liên quan đến đê điều số 5",
         "Luật sửa đổi, bổ sung một số điều của các luật liên quan đến đê điều"),
        ("Luật giá ngày 5/6/2020", "Luật giá"),
        ("Luật sư Trần", None),
        ("Luật", None),
        ("Luật, nghị định", None),
    ],
)  # fmt: skip
def test_where_a_laws_name_ends(text: str, expected: str | None) -> None:
    end = law_name_end(text, fold(text), len("Luật"))
    assert (text[:end] if end else None) == expected


def test_an_amending_law_holds_the_laws_that_it_amends() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu và Luật Đầu tư ngày 03/6/2024"
    outer, *inner = extract_mentions(text).references
    assert outer.text == text
    assert [(r.name, r.relation, r.source) for r in inner] == [
        ("Luật Đấu thầu", "amends", 0),
        ("Luật Đầu tư", "amends", 0),
    ]


def test_names_without_marks_and_in_full_spelling() -> None:
    text = "**Đề án\n“Chợ  phiên”**"
    assert tidy(text, fold(text), Span(0, len(text))) == "Đề án Chợ phiên"
    bare = "Nghi quyet Dai hoi X V"
    assert respelt(bare, fold(bare), Span(0, len(bare))) == "Nghị quyết Đại hội XV"
    assert respelt(text, fold(text), Span(0, len(text))) == "Đề án Chợ phiên"
