import pytest

from graph.naming import find_works
from graph.paths import paths
from graph.stores import Store

from .conftest import Collected

HEAD = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: {number}

Sơn Khê, ngày {day} năm 2024

{kind}
{title}

"""


def text(kind: str, number: str, day: str, title: str, body: str) -> str:
    return HEAD.format(kind=kind.upper(), number=number, day=day, title=title) + body + "\n"


DIRECTIVE = "Chỉ thị số 03/CT-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Sơn Khê"
PLAN = "Kế hoạch số 27/KH-UBND ngày 20/02/2024 của Ủy ban nhân dân tỉnh Sơn Khê"
LAW = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;"
TEXTS = {
    "a.txt": text("Chỉ thị", "03/CT-UBND", "05 tháng 01", "Về phòng cháy rừng", f"{LAW}\nYêu cầu trực cháy rừng."),
    "b.txt": text("Kế hoạch", "27/KH-UBND", "20 tháng 02", "Trồng cây", f"Thực hiện {DIRECTIVE}, mỗi xã trồng cây."),
    "c.txt": text("Kế hoạch", "31/KH-UBND", "01 tháng 3", "Trồng lim", f"Thực hiện {PLAN}, xã A trồng lim."),
    "d.txt": text("Kế hoạch", "35/KH-UBND", "02 tháng 3", "Tuần tra", f"Thực hiện {DIRECTIVE}, kiểm lâm tuần tra."),
    "e.txt": text("Kế hoạch", "40/KH-UBND", "09 tháng 3", "Lưu trữ hồ sơ", f"{LAW}\nCác sở nộp hồ sơ lưu trữ."),
}


@pytest.fixture(scope="module")
def store(collected: Collected) -> Store:
    return collected(TEXTS)


@pytest.mark.parametrize(
    ("work", "goal", "way"),
    [
        ("27/KH-UBND", "03/CT-UBND", [("implements", "out", "ct")]),
        ("03/CT-UBND", "27/KH-UBND", [("implements", "in", "kh")]),
        ("31/KH-UBND", "03/CT-UBND", [("implements", "out", "kh"), ("implements", "out", "ct")]),
        ("35/KH-UBND", "27/KH-UBND", [("implements", "out", "ct"), ("implements", "in", "kh")]),  # the same directive
        ("40/KH-UBND", "03/CT-UBND", None),  # a legal basis in common connects nobody
        ("03/CT-UBND", "03/CT-UBND", None),
    ],
)
def test_the_shortest_way(store: Store, work: str, goal: str, way: list[tuple[str, str, str]] | None) -> None:
    (start,), (end,) = find_works(store, work), find_works(store, goal)
    found = paths(store, [start], [end])
    if way is None:
        assert found == {}
    else:
        assert [(step.relation, step.side, step.end.split("/ubnd/")[1][:2]) for step in found[start]] == way
        assert found[start][-1].end == end


def test_nothing_is_asked_without_works_or_goals(store: Store) -> None:
    assert paths(store, [], ["http://a"]) == paths(store, ["http://a"], []) == {}
