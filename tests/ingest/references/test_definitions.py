import pytest

from ingest.facts import Document, Span
from ingest.references.find import find_drafts
from ingest.text.fold import fold

DEFINED = (
    "Thực hiện Quyết định số 12/QĐ-TTg phê duyệt Chương trình phát triển đô thị (sau đây gọi tắt là Chương trình). "
)


def targets(text: str) -> list[tuple[str, str | None]]:
    drafts = find_drafts(text, fold(text), (Document("d1", Span(0, len(text)), "Công văn"),), None)
    return [(text[slice(*d.span)], d.target) for d in drafts if d.rule == "defined-term"]


@pytest.mark.parametrize(
    ("use", "expected"),
    [
        ("Sở Xây dựng triển khai Chương trình.", [("Chương trình", "Chương trình phát triển đô thị")]),
        ("Nội dung Chương\ntrình được công khai.", [("Chương\ntrình", "Chương trình phát triển đô thị")]),
        ("Sở Xây dựng triển khai chương trình.", []),
        ("Các sở lồng ghép các Chương trình.", []),
        ("Chương trình số 5-CTr/TU là văn bản khác.", []),
    ],
)
def test_a_defined_term_points_at_its_instrument(use: str, expected: list[tuple[str, str]]) -> None:
    assert targets(DEFINED + use) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định số 5/2024/NĐ-CP (sau đây gọi là Cơ quan). Cơ quan thực hiện.",
        "Nghị định số 5/2024/NĐ-CP (sau đây gọi là Nghị định số 5/2024/NĐ-CP). Việc khác.",
    ],
)
def test_other_terms_define_no_instrument(text: str) -> None:
    assert targets(text) == []
