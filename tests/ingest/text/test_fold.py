import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ủy ban nhân dân tỉnh Đắk Lắk", "uy ban nhan dan tinh dak lak"),
        ("hoà bình, hòa bình", "hoa binh, hoa binh"),
        ("ĐIỀU 5 Quyết định", "dieu 5 quyet dinh"),
        ("“Dân vận khéo”", '"dan van kheo"'),
        ("2021 – 2025 — kỳ", "2021 - 2025 - ky"),
        ("**Kế hoạch**\nsố\u00a012", "  ke hoach  \nso 12"),
        ("c¢ng t€", "cong te"),
        ("Ðiều lệ", "dieu le"),
        ("12/KH-UBND", "12/kh-ubnd"),
        ("", ""),
    ],
)
def test_folds(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(st.text())
def test_one_code_point_for_one(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_each_code_point_folds_alone(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạếềểễệốồổỗộứừửữự 0123456789/-"))
def test_case_and_diacritics_make_no_difference(text: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")
    assert fold(text.upper()) == fold(text) == bare
