from graph.evidence import evidence_of
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
