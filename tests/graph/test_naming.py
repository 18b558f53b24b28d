import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.naming import find_works
from graph.stores import Store
from ontology.iris import DEFAULT_BASE

CT19 = "vn/ttg/ct/2021/07/16/19"
KH200 = "vn-09/ubnd/kh/2021/10/09/200"
CT02_2018, CT02_2021 = "vn-09/ubnd/ct/2018/01/04/02", "vn-09/ubnd/ct/2021/01/07/02"
QD57 = "vn-09/ubnd/qd/2018/10/23/57-2018"
CONGRESS = "vn/dhdbtq/nq/2016/01/28/name-nghi-quyet-dai-hoi-dai-bieu-toan-quoc-lan-thu-xii-cua-dang"
LAW = "vn/qh/luat/2003/11/26/15-2003"


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("Chỉ thị 19/CT-TTg", [CT19]),
        ("chi thi so 19/ct-ttg", [CT19]),
        ("CT 19 TTg", [CT19]),
        ("chỉ thị 19", [CT19]),
        ("Chỉ thị số 19/CT-TTg ngày 16/07/2021 của Thủ tướng Chính phủ", [CT19]),
        ("200/KH-UBND", [KH200]),
        ("1419/VKS-VP", ["vn-09/vks/cv/2021/10/26/1419"]),
        ("điểm h khoản 1 Điều 4 Quyết định số 57/2018/QĐ-UBND", [QD57]),
        ("02/CT-UBND", [CT02_2018, CT02_2021]),
        ("02/CT-UBND năm 2021", [CT02_2021]),
        ("Chỉ thị 02/CT-UBND ngày 04/01/2018", [CT02_2018]),
        ("Luật Thi đua, khen thưởng", [LAW]),
        ("luat thi dua khen thuong", [LAW]),
        ("Luật TĐKT", [LAW]),
        ("Luật Thi đua, khen thưởng năm 2003", [LAW]),
        ("Luật Thi đua, khen thưởng ngày 26/11/2003", [LAW]),
        ("Luật Thi đua, khen thưởng năm 2022", []),  # not cited there
        ("15/2003/QH11", [LAW]),
        ("Nghị quyết Đại hội XII của Đảng", [CONGRESS]),
        (f"{DEFAULT_BASE}eli/{CT19}", [CT19]),
        (f"{DEFAULT_BASE}eli/{QD57}/art_4", [QD57]),
        (f"{DEFAULT_BASE}eli/vn/ttg/ct/2021/07/16/20", []),
        ("19/CT-UBND", []),
        ("99/CT-TTg", []),
        ("Quyết định 19/QĐ-TTg", []),
        ("", []),
        ("💥", []),
    ],
)
def test_references_as_people_type_them(linked_seeds: Store, text: str, works: list[str]) -> None:
    assert find_works(linked_seeds, text) == [f"{DEFAULT_BASE}eli/{work}" for work in works]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.from_regex(r"[<>\"{}?;#\\]{1,20}19/CT-TTg", fullmatch=True))
def test_any_text_is_answered(linked_seeds: Store, text: str) -> None:
    assert all(work.startswith(f"{DEFAULT_BASE}eli/") for work in find_works(linked_seeds, text))
