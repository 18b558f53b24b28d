import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.stores import open_store
from search_api.question import understand
from search_api.searching.suggest import Proposals

KNOWN = """
<urn:w1> a eli:LegalResource ; rdfs:label "Kế hoạch 37/KH-UBND" ; eli:date_document "2024-02-06"^^xsd:date ;
  dcterms:title "Triển khai chuyển đổi số" .
<urn:w2> a eli:LegalResource ; rdfs:label "Chỉ thị 05/CT-UBND" ; eli:date_document "2024-01-18"^^xsd:date .
<urn:w3> a eli:LegalResource ; rdfs:label "Chỉ thị 05/CT-UBND" ; eli:date_document "2025-02-17"^^xsd:date .
<urn:m1> vnd:denotes <urn:w3> . <urn:m2> vnd:denotes <urn:w3> . <urn:m3> vnd:denotes <urn:w2> .
<urn:a1> a org:Organization ; skos:prefLabel "Sở Nội vụ tỉnh Tùng Giang" .
<urn:d1> vnd:launches <urn:c1> . <urn:c1> skos:prefLabel "Tăng tốc về đích" ; schema:endDate "2025-10-31" .
"""
_STORE = open_store("oxigraph:")
_STORE.update(f"INSERT DATA {{ {KNOWN} }}")
PROPOSALS = Proposals(_STORE)


@pytest.mark.parametrize(
    ("typed", "first", "kind"),
    [
        ("kh 37", "Kế hoạch 37/KH-UBND", "instrument"),
        ("ke hoach 37", "Kế hoạch 37/KH-UBND", "instrument"),
        ("Kế hoạch 37/KH", "Kế hoạch 37/KH-UBND", "instrument"),
        ("kh37", "Kế hoạch 37/KH-UBND", "instrument"),
        ("chuyen doi", "Kế hoạch 37/KH-UBND", "instrument"),
        ("so noi", "Sở Nội vụ tỉnh Tùng Giang", "agency"),
        ("tang toc", "Tăng tốc về đích", "campaign"),
    ],
)
def test_every_word_begins_a_word_of_the_name(typed: str, first: str, kind: str) -> None:
    proposal = PROPOSALS.matching(typed, 5)[0]
    assert (proposal.text, proposal.kind) == (first, kind)


def test_the_most_cited_comes_first_and_works_of_one_number_are_told_apart() -> None:
    found = [each.q for each in PROPOSALS.matching("ct 05", 5)]
    assert found == ["Chỉ thị 05/CT-UBND ngày 17/02/2025", "Chỉ thị 05/CT-UBND ngày 18/01/2024"]


def test_questions_follow_a_single_instrument_and_are_understood() -> None:
    asked = [each for each in PROPOSALS.matching("kh 37", 9) if each.kind == "query"]
    assert asked
    assert all(understand(each.q).kind for each in asked)


def test_nothing_typed_and_nothing_known_propose_nothing() -> None:
    assert PROPOSALS.matching("", 5) == PROPOSALS.matching("?!", 5) == PROPOSALS.matching("zzz", 5) == ()


@given(st.text(max_size=20), st.integers(1, 9))
def test_never_more_than_asked_for(typed: str, count: int) -> None:
    assert len(PROPOSALS.matching(typed, count)) <= count
