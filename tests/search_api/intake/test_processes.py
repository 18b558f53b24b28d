import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing
from typing import Any

import pytest

from search_api.intake.processes import outcomes


def told(future: Future[Any]) -> object:
    """The result, or the name of the error."""
    try:
        return future.result(timeout=60)
    except Exception as error:
        return type(error).__name__


@pytest.mark.parametrize(
    ("workers", "function", "items", "expected"),
    [
        (1, int, ["1", "x", "3"], [1, "ValueError", 3]),
        (2, int, ["1", "x", "3"], [1, "ValueError", 3]),
        (2, int, [str(n) for n in range(40)], list(range(40))),
        (2, int, [], []),
        (2, signal.raise_signal, [0, signal.SIGKILL, 0, 0], [None, "ProcessExpired", None, None]),
        (2, type, [(), lambda: None, ()], [tuple, "PicklingError", tuple]),
    ],
)
def test_an_item_that_fails_fails_alone(
    workers: int, function: Callable[[Any], Any], items: Sequence[Any], expected: Sequence[object]
) -> None:
    assert [told(future) for future in outcomes(function, items, workers)] == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_who_stops_early_waits_for_no_more(workers: int) -> None:
    with closing(outcomes(int, [str(n) for n in range(10_000)], workers)) as found:
        assert next(found).result(timeout=60) == 0
    assert list(found) == []
