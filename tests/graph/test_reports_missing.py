from collections.abc import Callable, Mapping

from graph.reports.missing import missing
from graph.stores import Store

A, B = "Quyết định số 4/QĐ-UBND ngày 01/02/2021", "Nghị định số 9/2021/NĐ-CP ngày 03/4/2021"
HELD = (
    "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: {}/KH-UBND\n\nLạng Sơn, ngày 02 tháng 3 năm 2022\n\nKẾ HOẠCH\nVề chợ\n\n{}\n"
)


def test_the_most_wanted_first(collected: Callable[[Mapping[str, str]], Store]) -> None:
    first, second = f"Theo {A}; theo {B}. Theo {A}.", f"Theo {B}. Kế hoạch này."
    store = collected({"a.txt": HELD.format(1, first), "b.txt": HELD.format(2, second)})
    found = [(row.works[0]["number"], row.values["documents"], row.values["mentions"]) for row in missing(store)]
    assert found == [("9/2021/NĐ-CP", 2, 2), ("4/QĐ-UBND", 1, 2)]
    assert [[e.file for e in row.evidence] for row in missing(store)] == [["a.txt", "b.txt"], ["a.txt"]]


def test_what_is_held_is_not_missing(linked_seeds: Store) -> None:
    found = missing(linked_seeds)
    assert len(found) > 30
    assert not any(row.works[0]["held"] for row in found)
    assert all(row.evidence for row in found)


def test_of_an_empty_collection_nothing_is_missing(store: Store) -> None:
    assert missing(store) == []
