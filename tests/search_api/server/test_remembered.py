from search_api.collection import Collection
from search_api.server.remembered import _KEPT, remembered


def test_an_answer_is_made_once(sample_collection: Collection) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return "answer"

    assert [remembered(sample_collection, ("test", "once"), make) for _ in range(3)] == ["answer"] * 3
    assert made == ["x"]


def test_only_so_many_answers_are_kept(sample_collection: Collection) -> None:
    for number in range(_KEPT + 1):
        remembered(sample_collection, ("test", number), lambda: number)  # noqa: B023 - called at once
    assert remembered(sample_collection, ("test", _KEPT), lambda: -1) == _KEPT
    assert remembered(sample_collection, ("test", 0), lambda: -1) == -1
