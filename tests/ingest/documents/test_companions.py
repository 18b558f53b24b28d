from dataclasses import replace

import pytest

from ingest.agencies import Territory
from ingest.documents.companions import infer_fields
from ingest.facts import AgencyMention, Document, Reference, Relation, Span
from ingest.pipeline import extract
from ingest.text.fold import fold

SONG_VAN = Territory(province="tỉnh Sông Vân")
LETTER = Document("d1", Span(0, 100), "Công văn", number="8/VKS-VP", issuer="Viện kiểm sát nhân dân tỉnh Sông Vân")
PLAN = Document("d2", Span(100, 200), "Kế hoạch")


def reference(number: str, relation: Relation = "transmits", kind: str = "Kế hoạch", start: int = 10) -> Reference:
    span = Span(start, start + 5)
    return Reference(
        span, f"{kind} số {number}", span, "d1", kind, number, "2023-01-31", "UBND tỉnh Sông Vân", relation=relation
    )


def inferred(
    *references: Reference, document: Document = PLAN, folded: str = "", before: Document = LETTER
) -> Document:
    return infer_fields(folded, (before, document), references, (), SONG_VAN)[-1]


def test_a_plan_without_header_is_what_the_letter_before_transmits(bundle: str) -> None:
    letter, plan, copy = extract(bundle, "bundle.txt").documents
    assert dict(letter.inferred) == {}
    assert dict(plan.inferred) == {
        "number": "21/KH-UBND",
        "date": "2023-01-31",
        "issuer": "Ủy ban nhân dân tỉnh Sông Vân",
    }
    assert all("d1 transmits 'Kế hoạch\\nsố 21/KH-UBND ngày 31/01/2023" in why for why in plan.reasons.values())
    assert {bundle[start:end].split()[0] for start, end in plan.grounds.values()} == {"Kế"}
    assert bundle[slice(*copy.grounds["copies"])].startswith("Kế hoạch")
    assert (plan.number, plan.date, plan.issuer) == (None, None, None)  # what is printed stays as it is
    assert plan.resolved("number") == "21/KH-UBND"
    assert dict(copy.inferred) == {"copies": "21/KH-UBND"}
    assert dict(copy.reasons) == {"copies": "the copy stands after d2"}


@pytest.mark.parametrize(
    ("references", "number"),
    [
        ([reference("21/KH-UBND")], "21/KH-UBND"),
        ([reference("21/KH-UBND"), reference("21/KH-UBND", "implements", start=30)], "21/KH-UBND"),
        ([reference("21/KH-UBND"), reference("5/KH-UBND", start=30)], None),  # two fit: none is guessed
        ([reference("21/KH-UBND", "cites")], None),
        ([reference("21/KH-UBND", "implements")], None),
        ([reference("4/CT-UBND", kind="Chỉ thị")], None),
        ([], None),
    ],
)
def test_only_one_transmitted_instrument_of_the_type_will_do(references: list[Reference], number: str | None) -> None:
    plan = inferred(*references)
    assert plan.inferred.get("number") == number
    assert set(plan.reasons) == set(plan.inferred)


def test_printed_fields_are_not_inferred() -> None:
    assert not inferred(reference("21/KH-UBND"), document=replace(PLAN, number="3/KH-SNV", issuer="Sở Nội vụ")).inferred
    other_date = replace(PLAN, date="2022-12-01", issuer="Sở Nội vụ")
    assert not inferred(reference("21/KH-UBND"), document=other_date).inferred
    same_date = replace(PLAN, date="2023-01-31", issuer="Sở Nội vụ")
    assert dict(inferred(reference("21/KH-UBND"), document=same_date).inferred) == {"number": "21/KH-UBND"}


def test_an_attachment_alone_says_to_which_decision_it_belongs() -> None:
    text = "QUY CHẾ\nLàm việc\n(Ban hành kèm theo Quyết định số 5/QĐ-SNV ngày 02/3/2023 của Sở Nội vụ)\nĐiều 1. Chung\n"
    (document,) = extract(text, "annex.txt").documents
    assert document.inferred["number"] == "5/QĐ-SNV"
    assert document.inferred["date"] == "2023-03-02"
    assert document.reasons["number"].startswith("attachment to 'Quyết định số 5/QĐ-SNV")


@pytest.mark.parametrize(
    ("number", "issuer", "why"),
    [
        ("7/CT-TTg", "Thủ tướng Chính phủ", "symbol TTg of 7/CT-TTg"),
        ("45/2020/NĐ-CP", "Chính phủ", "symbol CP of 45/2020/NĐ-CP"),
        ("9/KH-UBND", "Ủy ban nhân dân tỉnh Sông Vân", "symbol UBND of 9/KH-UBND"),
        ("3/NQ-HĐND", "Hội đồng nhân dân tỉnh Sông Vân", "symbol HĐND of 3/NQ-HĐND"),
        ("3/TB-XYZ", None, None),
    ],
)
def test_the_symbol_of_the_number_names_the_issuer(number: str, issuer: str | None, why: str | None) -> None:
    document = inferred(document=replace(PLAN, number=number))
    assert (document.inferred.get("issuer"), document.reasons.get("issuer")) == (issuer, why)


def test_the_agency_most_named_fills_in_the_territory() -> None:
    names = ["Ủy ban nhân dân xã Mẫu", "Ủy ban nhân dân tỉnh Sông Vân", "Ủy ban nhân dân xã Mẫu"]
    mentions = [AgencyMention(Span(i, i + 1), "x", "d1", name) for i, name in enumerate(names)]
    document = Document("d1", Span(0, 50), "Kế hoạch", number="2/KH-UBND")
    assert infer_fields("", (document,), (), mentions, SONG_VAN)[0].inferred == {"issuer": names[0]}


def test_the_signer_speaks_for_an_agency_that_the_document_names() -> None:
    text = (
        "THÔNG BÁO\nLịch trực\nỦy ban nhân dân xã Mẫu thông báo.\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLý Văn Mẫu\n"
    )
    (document,) = extract(text, "notice.txt").documents
    assert fold(document.inferred["issuer"]) == "uy ban nhan dan xa mau"
    assert document.reasons["issuer"] == "signed by Chủ tịch"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "Kính gửi: Công ty Mẫu.\n\nCục Thuế nhận được công văn. Về việc này, Cục Thuế có ý kiến như sau:\n",
            "Cục Thuế",
        ),
        ("CÔNG ĐIỆN\nVề bão\n\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n\n- Bộ Y tế.\n", "Thủ tướng Chính phủ"),
        ("Kính gửi: Công ty Mẫu.\n\nTheo đề nghị của Cục Thuế, Công ty báo cáo.\n", None),
    ],
)
def test_who_speaks_is_the_issuer(text: str, issuer: str | None) -> None:
    (document,) = extract(text, "letter.txt").documents
    assert document.issuer is None
    assert document.inferred.get("issuer") == issuer


def test_a_document_without_heading_says_what_it_is() -> None:
    (document,) = extract(
        "Điều 1. Nghị quyết này quy định mức chi.\nĐiều 2. Nghị quyết này có hiệu lực.\n", "a.txt"
    ).documents
    assert (document.type, document.inferred["type"]) == ("Văn bản", "Nghị quyết")
    assert document.reasons["type"] == "the words 'Nghị quyết này'"


def test_a_title_that_amends_an_attachment_is_none() -> None:
    text = "THÔNG TƯ\nSửa đổi Quy chế ban hành kèm theo Thông tư số 5/2023/TT-BYT ngày 02/3/2023\n\nĐiều 1. Chung\n"
    (document,) = extract(text, "circular.txt").documents
    assert "number" not in document.inferred
