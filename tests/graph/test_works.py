import pytest

from graph.stores import Store
from graph.works import all_works, describe_work, describe_works

CT19 = "https://danchieu.example/eli/vn/ttg/ct/2021/07/16/19"


def test_one_several_and_all_are_described_alike(linked_seeds: Store) -> None:
    everything = all_works(linked_seeds)
    assert list(everything) == sorted(everything)
    assert describe_works(linked_seeds, everything) == everything
    assert describe_work(linked_seeds, CT19) == everything[CT19]
    assert describe_works(linked_seeds, []) == {}


def test_of_an_unknown_work_nothing_is_known(linked_seeds: Store) -> None:
    found = describe_work(linked_seeds, "https://x.example/1")
    assert {name: value for name, value in found.items() if value is not None} == {
        "iri": "https://x.example/1",
        "held": False,
    }


def test_what_is_no_iri_does_not_reach_the_query(linked_seeds: Store) -> None:
    with pytest.raises(ValueError, match="IRI"):
        describe_work(linked_seeds, "x> } DROP ALL #")
