from collections import Counter

from graph.attributes import Attributes
from search_api.searching.choosing import Chosen
from search_api.searching.facets import facets

FOUND = [
    Attributes("Chỉ thị", "A", "2021", ("x", "y")),
    Attributes("Kế hoạch", "A", "2024", ("x",)),
    Attributes("Kế hoạch", None, None, held=False),
]


def test_counts_by_field() -> None:
    counted = facets(lambda _: Counter(FOUND), Chosen({"type": frozenset({"Kế hoạch", "Luật"})}, held=True))
    told = {name: [(one.value, one.count, one.chosen) for one in counts] for name, counts in counted.items()}
    assert told == {
        "type": [("Kế hoạch", 2, True), ("Chỉ thị", 1, False), ("Luật", 0, True)],
        "issuer": [("A", 2, False)],
        "year": [("2024", 1, False), ("2021", 1, False)],
        "campaign": [("x", 2, False), ("y", 1, False)],
        "status": [("unknown", 3, False)],
        "held": [("held", 2, True), ("not-held", 1, False)],
    }


def test_the_most_frequent_values_and_those_chosen_are_told() -> None:
    many = [Attributes(f"Loại {n:02}", None, None) for n in range(50)]
    counted = facets(lambda _: Counter(many), Chosen({"type": frozenset({"Loại 49"})}))["type"]
    assert len(counted) == 31
    assert counted[-1].value == "Loại 49"
