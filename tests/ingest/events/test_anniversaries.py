import pytest

from ingest.events import anniversaries
from ingest.facts import Document, Span
from ingest.text.fold import fold


def read(text: str) -> list[tuple[int, str, str | None, str | None]]:
    found = anniversaries.find(text, fold(text), (Document("d1", Span(0, len(text)), "Chỉ thị"),))
    assert all(item.text == text[slice(*item.span)] for item in found)
    return [(item.years, item.event, item.first, item.last) for item in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "chào mừng Kỷ niệm 120 năm thành lập tỉnh Vân Sơn (02/3/1905 - 02/3/2025);",
            [(120, "thành lập tỉnh Vân Sơn", "1905-03-02", "2025-03-02")],
        ),
        (
            "135 năm ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2025), 80 năm Cách mạng Tháng Tám (1945 - 2025)",
            [
                (135, "ngày sinh Chủ tịch Hồ Chí Minh", "1890-05-19", "2025-05-19"),
                (80, "Cách mạng Tháng Tám", "1945", "2025"),
            ],
        ),
        (
            "kỷ niệm 50 năm ngày giải phóng\nmiền Nam và kỷ niệm 20 năm ngày thành lập Sở.",
            [(50, "ngày giải phóng miền Nam", None, None), (20, "ngày thành lập Sở", None, None)],
        ),
        (
            "Ky niem 90 nam ngay thanh lap Dang (03/02/1930 - 03/02/2020)",
            [(90, "ngay thanh lap Dang", "1930-02-03", "2020-02-03")],
        ),
        ("thời hạn 05 năm ngày thành lập doanh nghiệp", []),
        ("giai đoạn 5 năm thành lập (2021 - 2030)", []),
        ("kỷ niệm 70 năm chiến thắng (1950 - 2030) của ta", [(70, "chiến thắng", None, None)]),
    ],
)
def test_anniversaries_with_their_days(text: str, expected: list[tuple[int, str, str | None, str | None]]) -> None:
    assert read(text) == expected
