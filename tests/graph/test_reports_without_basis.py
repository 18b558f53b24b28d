from collections.abc import Callable, Mapping

import pytest

from graph.reports.without_basis import without_basis
from graph.stores import Store
from ontology.document_types import type_iri
from ontology.tables import read_table

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n\nSố: 5/{symbol}-UBND\n\nLạng Sơn, ngày 02 tháng 3 năm 2022\n\n"
TEXT = HEAD + "{kind}\nVề chợ\n\n{body}\n"


@pytest.mark.parametrize(
    ("symbol", "kind", "body", "count"),
    [
        ("QĐ", "QUYẾT ĐỊNH", "Điều 1. Quản lý chợ.", 1),
        ("QĐ", "QUYẾT ĐỊNH", "Căn cứ Luật Đất đai;\n\nĐiều 1. Quản lý chợ.", 0),
        ("KH", "KẾ HOẠCH", "1. Quản lý chợ.", 0),
    ],
)
def test_types_that_need_a_basis(
    collected: Callable[[Mapping[str, str]], Store], symbol: str, kind: str, body: str, count: int
) -> None:
    found = without_basis(collected({"a.txt": TEXT.format(symbol=symbol, kind=kind, body=body)}))
    assert len(found) == count
    for row in found:
        assert row.works[0]["number"] == "5/QĐ-UBND"
        assert row.values["rule"].startswith("Nghị định 30/2020")
        assert row.evidence


@pytest.mark.parametrize("row", read_table("types-with-basis.csv"), ids=lambda row: row["type"])
def test_the_types_are_those_of_the_scheme(row: dict[str, str]) -> None:
    assert type_iri(row["type"])
    assert row["source"].startswith("Nghị định")
