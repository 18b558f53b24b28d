import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Document, Span
from ingest.pipeline import extract, extract_mentions
from ingest.references.find import find_drafts, find_references
from ingest.text.fold import fold


def whole(text: str) -> tuple[Document, ...]:
    return (Document("d1", Span(0, len(text)), "Văn bản"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Theo Quyết định số 5/QĐ-SNV, 12/CT-UBND và Luật Đất đai", [
            ("number", "Quyết định số 5/QĐ-SNV"), ("listed-number", "12/CT-UBND"), ("law-name", "Luật Đất đai"),
        ]),
        ("Kết quả tại 12/BC-SNV.", [("lone-number", "12/BC-SNV")]),
        ("điểm a khoản 1 Điều 2 **Nghị định số\n9/2021/NĐ-CP**", [
            ("number", "điểm a khoản 1 Điều 2 **Nghị định số\n9/2021/NĐ-CP"),
        ]),
        ("Quyết định số 5/QĐ-SNV phê duyệt Đề án phát triển chợ nông thôn.", [
            ("number", "Quyết định số 5/QĐ-SNV phê duyệt Đề án phát triển chợ nông thôn"),
            ("programme", "Đề án phát triển chợ nông thôn"),  # inside the title of the outer one
        ]),
        ("Kế hoạch số 5/KH-UBND ngày 01/02/2022\nChuyển:.....\ncủa Bộ Y tế", [
            ("number", "Kế hoạch số 5/KH-UBND ngày 01/02/2022\nChuyển:.....\ncủa Bộ Y tế"),  # a stamp inside
        ]),
        ("**KẾ HOẠCH**\nsố tiền 12 triệu", []),
        ("các văn bản hướng dẫn thi hành, pháp luật về hộ tịch", []),
        ("hiện pháp nhân này", []),  # folds like hiến pháp
        ("ngày 12/5/2021, tỷ lệ 3/4, mã A/B", []),
    ],
)  # fmt: skip
def test_mentions_in_reading_order(text: str, expected: list[tuple[str, str]]) -> None:
    references, _ = find_references(text, fold(text), whole(text), None)
    assert [(r.rule, r.text) for r in references] == expected


def test_the_documents_own_number_is_no_mention() -> None:
    text = "BỘ Y TẾ\nSố: 5/QĐ-BYT\nQUYẾT ĐỊNH\nVề sửa đổi Quyết định số 4/QĐ-BYT\n\nCăn cứ Quyết định số 5/QĐ-BYT;\n"
    references = extract(text, "decision.txt").references
    assert [(r.number, r.relation) for r in references] == [("4/QĐ-BYT", "amends"), ("5/QĐ-BYT", "basis")]


def test_each_mention_belongs_to_the_document_in_which_it_stands(bundle: str) -> None:
    facts = extract(bundle, "bundle.txt")
    spans = {document.id: document.span for document in facts.documents}
    assert {r.document for r in facts.references} == {"d1", "d2"}
    assert all(spans[r.document].contains(r.span) for r in facts.references)


def test_no_mention_runs_into_the_next_document() -> None:
    first, second = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n", "\nSố: 12/KH-UBND\nKẾ HOẠCH\nVề “chợ đêm”\n"
    for said in ("Đề án phát triển chợ", "Quyết định số 5/QĐ-UBND về “chợ"):
        facts = extract(first + said + second, "two.txt")
        assert [d.number for d in facts.documents] == [None, "12/KH-UBND"]
        assert [r.text for r in facts.references] == [said]


def test_a_title_is_given_in_one_line() -> None:
    text = "theo Chỉ thị số 3/CT-TTg ngày 2/3/2022 *về phòng,\nchống* hạn mặn."
    (reference,) = extract_mentions(text).references
    assert reference.title == "về phòng, chống hạn mặn"
    assert text[reference.core.start : reference.core.end] == "Chỉ thị số 3/CT-TTg ngày 2/3/2022"


PIECES = st.sampled_from(
    ["Nghị định số 9/2021/NĐ-CP", "Luật Đất đai", "khoản 1 Điều 2", "Chỉ thị này", "về việc", "Đề án phát triển chợ",
     "của Bộ Y tế", ",", "và", "5/QĐ-SNV", "ngày 2/3/2022", "\n\n", "“", "”", "Kế hoạch", "."]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_mentions_are_disjoint_or_nested_and_hold_their_core(text: str) -> None:
    drafts = find_drafts(text, fold(text), whole(text), None)
    assert drafts == sorted(drafts, key=lambda draft: (draft.span.start, -draft.span.end))
    for index, draft in enumerate(drafts):
        assert draft.span.contains(draft.core)
        assert draft.title is None or draft.span.contains(draft.title)
        for other in drafts[:index]:
            assert not draft.span.overlaps(other.span) or other.span.contains(draft.span)
    assert sum(draft.number == "9/2021/NĐ-CP" for draft in drafts) == text.count("9/2021/NĐ-CP")


def test_a_document_speaks_of_itself_where_it_says_from_when_it_has_effect() -> None:
    text = (
        "UBND TỈNH SÔNG VÂN\nSố: 4/QĐ-UBND\n\nSông Vân, ngày 3 tháng 4 năm 2025\n\nQUYẾT ĐỊNH\nVề quản lý chợ\n\n"
        "Căn cứ Luật Đê điều;\n\nĐiều 2. Quyết định này có hiệu lực từ ngày 5 tháng 6 năm 2025.\n"
    )
    facts = extract(text, "decision.txt")
    assert facts.documents[0].effective == "2025-06-05"
    assert [r.text for r in facts.references if r.self] == ["Quyết định này"]
