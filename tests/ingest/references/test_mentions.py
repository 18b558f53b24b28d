import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Reference
from ingest.pipeline import extract_mentions
from ingest.references.mentions import date_after, issuer_after
from ingest.text.fold import fold


def references(text: str) -> tuple[Reference, ...]:
    return extract_mentions(text).references


def found(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(r.type, r.number, r.date, r.issuer) for r in references(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tại Kế hoạch số 15/KH-UBND ngày 05/02/2022 của UBND tỉnh Phú Yên.", [
            ("Kế hoạch", "15/KH-UBND", "2022-02-05", "Ủy ban nhân dân tỉnh Phú Yên"),
        ]),
        ("Quyết định của Bộ Nội vụ số: 9/QĐ-BNV, ký ngày 7 tháng 8 năm 2021", [
            ("Quyết định", "9/QĐ-BNV", "2021-08-07", "Bộ Nội vụ"),
        ]),
        ("thực hiện **Nghị quyết số\n09-NQ/TU** ngày 03\ntháng 4 năm 2024", [
            ("Nghị quyết", "09-NQ/TU", "2024-04-03", None),
        ]),
        ("Thuc hien Nghi quyet so 09-NQ/TU ngay 03 thang 4 nam 2024", [("Nghị quyết", "09-NQ/TU", "2024-04-03", None)]),
        ("theo QĐ 77/QĐ-UBND và CV số 120/SNV-TCBC", [
            ("Quyết định", "77/QĐ-UBND", None, None), ("Công văn", "120/SNV-TCBC", None, None),
        ]),
        ("Nghị định 136 của Chính phủ", [("Nghị định", "136", None, "Chính phủ")]),
        ("Quyết định số 210a TC/VP và Pháp lệnh số 12 LCT", [
            ("Quyết định", "210aTC/VP", None, None), ("Pháp lệnh", "12LCT", None, None),
        ]),
        ("Kế hoạch hành động số 45-KHHĐ\n/TU ngày 2/3/2022", [("Kế hoạch", "45-KHHĐ/TU", "2022-03-02", None)]),
        ("Thông tư số 9/2020/TT-BTC ngày 6/0/2020 của Bộ Tài chính", [
            ("Thông tư", "9/2020/TT-BTC", None, "Bộ Tài chính"),
        ]),
        ("Nghị định số …/2016/NĐ-CP ngày … tháng … năm 2016 của Chính phủ", [
            ("Nghị định", "…/2016/NĐ-CP", None, "Chính phủ"),
        ]),
        ("Luật Đê điều được Quốc hội khóa XI thông qua ngày 29 tháng 11 năm 2006", [
            ("Luật", None, "2006-11-29", None),
        ]),
        ("Báo cáo thẩm tra số 5/BC-KT và báo cáo thẩm định của Sở Tư pháp số 6/BC-STP", [
            ("Báo cáo", "5/BC-KT", None, None), ("Báo cáo", "6/BC-STP", None, "Sở Tư pháp"),
        ]),
        ("văn bản số 5/SNNMT-KL và văn bản số 6/BC-UBND", [
            ("Công văn", "5/SNNMT-KL", None, None), ("Báo cáo", "6/BC-UBND", None, None),
        ]),
        ("Phụ lục Nghị định\n3 Phối hợp", []),  # the next cell
        ("Quyết định 15 ngày làm việc; Kế hoạch 30 xã; Chỉ thị 12/5/2021", []),
    ],
)  # fmt: skip
def test_one_mention(text: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các Nghị định số 12/2019/NĐ-CP, 34/2020/NĐ-CP và\n56/2021/NĐ-CP của Chính phủ", [
            ("Nghị định", "12/2019/NĐ-CP", None, "Chính phủ"),
            ("Nghị định", "34/2020/NĐ-CP", None, "Chính phủ"),
            ("Nghị định", "56/2021/NĐ-CP", None, "Chính phủ"),
        ]),
        ("Kế hoạch số 5/KH-UBND ngày 05/02/2022 và Chỉ thị số 7/CT-UBND ngày 01/3/2022 của UBND tỉnh Phú Yên", [
            ("Kế hoạch", "5/KH-UBND", "2022-02-05", "Ủy ban nhân dân tỉnh Phú Yên"),
            ("Chỉ thị", "7/CT-UBND", "2022-03-01", "Ủy ban nhân dân tỉnh Phú Yên"),
        ]),
        ("Kết luận số 3-KL/TU và Chỉ thị số 7/CT-TTg của Thủ tướng Chính phủ", [
            ("Kết luận", "3-KL/TU", None, None),  # the tail of another body's instrument is not shared
            ("Chỉ thị", "7/CT-TTg", None, "Thủ tướng Chính phủ"),
        ]),
        ("Quyết định số 77/QĐ-UBND và số 78/QĐ-UBND", [
            ("Quyết định", "77/QĐ-UBND", None, None), ("Quyết định", "78/QĐ-UBND", None, None),
        ]),
        ("các Nghị quyết số 43/2021/QH14, 68/2022/QH15", [
            ("Nghị quyết", "43/2021/QH14", None, None), ("Nghị quyết", "68/2022/QH15", None, None),
        ]),
        ("Quy định số 69-QĐ/TW, 41-QĐ/TW", [
            ("Quy định", "69-QĐ/TW", None, None), ("Quy định", "41-QĐ/TW", None, None),
        ]),
        ("Công văn số 12/SNV-CCHC, 34/2020/NĐ-CP, 45/2019/QH14", [
            ("Công văn", "12/SNV-CCHC", None, None),  # each symbol names another type
            ("Nghị định", "34/2020/NĐ-CP", None, None),
            ("Luật", "45/2019/QH14", None, None),
        ]),
        ("Thực hiện 12/CT-UBND", [("Chỉ thị", "12/CT-UBND", None, None)]),
    ],
)  # fmt: skip
def test_lists_and_shared_tails(text: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "number", "date"),
    [
        (
            "Căn cứ Luật Thi đua,\nkhen thưởng ngày 15 tháng 6 năm 2022;",
            "Luật Thi đua, khen thưởng",
            None,
            "2022-06-15",
        ),
        ("theo Bộ luật Dân sự năm 2015 và", "Bộ luật Dân sự", None, "2015"),
        ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2024;", "Luật Đất đai", "31/2024/QH15", "2024-01-18"),
        ("can cu luat dat dai ngay 18/01/2024;", "luat dat dai", None, "2024-01-18"),
    ],
)
def test_laws_by_name(text: str, name: str, number: str | None, date: str | None) -> None:
    (law,) = references(text)
    assert (law.name, law.number, law.date) == (name, number, date)


@pytest.mark.parametrize(
    "text", ["pháp luật về đất đai", "các luật sư và luật gia", "theo luật định", "dự thảo các luật"]
)
def test_no_law_in_general_words(text: str) -> None:
    assert references(text) == ()


def test_what_follows_directly() -> None:
    text = "12/KH ngày 3/4/2021 của Bộ Y tế"
    assert date_after(fold(text), 5) == (19, "2021-04-03")
    assert date_after(fold(text), 4) is None
    assert issuer_after(text, fold(text), 19, None) == (len(text), "Bộ Y tế")
    assert issuer_after(text, fold(text), 5, None) is None


NUMBERS = st.builds("{}/{}/NĐ-CP".format, st.integers(1, 200), st.integers(1990, 2030))


@given(st.lists(NUMBERS, min_size=2, max_size=6), st.sampled_from([", ", ";\n", ", số "]))
def test_every_number_of_a_list_is_a_mention(numbers: list[str], link: str) -> None:
    text = f"Căn cứ các Nghị định số {link.join(numbers[:-1])} và {numbers[-1]} của Chính phủ;"
    assert found(text) == [("Nghị định", number, None, "Chính phủ") for number in numbers]
