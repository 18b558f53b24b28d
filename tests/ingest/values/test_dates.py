import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.fold import fold
from ingest.values import dates


def found(text: str, year: int | None = None) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in dates.find(text, fold(text), year=year)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huế, ngày 05 tháng 9 năm 2024", [("05 tháng 9 năm 2024", "2024-09-05")]),
        ("*Hà Nội, ngày 28\ntháng 11 năm 2025*", [("28\ntháng 11 năm 2025", "2025-11-28")]),
        ("ngay l2 thang 0l nam 2O20", [("l2 thang 0l nam 2O20", "2020-01-12")]),
        ("ngày 7/3/2019; ngày 9-5-2020; ngày 22.12.2024", [
            ("7/3/2019", "2019-03-07"), ("9-5-2020", "2020-05-09"), ("22.12.2024", "2024-12-22"),
        ]),
        ("từ ngày 16-20/11/2025", [("20/11/2025", "2025-11-20")]),
        ("tháng 11 - 12/2025", [("11 - 12/2025", "2025-11/2025-12")]),
        ("tháng 10, tháng 11 năm 2025", [("10", "2025-10"), ("11 năm 2025", "2025-11")]),
        ("tháng 3, tháng 6 và tháng 9/2026", [("3", "2026-03"), ("6", "2026-06"), ("9/2026", "2026-09")]),
        ("tháng 12 và tháng 1 năm 2026", [("1 năm 2026", "2026-01")]),
        ("từ 07 giờ ngày 16 đến 13 giờ ngày 17/11/2025", [("16", "2025-11-16"), ("17/11/2025", "2025-11-17")]),
        ("ngày 8 và ngày 9 tháng 5 năm 2026", [("8", "2026-05-08"), ("9 tháng 5 năm 2026", "2026-05-09")]),
        ("ngày 30 đến ngày 02 tháng 5 năm 2026", [("02 tháng 5 năm 2026", "2026-05-02")]),
        ("giai đoạn sau (2026 trở đi)", [("2026", "2026")]),
        ("Sở Tài chính\n2026\n3\n", [("2026", "2026")]),
        ("đến 31/02/2020", []),
        ("trong tháng 6/2021", [("6/2021", "2021-06")]),
        ("tháng 6 năm 2021", [("6 năm 2021", "2021-06")]),
        ("từ 01/2020", [("01/2020", "2020-01")]),
        ("Thông tư số 01/2020 và Nghị định 12/2021", []),
        ("Quyết định số 57/2018/QĐ-UBND, Luật số 72/2025/QH15, TCVN 2005:2012", []),
        ("giai đoạn 2016 – 2020", [("2016 – 2020", "2016/2020")]),
        ("năm học 2024-2025", [("2024-2025", "2024/2025")]),
        ("kỷ niệm 60 năm thành lập huyện (1964 -\n2024)", [("1964", "1964"), ("2024", "2024")]),
        ("Kế hoạch 5 năm (2021 - 2025)", [("2021 - 2025", "2021/2025")]),
        ("đến năm 2025, định hướng đến 2030", [("2025", "2025"), ("2030", "2030")]),
        ("các năm 2022, 2023 và 2024", [("2022", "2022"), ("2023", "2023"), ("2024", "2024")]),
        ("mừng Xuân Ất Tỵ 2025", [("2025", "2025")]),
        ("9 tháng đầu năm 2023", [("9 tháng đầu năm 2023", "2023-01/2023-09")]),
        ("sáu tháng cuối năm 2023", [("sáu tháng cuối năm 2023", "2023-07/2023-12")]),
        ("Quý IV/2025", [("Quý IV/2025", "2025-10/2025-12")]),
        ("gồm 2020 hộ, 1.900 tỷ đồng, 2000 m2, mã 2015", []),
    ],
)  # fmt: skip
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_bare_quarter_needs_the_year_of_the_document() -> None:
    assert found("| QUÝ II | |") == []
    assert found("| QUÝ II | |", year=2021) == [("QUÝ II", "2021-04/2021-06")]
    assert found("| QUY II | |", year=2021) == [("QUY II", "2021-04/2021-06")]
    for other in ("lập quỹ 2 năm", "nội quy 2 của", "Quý\n\n2", "hồ sơ quý **2**"):
        assert found(other, year=2021) == []


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_every_day_of_the_calendar_is_read_back(day: date) -> None:
    for printed in (f"{day.day:02d} tháng {day.month} năm {day.year}", f"{day.day}/{day.month:02d}/{day.year}"):
        assert dates.parse(fold(f"ngày {printed}")) == day.isoformat()


@given(st.text(alphabet="0123456789/.-() năm tháng quý 20đếnV\n", max_size=60))
def test_spans_are_ordered_apart_and_quote_the_source(text: str) -> None:
    mentions = dates.find(text, fold(text))
    assert all(text[m.span.start : m.span.end] == m.text for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))


def test_the_seeds(shared: Path) -> None:
    right = seen = 0
    for path in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / "seeds" / gold["file"]).read_text(encoding="utf-8")
        wanted = {(tuple(d["span"]), d["value"]) for d in gold["dates"] if "QUÝ" not in d["text"]}
        got = {(tuple(m.span), m.value) for m in dates.find(text, fold(text))}
        right, seen = right + len(wanted & got), seen + len(wanted | got)
    assert right / seen >= 0.98
