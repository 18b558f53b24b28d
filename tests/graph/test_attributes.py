from datetime import date

from graph.attributes import attributes
from graph.naming import find_works
from graph.status import statuses, validities

from .conftest import Collected

DRIVE = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: 03/CT-UBND

Sơn Khê, ngày 05 tháng 01 năm 2024

CHỈ THỊ
Phát động phong trào thi đua “Sơn Khê xanh”

Ủy ban nhân dân tỉnh phát động phong trào thi đua “Sơn Khê xanh”. Chỉ thị này thay thế Chỉ thị số 01/CT-UBND ngày
10/01/2022 của Ủy ban nhân dân tỉnh Sơn Khê.
"""


def test_what_works_are_chosen_by(collected: Collected) -> None:
    store = collected({"a.txt": DRIVE})
    (new,), (old,) = find_works(store, "03/CT-UBND"), find_works(store, "01/CT-UBND")
    found = attributes(store, [new, old, "http://nowhere"], date(2024, 6, 1))
    assert (found[new].type, found[new].year, found[new].held) == ("Chỉ thị", "2024", True)
    assert found[new].issuer == "Ủy ban nhân dân tỉnh Sơn Khê"
    assert found[new].campaigns == ("Sơn Khê xanh",)
    assert (found[new].status, found[old].status) == ("in-force", "repealed")
    assert (found[old].held, found[old].year) == (False, "2022")
    assert (found["http://nowhere"].type, found["http://nowhere"].year) == (None, None)
    assert attributes(store, [], date(2024, 6, 1)) == {}


def test_validities_are_those_of_statuses(collected: Collected) -> None:
    store = collected({"a.txt": DRIVE})
    works = [*find_works(store, "03/CT-UBND"), *find_works(store, "01/CT-UBND")]
    for day in (date(2023, 1, 1), date(2024, 6, 1)):
        assert validities(store, works, day) == {work: s.status for work, s in statuses(store, works, day).items()}
