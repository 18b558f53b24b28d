import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identifiers.number_repair import repaired_number

COUNCIL = "Hội đồng Thi đua - Khen thưởng Trung ương"


@pytest.mark.parametrize(
    ("number", "kind", "issuer", "expected"),
    [
        ("16/HĐ-HDTHĐKT", "Hướng dẫn", COUNCIL, "16/HD-HĐTĐKT"),
        ("12/PD-UBND", "Phát động", "Ủy ban nhân dân tỉnh Hà Giang", "12/PĐ-UBND"),
        ("9/KH-BCD", "Kế hoạch", "Ban Chỉ đạo phòng thủ dân sự", "9/KH-BCĐ"),
        ("61/2018/ND-CP", "Nghị định", None, "61/2018/NĐ-CP"),
        ("8/QĐ-BNNMT", "Quyết định", "Bộ Nông nghiệp và Môi trường", None),  # initials leave "và" out
        ("2-KH/BCĐTW", "Kế hoạch", "Ban Chỉ đạo Trung ương", None),
        ("206/KH-UBND", "Kế hoạch", "Ủy ban nhân dân tỉnh Hà Giang", None),
        ("23-CTr/TU", "Chương trình hành động", "Ban Thường vụ Tỉnh ủy", None),
        ("15/2003/QH11", "Luật", "Quốc hội", None),
        ("5/TTr-STC", "Tờ trình", "Sở Tài chính", None),
        ("8/QĐ-BCĐNNDL", "Quyết định", "Ban Chỉ đạo Nhà nước về Du lịch", None),
    ],
)
def test_a_symbol_is_repaired_by_type_and_issuer(
    number: str, kind: str, issuer: str | None, expected: str | None
) -> None:
    assert repaired_number(number, kind, issuer) == expected


@given(st.text(max_size=20), st.sampled_from(["Hướng dẫn", "Kế hoạch", "?"]), st.sampled_from([None, "", COUNCIL]))
def test_any_text_is_left_alone_or_repaired_for_good(number: str, kind: str, issuer: str | None) -> None:
    better = repaired_number(number, kind, issuer)
    assert better is None or repaired_number(better, kind, issuer) is None
