from graph.evidence import Evidence, evidence_by_annotation, evidence_by_statement, evidence_of
from graph.statements import EVERY
from graph.stores import Store
from ontology.iris import DEFAULT_BASE
from ontology.terms import ELI, VND

CT19 = DEFAULT_BASE + "eli/vn/ttg/ct/2021/07/16/19"
KH200 = DEFAULT_BASE + "eli/vn-09/ubnd/kh/2021/10/09/200"


def test_all_words_that_say_a_triple_in_order(linked_seeds: Store) -> None:
    found = evidence_of(linked_seeds, KH200, str(ELI.ensures_implementation_of), CT19)
    assert len(found) > 3
    assert found == sorted(found)
    assert all("Chỉ thị" in evidence.text for evidence in found)


def test_a_triple_that_nothing_says_has_no_words(linked_seeds: Store) -> None:
    assert evidence_of(linked_seeds, CT19, str(VND.transmits), KH200) == []


def test_annotations_and_statements_lead_to_the_same_words(linked_seeds: Store) -> None:
    mentions = evidence_by_annotation(linked_seeds, "?evidence a vnd:InstrumentMention .")
    stated = set[Evidence]().union(*evidence_by_statement(linked_seeds, EVERY).values())
    assert len(mentions) > 100
    assert len(stated & set(mentions.values())) > 90


def test_of_a_whole_document_no_words_are_quoted(linked_seeds: Store) -> None:
    found = evidence_by_annotation(linked_seeds, "?evidence a eli:LegalExpression .")
    assert {evidence.text for evidence in found.values()} == {""}
