import pytest

from ingest.facts import Reference
from ingest.pipeline import extract, extract_mentions

PLAN = "UBND TỈNH SÔNG VÂN\nSố: 4/KH-UBND\nKẾ HOẠCH\nPhòng, chống thiên tai\n\nCăn cứ Luật Đê điều;\n\n"


def pointing(references: tuple[Reference, ...]) -> list[tuple[str, bool, bool, str | None]]:
    return [(r.text, r.self, r.anaphor, r.target) for r in references if r.self or r.anaphor]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thi hành Chỉ thị\nnày.", [("Chỉ thị\nnày", True, False, None)]),
        ("trien khai Ke hoach nay", [("Ke hoach nay", True, False, None)]),
        ("Kế hoạch này của Bộ", [("Kế hoạch này", True, False, None)]),
        ("theo Chỉ thị số 3/CT-TTg. Quán triệt Chỉ thị nêu trên.", [("Chỉ thị nêu trên", False, True, "3/CT-TTg")]),
        ("Kế hoạch số 3/KH-UBND; Chỉ thị số 4/CT-UBND; thực hiện Kế hoạch nói trên;", [
            ("Kế hoạch nói trên", False, True, "3/KH-UBND"),  # the last of the same type
        ]),
        ("Chỉ thị nêu trên", [("Chỉ thị nêu trên", False, True, None)]),
        ("Nghị quyết kèm theo, Chỉ thị số 3/CT-TTg", [("Nghị quyết kèm theo", False, True, None)]),
        ("kế hoạch nêu trên", []),
        ("Chỉ thị số 3/CT-TTg này", []),
    ],
)  # fmt: skip
def test_self_and_back(text: str, expected: list[tuple[str, bool, bool, str | None]]) -> None:
    assert pointing(extract_mentions(text).references) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("UBND tỉnh ban hành Kế hoạch phòng, chống thiên tai năm 2023 như sau:\n", [
            ("Kế hoạch phòng, chống thiên tai năm 2023", True, False, None),
        ]),
        ("UBND tỉnh xây dựng Kế hoạch hành động (gọi tắt là Kế hoạch):\n", [("Kế hoạch hành động", True, False, None)]),
        ("UBND tỉnh ban hành Chỉ thị phòng cháy như sau:\n", []),  # not this document's type
        ("Các sở ban hành Kế hoạch phòng cháy.\n", []),
        ("*UBND tỉnh ban hành Kế hoạch về phòng cháy\nở chợ.*\n\n**Điều 1.** Mục tiêu\n", [
            ("Kế hoạch về phòng cháy\nở chợ", True, False, None),
        ]),
        ("Thực hiện Chỉ thị số 9/CT-TTg ngày 2/3/2023 của Thủ tướng Chính phủ. Yêu cầu thực hiện Chỉ thị như sau:\n", [
            ("Chỉ thị", False, True, "9/CT-TTg"),
        ]),
    ],
)  # fmt: skip
def test_the_document_names_itself(body: str, expected: list[tuple[str, bool, bool, str | None]]) -> None:
    assert pointing(extract(PLAN + body, "plan.txt").references) == expected


def test_a_bare_type_word_in_the_subject_points_forward() -> None:
    text = (
        "UBND TỈNH PHÚ YÊN\nSỞ Y TẾ\nSố: 12/SYT-VP\nV/v triển khai Chỉ thị\nphòng dịch của UBND tỉnh Phú Yên\n\n"
        "Kính gửi: Các bệnh viện.\n\nSở Y tế nhận được Chỉ thị số 8/CT-UBND ngày 04/4/2023 của UBND tỉnh.\n"
    )
    first, second = extract(text, "letter.txt").references
    assert (first.anaphor, first.target, first.relation) == (True, "8/CT-UBND", "implements")
    assert first.issuer == second.issuer == "Ủy ban nhân dân tỉnh Phú Yên"
    assert (second.number, second.relation) == ("8/CT-UBND", "transmits")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sửa Thông tư số 5/2020/TT-BTC như sau: “Điều 3. Thông tư này áp dụng”. Thông tư này có hiệu lực.", [
            ("Thông tư này", False, True, "5/2020/TT-BTC"), ("Thông tư này", True, False, None),
        ]),
        ("“Thông tư này áp dụng” theo Thông tư số 5/2020/TT-BTC", [("Thông tư này", True, False, None)]),
    ],
)  # fmt: skip
def test_quoted_words_speak_of_their_own_instrument(
    text: str, expected: list[tuple[str, bool, bool, str | None]]
) -> None:
    assert pointing(extract_mentions(text).references) == expected
