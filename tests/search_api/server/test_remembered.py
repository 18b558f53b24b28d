import threading
from typing import Any

import pytest

from search_api.collection import Collection
from search_api.server.remembered import _RECENT, kept, remembered


@pytest.mark.parametrize(("keep", "key"), [(kept, "test"), (remembered, ("test", "once"))])
def test_an_answer_is_made_once_also_for_those_who_ask_meanwhile(
    sample_collection: Collection, keep: Any, key: Any
) -> None:
    made: list[str] = []
    asking = threading.Barrier(3)

    def make() -> str:
        made.append("x")
        threading.Event().wait(0.05)
        return "answer"

    def ask() -> None:
        asking.wait()
        answers.append(keep(sample_collection, key, make))

    answers: list[str] = []
    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (answers, made) == (["answer"] * 3, ["x"])


def test_an_answer_that_fails_is_made_again(sample_collection: Collection) -> None:
    with pytest.raises(ZeroDivisionError):
        kept(sample_collection, "test failing", lambda: 1 / 0)
    assert kept(sample_collection, "test failing", lambda: 2.0) == 2.0


def test_only_so_many_answers_to_what_users_choose_are_kept(sample_collection: Collection) -> None:
    assert kept(sample_collection, "test kept", lambda: "kept") == "kept"
    for number in range(_RECENT + 1):
        remembered(sample_collection, ("test", number), lambda: number)  # noqa: B023 - called at once
    assert remembered(sample_collection, ("test", _RECENT), lambda: -1) == _RECENT
    assert remembered(sample_collection, ("test", 0), lambda: -1) == -1
    assert kept(sample_collection, "test kept", lambda: "made again") == "kept"
