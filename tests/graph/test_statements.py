from graph.statements import statements
from graph.stores import Store, values

CT19 = "https://danchieu.example/eli/vn/ttg/ct/2021/07/16/19"


def test_statements_are_those_of_the_pattern(linked_seeds: Store) -> None:
    everything = statements(linked_seeds)
    pattern = f"{values('work', [CT19])} ?statement vnd:objectWork ?work ."
    assert statements(linked_seeds, pattern) == [said for said in everything if said.object == CT19]


def test_parts_and_plans_are_told(linked_seeds: Store) -> None:
    planned = [said for said in statements(linked_seeds) if said.planned]
    assert ("repeals", "Điều 4; khoản 1; điểm h", True) in {(s.relation, s.pinpoint, s.inferred) for s in planned}
