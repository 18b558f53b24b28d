"""The threads in which requests are answered.

What searches and traces is Python, of which one thread runs at a time: more threads than a few make all of them wait
longer, and with them the loop that reads and sends. What waits for a query process costs nothing, and must wait in line
for that process alone; so it has threads of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

from search_api.settings import processors

P = ParamSpec("P")
T = TypeVar("T")

_WAITING: Final = 250  # more than may wait for a query process: who is one too many is to be told at once
_waiting: Final = CapacityLimiter(_WAITING)


def keep_few() -> None:
    """Lets only a few requests be answered by Python at the same time; call it where the event loop runs."""
    to_thread.current_default_thread_limiter().total_tokens = 2 + 2 * processors()


async def wait_for(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What ``function`` returns, which mostly waits for a query process, from a thread that none but such share."""
    return await to_thread.run_sync(partial(function, *args, **kwargs), limiter=_waiting)
