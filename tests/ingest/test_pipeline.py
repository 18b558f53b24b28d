import json
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extraction_json import extraction_from_json
from ingest.facts import Extraction, Span
from ingest.pipeline import extract, extract_mentions

FRAGMENTS = st.sampled_from(
    [
        "Căn cứ ", "bãi bỏ ", "Quyết định số 5/2020/QĐ-UBND ", "Nghị định số 9/2021/NĐ-CP, 10/2022/NĐ-CP ",
        "Luật Đất đai ", "khoản 1, 2 Điều 3 ", "được sửa đổi, bổ sung bởi ", "ngày 05 tháng 3 năm 2022 ",
        "của UBND tỉnh Phú Yên ", "Chỉ thị này ", "về việc ", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVII ",
        "Phong trào thi đua “Cả nước chung tay” ", "Sở Nội vụ ", "giai đoạn 2021 - 2025 ", "**", "| ", "- ", "\n",
        "\n\n", "; ", ". ", "(", ")", "“", "\r", "\t", "Đề án phát triển chợ ", "\nSố: 12/KH-UBND\n", "\nKẾ HOẠCH\n",
        "\nKính gửi: Sở Y tế.\n", "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n",
        "\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nLý Văn Mẫu\n", "\nPhú Yên, ngày 4 tháng 5 năm 2023\n", "\nSAO Y BẢN CHÍNH\n",
        "thuc hien Nghi quyet s6 45/NQ-HDND ngay l0 thang 3 nam 2O21 ", "Kế hoạch nêu trên ", "phát động thi đua ",
        "QUÝ II ", "\n1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Y tế rà soát trước ngày 05/6/2023.\n",
        "- Tỷ lệ hộ nghèo giảm 1,5 - 2%; thu ngân sách đạt trên 12.500 tỷ đồng.\n", "| Sở Y tế | 12 | ",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(FRAGMENTS, FRAGMENTS, st.text(max_size=6)), max_size=25).map("".join)
FORMS = st.sampled_from(["NFC", "NFD"])


def mentions(facts: Extraction) -> Iterator[Any]:
    yield from (*facts.references, *facts.campaigns, *facts.agencies, *facts.dates, *facts.tasks, *facts.targets)


def check(text: str, facts: Extraction) -> None:
    whole = Span(0, len(text))
    spans = {document.id: document.span for document in facts.documents}
    assert list(spans) == [f"d{number}" for number in range(1, len(spans) + 1)]
    for mention in mentions(facts):
        assert mention.text == text[mention.span.start : mention.span.end] != ""
        assert whole.contains(mention.span)
        assert mention.document in spans
    for document in facts.documents:
        parts = [*document.where.values(), *document.recipient_spans, *(s.span for s in document.signers if s.span)]
        assert whole.contains(document.span)
        assert all(document.span.contains(part) and part.start < part.end for part in parts)
        assert len(document.recipients) == len(document.recipient_spans)
        assert set(document.inferred) == set(document.reasons)
    for index, reference in enumerate(facts.references):
        assert reference.span.contains(reference.core)
        assert spans[reference.document].contains(reference.span)
        assert reference.source is None or 0 <= reference.source < index
    for link in facts.links:
        assert link.subject != link.object
        assert max(link.subject, link.object) < len(facts.references)
    for kind in (facts.references, facts.campaigns, facts.agencies, facts.dates, facts.tasks, facts.targets):
        assert [m.span.start for m in kind] == sorted(m.span.start for m in kind)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_facts_of_any_text_quote_it_and_survive_json(text: str) -> None:
    facts = extract(text, "any.txt")
    check(text, facts)
    assert extract(text, "any.txt") == facts
    assert extraction_from_json(json.loads(json.dumps(facts.to_json()))) == facts


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_mentions_of_any_text_stand_in_one_nameless_document(text: str) -> None:
    facts = extract_mentions(text)
    check(text, facts)
    assert [document.type for document in facts.documents] == ["Văn bản"]
    assert facts.file == ""


def bare(value: Any) -> Any:
    """Facts as plain values without what the form of the text changes: offsets, and how letters are composed."""
    if isinstance(value, Span):
        return None
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [bare(item) for item in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


@given(st.lists(st.tuples(FRAGMENTS, FORMS), max_size=25))
@settings(max_examples=60, deadline=None)
def test_facts_are_the_same_in_every_normal_form(pieces: list[tuple[str, str]]) -> None:
    composed = "".join(piece for piece, _ in pieces)
    mixed = "".join(unicodedata.normalize(form, piece) for piece, form in pieces)
    facts = extract(mixed, "any.txt")
    check(mixed, facts)
    assert bare(facts.to_json()) == bare(extract(composed, "any.txt").to_json())


def test_the_whole_way_of_a_bundle(bundle: str) -> None:
    facts = extract(bundle, "bundle.txt")
    check(bundle, facts)
    assert [(d.type, d.resolved("number"), d.resolved("date")) for d in facts.documents] == [
        ("Công văn", "88/VKS-VP", "2023-02-06"),
        ("Kế hoạch", "21/KH-UBND", "2023-01-31"),
        ("Sao y", "55/SY-UBND", "2023-02-01"),
    ]
    assert [(r.document, r.type, r.number or r.target, r.relation) for r in facts.references[1:]] == [
        ("d1", "Kế hoạch", "21/KH-UBND", "transmits"),
        ("d1", "Kế hoạch", "21/KH-UBND", "implements"),
        ("d2", "Nghị quyết", "76/NQ-CP", "basis"),
        ("d2", "Kế hoạch", None, "self"),
    ]
    assert [d.value for d in facts.dates if d.document == "d2"] == [
        "2023",
        "2021-07-15",
        "2023-04/2023-06",
        "2023-02-02",
    ]
    assert {a.name for a in facts.agencies if a.document == "d3"} == {"Ủy ban nhân dân tỉnh Sông Vân"}


def test_damaged_text_gives_the_numbers_of_the_clean_one() -> None:
    clean = (
        "UBND tỉnh yêu cầu thực hiện Nghị quyết số 45/NQ-HĐND ngày 10 tháng 12 năm 2022 của HĐND tỉnh và "
        "Chỉ thị số 7/CT-TTg ngày 02/3/2022 của Thủ tướng Chính phủ; giao các sở báo cáo kết quả. "
    ) * 4
    damaged = (
        "".join(c for c in unicodedata.normalize("NFD", clean) if not unicodedata.combining(c))
        .translate(str.maketrans("đĐ", "dD"))
        .replace("Nghi quyet so", "Nghj quyet s6")
        .replace("thang", "th4ng")
        .replace("cua Thu", "cia Thu")
    )
    got = [(r.type, r.number.replace("Đ", "D"), r.date) for r in extract(clean, "a.txt").references if r.number]
    assert len(got) == 8
    assert [(r.type, r.number, r.date) for r in extract(damaged, "a.txt").references] == got


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "***\n---", "\u0301\u0323", "\x0c"])
def test_a_text_without_words_has_no_facts(text: str) -> None:
    assert list(mentions(extract(text, "empty.txt"))) == []
