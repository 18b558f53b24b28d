import pytest

from search_api.searching.abbreviations import written_out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UBND tỉnh", "UBND Ủy ban nhân dân tỉnh"),
        ("họp hđnd xã", "họp hđnd Hội đồng nhân dân xã"),
        ("hdnd", "hdnd Hội đồng nhân dân"),
        ("Sở TN&MT.", "Sở TN&MT Tài nguyên và Môi trường."),
        ("15/CT-UBND", "15/CT-UBND"),
        ("UBND-VP", "UBND-VP"),
        ("TT Thường trực", "TT Thường trực"),
        ("thi đua", "thi đua"),
        ("", ""),
    ],
)
def test_abbreviations_with_one_meaning_are_written_out(text: str, expected: str) -> None:
    assert written_out(text) == expected
