from typing import get_args

import pytest

from ingest import facts
from ontology.relations import Relation, relations
from ontology.terms import ELI, ELI_DL, VND


def test_every_relation_of_the_facts_but_self_has_a_term() -> None:
    assert set(relations()) == set(get_args(facts.Relation)) - {"self"}


@pytest.mark.parametrize("name", ["amends", "repeals", "replaces"])
def test_a_planned_change_is_only_foreseen(name: str) -> None:
    assert relations()[name].planned_term == ELI_DL.foresees_change_of


def test_terms() -> None:
    assert relations()["basis"].terms == (ELI.based_on,)
    assert relations()["implements"].terms == (ELI.ensures_implementation_of,)
    assert relations()["copies"].terms == (VND.certifiedCopyOf,)
    assert ELI.repeals in relations()["replaces"].terms


@pytest.mark.parametrize("relation", relations().values(), ids=lambda r: r.name)
def test_wording_is_vietnamese_both_ways(relation: Relation) -> None:
    assert relation.verb != relation.reverse_verb
    assert all(part.strip() for part in (relation.label, relation.verb, relation.reverse_verb))
