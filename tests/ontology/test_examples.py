import pytest

from ontology.examples import Example, examples


def test_there_are_twenty_by_different_names() -> None:
    assert len({example.name for example in examples()}) == len(examples()) == 20


@pytest.mark.parametrize("example", examples(), ids=lambda one: one.name)
def test_each_says_what_it_asks_in_both_languages(example: Example) -> None:
    assert set(example.labels) == {"vi", "en"}
    comments = [line for line in example.query.splitlines() if line.startswith("# ")]
    assert example.query.splitlines()[:2] == comments[:2]
    assert comments[0] != comments[1]
