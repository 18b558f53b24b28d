import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import agencies
from ingest.agencies.units import listed_name, province_of_unit
from ingest.pipeline import extract
from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("kind", "printed", "expected"),
    [
        ("xã", "Yên Khoái", (2, "Yên Khoái")),
        ("xã", "Yen Khoai Cong Hoa", (2, "Yên Khoái")),
        ("huyện", "Lộc Bình Tỉnh", (2, "Lộc Bình")),
        ("phường", "Tân Bình", (2, None)),  # Tân Bình and Tân Bính: which one is not told without diacritics
        ("xã", "Không Có Trong Sách", None),
        ("xã", "", None),
    ],
)
def test_the_longest_listed_name(kind: str, printed: str, expected: tuple[int, str | None] | None) -> None:
    found = listed_name(kind, printed)
    if expected and expected[1] is None:
        assert found
        assert found[0] == expected[0]
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("kind", "name", "province"),
    [("huyện", "Lộc Bình", "Lạng Sơn"), ("xã", "Tân Tiến", None), ("xã", "Không Có Trong Sách", None)],
)
def test_a_unit_that_one_province_has_tells_it(kind: str, name: str, province: str | None) -> None:
    assert province_of_unit(kind, name) == province


@given(st.sampled_from(["xã", "huyện"]), st.text(max_size=30))
def test_any_words(kind: str, printed: str) -> None:
    found = listed_name(kind, printed)
    assert found is None or 1 <= found[0] <= len(printed.split())


def test_a_name_ends_where_the_list_says() -> None:
    text = "ỦY BAN NHÂN DÂN XÃ YÊN KHOÁI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    assert [m.name for m in agencies.find(text, fold(text), None)] == ["Ủy ban nhân dân xã Yên Khoái"]


def test_a_communes_document_speaks_for_its_province() -> None:
    text = "ỦY BAN NHÂN DÂN\nXÃ YÊN KHOÁI\nSố: 5/KH-UBND\n\nKẾ HOẠCH\nVề chợ phiên\n\nGiao UBND tỉnh xem xét.\n"
    names = [agency.name for agency in extract(text, "plan.txt").agencies]
    assert "Ủy ban nhân dân tỉnh Lạng Sơn" in names
