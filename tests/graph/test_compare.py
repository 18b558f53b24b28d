"""Two drives of an invented province, a year apart."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from graph.compare import anniversaries, campaigns, leaders, signers, targets, tasks
from graph.stores import Store

from .conftest import DRIVES, drive

TEXTS = {name: drive(*parts) for name, parts in DRIVES.items()}
FOUNDING = "https://danchieu.example/anniversary/thanh-lap-tinh-tung-giang"


def test_drives_that_commemorate_the_same_event(drives: Store) -> None:
    found = anniversaries(drives)
    assert [(one.event, one.years, one.work["number"], one.confidence) for one in found] == [
        (FOUNDING, 20, "05/CT-UBND", 1.0),
        (FOUNDING, 21, "03/CT-UBND", 1.0),
    ]
    assert [one.years for one in anniversaries(drives, event="thanh lap", year="2025")] == [21]
    assert anniversaries(drives, event="quốc khánh") == ()


def test_campaigns_by_year(drives: Store) -> None:
    found = campaigns(drives)
    assert [(one.start, one.end, one.organizer) for one in found] == [
        ("2024-03-01", "2024-11-04", "Ủy ban nhân dân tỉnh Tùng Giang"),
        ("2025-03-01", "2025-11-04", "Ủy ban nhân dân tỉnh Tùng Giang"),
    ]
    assert [len(campaigns(drives, year)) for year in ("2023", "2024", "2025", "2026")] == [0, 1, 1, 0]


@pytest.mark.parametrize("name", ["GRDP", "tốc độ tăng trưởng kinh tế (GRDP)", "tong san pham tren dia ban"])
def test_how_a_target_moved(drives: Store, name: str) -> None:
    assert [(one.period, one.value, one.unit) for one in targets(drives, name)] == [
        ("2024", 7.5, "%"),
        ("2025", 8.0, "%"),
    ]


def test_targets_of_one_year_and_of_an_unknown_indicator(drives: Store) -> None:
    assert [one.value for one in targets(drives, "GRDP", "2025")] == [8.0]
    assert targets(drives, "tỷ lệ che phủ rừng") == ()


@pytest.mark.parametrize(
    ("due", "lead", "expected"),
    [
        ("2025-01/2025-03", None, [("2025-03-15", "Sở Nội vụ"), ("2025-01/2025-03", "Sở Y tế")]),
        ("2025-03", "so noi vu", [("2025-03-15", "Sở Nội vụ")]),
        ("2025-03-15", None, [("2025-03-15", "Sở Nội vụ")]),
        ("2025-04/2025-06", None, []),
        (None, "Sở Y tế", [("2024-01/2024-03", "Sở Y tế"), ("2025-01/2025-03", "Sở Y tế")]),
    ],
)
def test_what_falls_due_and_who_leads_it(
    drives: Store, due: str | None, lead: str | None, expected: list[tuple[str, str]]
) -> None:
    found = [(task.deadline, task.lead[0].removesuffix(" tỉnh Tùng Giang")) for task in tasks(drives, due, lead)]
    assert found == expected


def test_leaders_and_supporters(drives: Store) -> None:
    assert [(one.name, one.tasks) for one in leaders(drives)] == [
        ("Sở Nội vụ tỉnh Tùng Giang", 2),
        ("Sở Y tế tỉnh Tùng Giang", 2),
    ]
    assert tasks(drives, "2025-03-15")[0].supporting == ("Sở Tài chính tỉnh Tùng Giang",)


def test_a_signer_is_one_person_over_documents(drives: Store) -> None:
    found = signers(drives, "lo van bao")
    assert {one.person for one in found} == {
        "https://danchieu.example/person/uy-ban-nhan-dan-tinh-tung-giang/lo-van-bao"
    }
    assert [(one.capacity, one.position, one.work["number"]) for one in found] == [
        ("TM.", "Chủ tịch", "05/CT-UBND"),
        ("TM.", "Chủ tịch", "03/CT-UBND"),
    ]
    assert signers(drives, "Nguyễn") == ()


@pytest.mark.parametrize("compared", [anniversaries, campaigns, leaders, signers, targets, tasks])
def test_every_row_quotes_its_words(drives: Store, compared: Callable[[Store], Sequence[Any]]) -> None:
    rows = compared(drives)
    assert rows
    for evidence in (evidence for row in rows for evidence in row.evidence):
        assert TEXTS[evidence.file][evidence.start : evidence.end] == evidence.text
    assert all(row.evidence for row in rows)


def test_an_empty_collection_compares_nothing(store: Store) -> None:
    assert [compared(store) for compared in (anniversaries, campaigns, leaders, signers, targets, tasks)] == [()] * 6
