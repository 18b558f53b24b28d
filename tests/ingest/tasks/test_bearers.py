import pytest

from ingest import agencies
from ingest.agencies import Territory
from ingest.facts import Span
from ingest.tasks.bearers import bearers
from ingest.text.fold import fold


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Sở Nội vụ, Sở Y tế và các cơ quan liên quan rà soát", ["Sở Nội vụ", "Sở Y tế"], " rà soát"),
        ("Sở Nội vụ (Ban Thi đua - Khen thưởng) theo dõi", ["Sở Nội vụ", "Ban Thi đua - Khen thưởng"], " theo dõi"),
        ("các sở, ban, ngành, đoàn thể tỉnh; UBND các huyện, thành phố báo cáo", [], " báo cáo"),
        ("Thủ trưởng các cơ quan, đơn vị nghiêm túc thực hiện", [], " nghiêm túc thực hiện"),
        (
            "Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo",
            ["Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an"],
            " chỉ đạo",
        ),
        ("Bí thư tỉnh ủy, thành ủy; Chủ tịch UBND các tỉnh báo cáo", [], " báo cáo"),
        ("Phó Thủ tướng Chính phủ Nông Thế Quyền chỉ đạo", [], " chỉ đạo"),
        ("các tỉnh Nghệ An, Quảng Ngãi rà soát", [], " rà soát"),
        ("UBND các xã, phường:** Triển khai kế hoạch", [], ":** Triển khai kế hoạch"),
        ("Sở Nội vụ **(cơ quan chủ trì) rà soát", ["Sở Nội vụ"], " rà soát"),
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


@pytest.mark.parametrize(
    "text", ["các số liệu", "công tác khen thưởng", "các cơ sở dữ liệu", "tổ chức thực hiện", "môi trường nước"]
)
def test_what_bears_nothing(text: str) -> None:
    assert bearers(text, fold(text), []).run_at(0) is None


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Trung tâm Giống cây trồng", ("Trung tâm Giống cây trồng",)),
        ("Viện Quy hoạch, Chi cục Kiểm ngư", ()),
        ("Phòng chống dịch bệnh", None),
        ("Trường hợp chậm tiến độ", None),
        ("Báo cáo kết quả", None),
    ],
)
def test_a_heading_names_bodies_of_which_no_list_tells(heading: str, names: tuple[str, ...] | None) -> None:
    run = bearers(heading, fold(heading), []).titled(Span(0, len(heading)))
    assert (run.names if run else None) == names
