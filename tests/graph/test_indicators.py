import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.indicators import indicator_key


@pytest.mark.parametrize(
    ("name", "part_of", "key"),
    [
        ("Tốc độ tăng trưởng kinh tế (GRDP)", None, "grdp"),
        ("tăng trưởng GRDP", None, "grdp"),
        ("Tổng sản phẩm trên địa bàn tỉnh (GRDP)", None, "grdp"),
        ("GRDP bình quân đầu người", None, "grdp-binh-quan-dau-nguoi"),
        ("Tỷ lệ hộ nghèo", None, "ho-ngheo"),
        ("ty le ho ngheo tren dia ban tinh", None, "ho-ngheo"),
        ("Tỷ lệ người dân tham gia BHYT", None, "nguoi-dan-tham-gia-bao-hiem-y-te"),
        ("nông lâm nghiệp", "Tốc độ tăng trưởng kinh tế (GRDP)", "grdp/nong-lam-nghiep"),
        ("Tỷ lệ", None, "ty-le"),
    ],
)
def test_one_key_for_all_names(name: str, part_of: str | None, key: str) -> None:
    assert indicator_key(name, part_of) == key


@given(st.text(max_size=60))
def test_a_key_is_never_empty_and_its_own_key(name: str) -> None:
    key = indicator_key(name)
    assert re.fullmatch(r"[a-z0-9-]+|_", key)
