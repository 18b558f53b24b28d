import pytest

from ingest import agencies
from ingest.agencies import Territory
from ingest.facts import Span
from ingest.tasks.bearers import bearers
from ingest.tasks.tables import rows
from ingest.text.fold import fold

HEADER = "**STT**\n**Tên nhiệm vụ/dự\nán**\n**Cơ quan chủ trì**\n**Cơ quan phối hợp**\n**Thời gian triển\nkhai**\n"


def read(text: str) -> list[tuple[str | None, ...]]:
    folded = fold(text)
    known = bearers(text, folded, agencies.find(text, folded, Territory("tỉnh Phú Yên")))
    return [
        tuple(" ".join(text[slice(*cell)].split()) if cell else None for cell in (r.content, r.lead, r.support, r.time))
        for r in rows(text, folded, Span(0, len(text)), known)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1\nRà soát dữ liệu\nSở Nội vụ\nSở Y tế\n2026-2027\n",
         [("Rà soát dữ liệu", "Sở Nội vụ", "Sở Y tế", "2026-2027")]),
        ("**I**\n**CƠ CHẾ,\nCHÍNH SÁCH**\n** **\n** **\n** **\n1\nRà soát dữ liệu\nSở Nội vụ\nSở Y tế\n2026\n",
         [("Rà soát dữ liệu", "Sở Nội vụ", "Sở Y tế", "2026")]),
        ("1\nRà soát dữ liệu\nSở Nội vụ\nSở Y tế\nQuý I\nXây dựng kho\ndữ liệu\nSở Tài chính\n",
         [("Rà soát dữ liệu", "Sở Nội vụ", "Sở Y tế", "Quý I"),
          ("Xây dựng kho dữ liệu", "Sở Tài chính", "Sở Y tế", "Quý I")]),
        ("1\nTuyển giống cây\nTrung tâm Giống cây trồng\nSở Y tế\nQuý I\n",
         [("Tuyển giống cây", "Trung tâm Giống cây trồng", "Sở Y tế", "Quý I")]),
    ],
)  # fmt: skip
def test_rows_printed_one_cell_after_another(body: str, expected: list[tuple[str | None, ...]]) -> None:
    assert read(HEADER + body) == expected


def test_text_without_a_header_has_no_rows() -> None:
    assert read("1\nRà soát dữ liệu\nSở Nội vụ\n") == []
