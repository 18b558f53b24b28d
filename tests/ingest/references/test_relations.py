import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.data import load
from ingest.facts import Extraction
from ingest.pipeline import extract, extract_mentions
from ontology.relations import relations

A, B = "Quyết định số 4/QĐ-UBND", "Nghị định số 9/2021/NĐ-CP"
PLAN = "UBND TỈNH SÔNG VÂN\nSố: 4/KH-UBND\nKẾ HOẠCH\nVề công tác pháp chế\n\nCăn cứ Luật Đê điều;\n\n"


def links(facts: Extraction) -> list[tuple[int, str, int]]:
    return [(link.subject, link.relation, link.object) for link in facts.links]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (f"Căn cứ {A};", "basis"),
        (f"Xét đề nghị của Sở tại {A};", "basis"),
        (f"**Căn cứ**\n{A};", "basis"),
        (f"Can cu {A};", "basis"),
        (f"để triển khai\nthực hiện {A}.", "implements"),
        (f"tổ chức quán triệt {A}.", "implements"),
        (f"thực hiện nhiệm vụ được giao tại {A}.", "implements"),
        (f"quy định chi tiết và hướng dẫn thi hành {A}", "guides"),
        (f"sửa đổi, bổ sung một số điều của {A}", "amends"),
        (f"đính chính {A}", "amends"),
        (f"sửa đổi một số điều của Quy định ban hành theo {A}", "amends"),
        (f"Thay thế một số cụm từ của Quy định kèm theo {A}", "amends"),
        (f"gửi đính kèm {A}", "transmits"),
        (f"quy định chi tiết thi hành một số điều của {A}", "guides"),
        (f"khoản 2 Điều 3 (đã được sửa đổi, bổ sung tại Điều 8 {A})", "cites"),
        (f"tổ chức thực hiện các hoạt động truyền thông về {A}", "cites"),
        (f"thực hiện tốt công tác này; tuyên truyền rộng rãi trong dân theo tinh thần của {A}", "cites"),
        (f"triển khai chợ phiên (danh mục chi tiết tại {A})", "cites"),
        (f"triển khai thực hiện ({A})", "implements"),
        (f"gắn với {A}", "cites"),
        (f"bãi bỏ khoản 2 Điều 3 {A}", "repeals"),
        (f"{A} hết hiệu lực kể từ ngày ký", "repeals"),
        (f"{A} được bãi bỏ", "repeals"),
        (f"thay thế {A}", "replaces"),
        (f"nhận được {A}", "transmits"),
        (f"{A} được đăng tải trên Cổng thông tin", "transmits"),
        (f"sao y {A}", "copies"),
        (f"bản sao y {A}", "cites"),
        (f"theo {A}", "cites"),
        (f"thực hiện nhiệm vụ theo tinh thần {A}", "cites"),
        (f"Thực hiện công tác này. Tại {A} có nêu", "cites"),  # another sentence's cue
        (f"Bãi bỏ cụm từ “theo điểm a” tại {A}", "amends"),
        (f"bổ sung từ ngữ “bãi bỏ” vào {A}", "amends"),  # a quotation gives no cue
    ],
)
def test_what_the_document_does(text: str, relation: str) -> None:
    (reference,) = extract_mentions(text).references
    assert (reference.relation, reference.planned, reference.source) == (relation, False, None)


@pytest.mark.parametrize(
    ("text", "relation", "narrower"),
    [
        (f"quy định chi tiết thi hành {A}", "guides", "details"),
        (f"quy định chi tiết một số điều và biện pháp thi hành {A}", "guides", "details"),
        (f"hướng dẫn thi hành {A}", "guides", "details"),
        (f"hướng dẫn thực hiện {A}", "guides", None),
        (f"đính chính {A}", "amends", "corrects"),
        (f"hợp nhất {A}", "cites", "consolidates"),
        (f"văn bản hợp nhất {A}", "cites", None),
        (f"sáp nhập, hợp nhất các đơn vị theo {A}", "cites", None),
        (f"giải thích khoản 2 Điều 3 {A}", "cites", "interprets"),
        (f"giải thích từ ngữ tại {A}", "cites", None),
        (f"đình chỉ việc thi hành {A}", "cites", "suspends"),
        (f"{A} bị đình chỉ thi hành", "cites", "suspends"),
        (f"tạm ngưng hiệu lực thi hành của {A}", "cites", "pauses"),
        (f"{A} bị tạm ngưng hiệu lực", "cites", "pauses"),
        (f"công bố {A}", "cites", "promulgates"),
        (f"công bố dịch theo {A}", "cites", None),
        (f"phát động theo {A}", "cites", "launches-under"),
        (f"hưởng ứng phong trào thi đua do tỉnh phát động tại {A}", "cites", "launches-under"),
        (f"hưởng ứng Ngày Đại dương; theo {A}", "cites", None),
    ],
)
def test_the_finer_kind(text: str, relation: str, narrower: str | None) -> None:
    (reference,) = extract_mentions(text).references
    assert (reference.relation, reference.narrower, reference.planned) == (relation, narrower, False)


@pytest.mark.parametrize(
    "row", [row for group in ("before", "after", "passive") for row in load("relations.toml")[group]]
)
def test_a_finer_kind_lies_under_the_relation_of_its_words(row: dict[str, str]) -> None:
    assert "narrower" not in row or relations()[row["narrower"]].broader == row["relation"]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (f"Căn cứ {B}; {A};", ["basis", "basis"]),
        (f"Thay thế {A}; bãi bỏ {B}.", ["replaces", "repeals"]),
        (f"{A}, {B} hết hiệu lực", ["repeals", "repeals"]),
        (f"- Bãi bỏ {A}.\n- Nội dung nêu ở {B}", ["repeals", "cites"]),
        (f"Thực hiện {A}. {B}; theo Sở", ["implements", "implements"]),  # a stop read for a comma
    ],
)
def test_each_mention_has_its_own(text: str, relations: list[str]) -> None:
    assert [r.relation for r in extract_mentions(text).references] == relations


@pytest.mark.parametrize(
    ("intro", "relation"),
    [
        ("Các văn bản sau đây hết hiệu lực kể từ ngày ký:", "repeals"),
        ("Bãi bỏ toàn bộ các văn bản sau:", "repeals"),
        ("Triển khai thực hiện các văn bản sau:", "implements"),
        ("Có các văn bản sau:", "cites"),
        ("Bãi bỏ các quy định khác.", "cites"),  # no list follows
    ],
)
def test_words_before_a_list_tell_of_its_items(intro: str, relation: str) -> None:
    facts = extract_mentions(f"2. {intro}\na) {A} về chợ;\n\nb) {B} về bến xe.\n")
    assert [r.relation for r in facts.references] == [relation, relation]


def test_members_of_a_class_share_its_relation() -> None:
    facts = extract_mentions(f"Căn cứ các Quyết định phê duyệt quy hoạch: {A} về chợ; Quyết định số 5/QĐ-UBND;")
    assert [r.relation for r in facts.references] == ["basis", "basis"]


def test_what_a_quoted_instrument_does_is_its_own_act() -> None:
    facts = extract_mentions(f"Tại {B} quy định: “2. Bãi bỏ Điều 3 {A} và theo Luật Đê điều”.")
    assert [(r.relation, r.source) for r in facts.references] == [("cites", None), ("repeals", 0), ("cites", None)]


@pytest.mark.parametrize(
    ("passive", "relation"),
    [
        ("được sửa đổi, bổ sung bởi", "amends"),
        ("đã được sửa đổi,\nbổ sung một số điều tại", "amends"),
        ("được sửa đổi, bổ sung cập nhật một số điều tại", "amends"),
        ("(được điều chỉnh bổ sung bởi", "amends"),
        ("(được sửa đổi theo", "amends"),
        ("bị thay thế bởi", "replaces"),
        ("được bãi bỏ bởi", "repeals"),
        ("đã bị hủy bỏ theo", "repeals"),
        ("được hướng dẫn thi hành tại", "guides"),
    ],
)
def test_in_the_passive_the_second_is_the_subject(passive: str, relation: str) -> None:
    facts = extract_mentions(f"theo {A} {passive} {B}.")
    assert links(facts) == [(1, relation, 0)]
    assert [r.relation for r in facts.references] == ["cites", "cites"]


@pytest.mark.parametrize(
    ("passive", "narrower"),
    [
        ("được đính chính tại", "corrects"),
        ("được hướng dẫn thi hành tại", "details"),
        ("bị đình chỉ thi hành bởi", "suspends"),
        ("được hướng dẫn tại", None),
    ],
)
def test_the_finer_kind_in_the_passive(passive: str, narrower: str | None) -> None:
    (link,) = extract_mentions(f"theo {A} {passive} {B}.").links
    assert (link.subject, link.object, link.narrower) == (1, 0, narrower)


def test_the_relation_of_the_first_stays_in_the_passive() -> None:
    facts = extract_mentions(f"Bãi bỏ điểm b khoản 2 Điều 7 {A} được sửa đổi, bổ sung bởi {B}.")
    assert [r.relation for r in facts.references] == ["repeals", "cites"]
    assert links(facts) == [(1, "amends", 0)]


def test_a_mention_in_a_title_has_the_outer_one_as_source() -> None:
    text = f"Hướng dẫn số 5/HD-SNV của Sở Nội vụ hướng dẫn thực hiện {B} và Kế hoạch số 6/KH-UBND về thực hiện {A}"
    facts = extract_mentions(text)
    got = [(r.number, r.relation, r.source) for r in facts.references]
    assert got[:2] == [("5/HD-SNV", "cites", None), ("9/2021/NĐ-CP", "guides", 0)]
    facts = extract_mentions(f"theo Kế hoạch số 6/KH-UBND ngày 2/3/2022 về thực hiện {A}, {B}.")
    assert [(r.relation, r.source) for r in facts.references] == [("cites", None), ("implements", 0), ("implements", 0)]


@pytest.mark.parametrize(
    ("text", "relation", "planned"),
    [
        (f"Sở Tư pháp sẽ bãi bỏ {A}", "repeals", True),
        (f"đề xuất sửa đổi, bổ sung {A}", "amends", True),
        (f"tham mưu UBND tỉnh thay thế {A}", "replaces", True),
        (f"| 02 | Ban hành Quyết định bãi bỏ {A} | Sở |", "repeals", True),
        (f"1. Ban hành Quyết định sửa đổi {A}", "amends", True),
        (f"rà soát, báo cáo cấp có thẩm quyền bãi bỏ {A}", "repeals", True),
        (f"đề xuất đình chỉ thi hành {A}", "cites", True),
        (f"Điều 1. Bãi bỏ {A}", "repeals", False),
        (f"sẽ thực hiện {A}", "implements", False),  # only acts can be foreseen
    ],
)
def test_planned_acts(text: str, relation: str, planned: bool) -> None:
    (reference,) = extract_mentions(text).references
    assert (reference.relation, reference.planned) == (relation, planned)


def test_a_plan_repeals_nothing_itself() -> None:
    *_, reference = extract(PLAN + f"Quý I: bãi bỏ {A}.\n", "plan.txt").references
    assert (reference.relation, reference.planned) == ("repeals", True)


@given(st.lists(st.sampled_from([A, B, "bãi bỏ", "thực hiện", "Căn cứ", "theo", ";", ".", "\n- ", "về việc", "này"])))
def test_any_phrase(pieces: list[str]) -> None:
    facts = extract_mentions(" ".join(pieces))
    assert sum(r.number is not None for r in facts.references) == pieces.count(A) + pieces.count(B)
    for index, reference in enumerate(facts.references):
        assert reference.source is None or reference.source < index
        assert (reference.relation == "self") == reference.self
    for subject, _, target in links(facts):
        assert subject != target
        assert max(subject, target) < len(facts.references)
