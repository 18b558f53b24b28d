from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.naming import find_works
from graph.status import Status, statuses
from graph.stores import Store

from .conftest import Collected

DAY = date(2024, 6, 1)
FIRST = "Quyết định số 5/2020/QĐ-UBND ngày 02 tháng 3 năm 2020 của Ủy ban nhân dân tỉnh Lạng Sơn"


def decision(number: str, day: str, body: str) -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: {number}/QĐ-UBND\n\nLạng Sơn, ngày {day}\n\nQUYẾT ĐỊNH\n"
        f"Về quản lý chợ\n\nCăn cứ Luật Đất đai;\n\n{body}\n"
    )


HELD = decision("5/2020", "02 tháng 3 năm 2020", "Điều 1. Quản lý chợ.")


Asked = Callable[..., Status]


@pytest.fixture(scope="session")
def status(collected: Collected) -> Asked:
    def told(texts: Sequence[str], as_of: date = DAY, wanted: str = "5/2020/QĐ-UBND") -> Status:
        store = collected({f"{index}.txt": text for index, text in enumerate(texts)})
        (work,) = find_works(store, wanted)
        return statuses(store, [work], as_of)[work]

    return told


def later(body: str) -> str:
    return decision("9/2023", "04 tháng 5 năm 2023", body)


@pytest.mark.parametrize(
    ("texts", "wanted", "since"),
    [
        ([HELD], "in-force", "2020-03-02"),
        ([HELD, later(f"Điều 1. Bãi bỏ {FIRST}.")], "repealed", "2023-05-04"),
        ([HELD, later(f"Điều 1. Quyết định này thay thế {FIRST}.")], "repealed", "2023-05-04"),
        ([HELD, later(f"Điều 1. Bãi bỏ khoản 2 Điều 3 {FIRST}.")], "partly-repealed", "2023-05-04"),
        ([HELD, later(f"Điều 1. Sửa đổi, bổ sung Điều 3 {FIRST}.")], "in-force", "2020-03-02"),
        ([HELD, later(f"Điều 1. Đình chỉ việc thi hành {FIRST}.")], "suspended", "2023-05-04"),
        ([later(f"Điều 1. Theo {FIRST}.")], "unknown", None),
        ([later(f"Điều 1. Sửa đổi, bổ sung Điều 3 {FIRST}.")], "unknown", None),
        ([later(f"Điều 1. Bãi bỏ {FIRST}.")], "repealed", "2023-05-04"),
        ([HELD, later(f"Điều 1. Sở Công Thương đề xuất bãi bỏ {FIRST}.")], "in-force", "2020-03-02"),
    ],
)
def test_what_the_texts_state(status: Asked, texts: list[str], wanted: str, since: str | None) -> None:
    found = status(texts)
    assert (found.status, found.since) == (wanted, since)
    assert all(reason.evidence for reason in (*found.reasons, *found.expected))


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2020, 3, 1), "not-yet-in-force"),
        (date(2020, 3, 2), "in-force"),
        (date(2023, 5, 3), "in-force"),
        (date(2023, 5, 4), "repealed"),
    ],
)
def test_acts_count_from_their_day_on(status: Asked, day: date, wanted: str) -> None:
    found = status([HELD, later(f"Điều 1. Bãi bỏ {FIRST}.")], day)
    assert found.status == wanted
    assert found.reasons[-1].bearing == ("counts" if wanted == "repealed" else "later")


@pytest.mark.parametrize(
    ("day", "wanted"), [(date(2023, 5, 31), "in-force"), (date(2023, 6, 1), "repealed"), (date(2023, 6, 2), "repealed")]
)
def test_an_act_counts_from_its_own_day_of_effect(status: Asked, day: date, wanted: str) -> None:
    act = later(f"Điều 1. Bãi bỏ {FIRST}.\n\nĐiều 2. Quyết định này có hiệu lực kể từ ngày 01/6/2023.")
    assert status([HELD, act], day).status == wanted


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2020, 3, 31), "not-yet-in-force"),
        (date(2020, 4, 1), "in-force"),
        (date(2022, 12, 31), "in-force"),
        (date(2023, 1, 1), "repealed"),
    ],
)
def test_a_work_states_its_own_time(status: Asked, day: date, wanted: str) -> None:
    own = HELD + "\nĐiều 2. Quyết định này có hiệu lực từ ngày 01/4/2020 đến hết ngày 31/12/2022.\n"
    found = status([own], day)
    assert found.status == wanted
    assert {reason.relation for reason in found.reasons} >= {"expires"}


@pytest.mark.parametrize(
    ("body", "relation", "since"),
    [
        ("Điều 1. Quản lý chợ.", "issued", "2020-03-02"),
        ("Điều 1. Quyết định này có hiệu lực từ ngày 15 tháng 3 năm 2020.", "effective", "2020-03-15"),
    ],
)
def test_before_its_time_it_says_from_when(status: Asked, body: str, relation: str, since: str) -> None:
    found = status([decision("5/2020", "02 tháng 3 năm 2020", body)], date(2020, 3, 1))
    assert found.status == "not-yet-in-force"
    (reason,) = found.reasons
    assert (reason.relation, reason.date, reason.bearing) == (relation, since, "later")
    assert reason.evidence


def test_a_planned_act_is_expected(status: Asked) -> None:
    found = status([HELD, later(f"Điều 1. Sở Công Thương đề xuất bãi bỏ {FIRST}.")])
    assert [(reason.relation, reason.bearing) for reason in found.expected] == [("repeals", "planned")]
    assert all(reason.relation != "repeals" for reason in found.reasons)


def test_an_act_without_a_date_leaves_it_unknown(status: Asked) -> None:
    act = f"ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: 9/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề chợ\n\nĐiều 1. Bãi bỏ {FIRST}.\n"
    found = status([HELD, act])
    assert (found.status, found.reasons[-1].bearing) == ("unknown", "undated")


def test_an_act_on_one_of_several_leaves_them_unknown(status: Asked) -> None:
    held = decision("5", "02 tháng 3 năm 2020", "Điều 1. Quản lý chợ.")
    other = decision("5", "07 tháng 8 năm 2021", "Điều 1. Quản lý bến xe.")  # the series begins anew each year
    act = later("Điều 1. Bãi bỏ Quyết định số 5/QĐ-UBND.")
    found = status([held, other, act], wanted="5/QĐ-UBND ngày 02/3/2020")
    assert (found.status, found.reasons[-1].bearing) == ("unknown", "uncertain")


@given(st.permutations([HELD, later(f"Điều 1. Bãi bỏ khoản 2 Điều 3 {FIRST}."), decision("1", "1/2/2022", FIRST)]))
def test_the_order_of_ingest_does_not_matter(status: Asked, texts: list[str]) -> None:
    assert status(texts).status == "partly-repealed"


def test_nothing_asked_nothing_answered(store: Store) -> None:
    assert statuses(store, [], DAY) == {}
