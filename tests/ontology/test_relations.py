from typing import get_args

import pytest

from ingest import facts
from ontology.relations import SIDES, Relation, relations, with_narrower
from ontology.terms import ELI, ELI_DL, VND

# What the national law database calls its groups, both ways.
DATABASE = {
    "guides": ("Văn bản được hướng dẫn áp dụng", "Văn bản hướng dẫn áp dụng"),
    "details": ("Văn bản được quy định chi tiết, hướng dẫn thi hành", "Văn bản quy định chi tiết, hướng dẫn thi hành"),
    "consolidates": ("Văn bản được hợp nhất", "Văn bản hợp nhất"),
    "amends": ("Văn bản được sửa đổi, bổ sung", "Văn bản sửa đổi, bổ sung"),
    "corrects": ("Văn bản được đính chính", "Văn bản đính chính"),
    "replaces": ("Văn bản được thay thế", "Văn bản thay thế"),
    "repeals": ("Văn bản bị bãi bỏ", "Văn bản bãi bỏ"),
    "cites": ("Văn bản được dẫn chiếu", "Văn bản dẫn chiếu"),
    "basis": ("Căn cứ ban hành", "Văn bản áp dụng"),
    "interprets": ("Văn bản được giải thích", "Văn bản giải thích"),
    "suspends": ("Văn bản bị đình chỉ thi hành", "Văn bản đình chỉ thi hành"),
    "pauses": ("Văn bản bị tạm ngưng hiệu lực", "Văn bản tạm ngưng hiệu lực"),
    "promulgates": ("Văn bản được công bố", "Văn bản công bố"),
}


def test_the_relations_of_the_facts_are_those_of_the_scheme() -> None:
    known = relations().values()
    assert {r.name for r in known if not r.broader} == set(get_args(facts.Relation)) - {"self"}
    assert {r.name for r in known if r.broader} == set(get_args(facts.Narrower))


def test_a_finer_relation_lies_under_one_of_the_ten() -> None:
    finer = [r for r in relations().values() if r.broader]
    assert all(r.broader and relations()[r.broader].broader is None for r in finer)


@pytest.mark.parametrize("name", ["amends", "repeals", "replaces", "corrects", "suspends", "pauses"])
def test_a_planned_change_is_only_foreseen(name: str) -> None:
    assert relations()[name].planned_term == ELI_DL.foresees_change_of


def test_terms() -> None:
    assert relations()["basis"].terms == (ELI.based_on,)
    assert relations()["implements"].terms == (ELI.ensures_implementation_of,)
    assert relations()["consolidates"].terms == (ELI.consolidates,)
    assert relations()["corrects"].terms == (ELI.corrects,)  # eli:amends is for changes with legal effect
    assert relations()["copies"].terms == (VND.certifiedCopyOf,)
    assert ELI.repeals in relations()["replaces"].terms


@pytest.mark.parametrize("relation", relations().values(), ids=lambda r: r.name)
def test_wording_both_ways(relation: Relation) -> None:
    assert relation.verb != relation.reverse_verb
    assert all(part.strip() for part in (relation.label, relation.verb, relation.reverse_verb))
    assert {language for _, language in relation.titles} == {"vi", "en"}
    assert len(set(relation.titles.values())) == 4


@pytest.mark.parametrize(("name", "titles"), DATABASE.items())
def test_groups_are_called_as_legal_staff_know_them(name: str, titles: tuple[str, str]) -> None:
    assert tuple(relations()[name].titles[side, "vi"] for side in SIDES) == titles


def test_a_relation_stands_for_its_finer_kinds_too() -> None:
    assert with_narrower(["guides"]) == {"guides", "details"}
    assert with_narrower(["details"]) == {"details"}
    with pytest.raises(KeyError):
        with_narrower(["likes"])
