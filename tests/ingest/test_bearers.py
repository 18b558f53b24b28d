import pytest

from ingest import agencies
from ingest.agencies import Territory
from ingest.bearers import bearers
from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Sở Nội vụ, Sở Y tế và các cơ quan liên quan rà soát", ["Sở Nội vụ", "Sở Y tế"], " rà soát"),
        ("Sở Nội vụ (Ban Thi đua - Khen thưởng) theo dõi", ["Sở Nội vụ", "Ban Thi đua - Khen thưởng"], " theo dõi"),
        ("các sở, ban, ngành, đoàn thể tỉnh; UBND các huyện, thành phố báo cáo", [], " báo cáo"),
        ("Thủ trưởng các cơ quan, đơn vị nghiêm túc thực hiện", [], " nghiêm túc thực hiện"),
        ("Mỗi xã có một mô hình", [], " có một mô hình"),
        ("các cơ quan, đơn vị tổ chức tập huấn", [], " tổ chức tập huấn"),
    ],
)
def test_a_run_of_agencies_and_classes(text: str, names: list[str], rest: str) -> None:
    folded = fold(text)
    run = bearers(text, folded, agencies.find(text, folded, Territory("tỉnh Phú Yên"))).run_at(0)
    assert run is not None
    assert [name.removesuffix(" tỉnh Phú Yên") for name in run.names] == names
    assert text[run.end :] == rest


@pytest.mark.parametrize("text", ["các số liệu", "công tác khen thưởng", "các cơ sở dữ liệu", "tổ chức thực hiện"])
def test_what_bears_nothing(text: str) -> None:
    assert bearers(text, fold(text), []).run_at(0) is None
