from collections.abc import Callable, Mapping

import pytest

from graph.reports.conflicts import conflicts
from graph.stores import Store

Collected = Callable[[Mapping[str, str]], Store]


def text(number: str, day: str, body: str = "1. Quản lý chợ.", signer: str = "Hứa Văn Mẫu", stamp: str = "") -> str:
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: {number}\n\nLạng Sơn, ngày {day}\n\nKẾ HOẠCH\nVề chợ\n\n"
        f"{stamp}\n\n{body}\n\n"
        f"Nơi nhận:\n- Sở Y tế;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n{signer}\n"
    )


def named(texts: tuple[str, ...]) -> dict[str, str]:
    return {f"{index}.txt": content for index, content in enumerate(texts)}


PLAN = text("5/KH-UBND", "02 tháng 3 năm 2022")
OTHER = "Theo Kế hoạch số 5/KH-UBND ngày {} của Ủy ban nhân dân tỉnh Lạng Sơn."


@pytest.mark.parametrize(
    ("texts", "kind", "values"),
    [
        (
            (PLAN, text("5/KH-UBND", "04 tháng 5 năm 2023")),
            "number",
            {"dates": ["2022-03-02", "2023-05-04"], "same_year": False},
        ),
        (
            (PLAN, text("5/KH-UBND", "04 tháng 5 năm 2022")),
            "number",
            {"dates": ["2022-03-02", "2022-05-04"], "same_year": True},
        ),
        (
            (PLAN, text("6/KH-UBND", "04 tháng 5 năm 2023", OTHER.format("03/3/2022"))),
            "date",
            {"dates": ["2022-03-02", "2022-03-03"]},
        ),
        (
            (
                text("5/2022/KH-UBND", "02 tháng 3 năm 2022"),
                text("6/KH-UBND", "04 tháng 5 năm 2023", OTHER.format("03/3/2022").replace("5/KH", "5/2022/KH")),
            ),
            "date",
            {"dates": ["2022-03-02", "2022-03-03"]},
        ),
        (
            (text("5/KH-UBND", "02 tháng 3 năm 2022", stamp="ĐẾN Số: 417\nNgày: 01/3/2022"),),
            "stamp",
            {"stamp": "incoming", "dates": ["2022-03-02", "2022-03-01"]},
        ),
        (
            (PLAN, text("6/KH-UBND", "04 tháng 5 năm 2023", signer="Hứa Vân Mẫu")),
            "signer",
            {"names": ["Hứa Vân Mẫu", "Hứa Văn Mẫu"], "position": "Chủ tịch", "dates": ["2023-05-04", "2022-03-02"]},
        ),
    ],
)
def test_conflicts(collected: Collected, texts: tuple[str, ...], kind: str, values: dict[str, object]) -> None:
    (row,) = conflicts(collected(named(texts)))
    assert (row.kind, row.values) == (kind, values)
    assert row.evidence
    assert row.works


@pytest.mark.parametrize(
    "texts",
    [
        (PLAN,),
        (PLAN, text("6/KH-UBND", "04 tháng 5 năm 2023", OTHER.format("02/3/2022"))),
        (text("5/KH-UBND", "02 tháng 3 năm 2022", stamp="ĐẾN Số: 417\nNgày: 03/3/2022"),),
        (PLAN, text("6/KH-UBND", "04 tháng 5 năm 2023", signer="HỨA VĂN MẪU")),
        (PLAN, text("6/KH-UBND", "04 tháng 5 năm 2023", signer="Nông Thị Ví Dụ")),
        (PLAN, text("6/KH-UBND", "04 tháng 5 năm 2025", signer="Hứa Vân Mẫu")),  # long after
    ],
)
def test_no_conflict(collected: Collected, texts: tuple[str, ...]) -> None:
    assert conflicts(collected(named(texts))) == []


def test_the_real_documents(linked_seeds: Store) -> None:
    rows = conflicts(linked_seeds)
    assert {row.works[0]["number"] for row in rows if row.kind == "number"} == {"02/CT-UBND", "04/CT-UBND"}
    assert all(row.evidence for row in rows)
