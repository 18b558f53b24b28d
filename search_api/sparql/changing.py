"""A change of the collection that an operator asks for over HTTP, shown before it is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool

from search_api.collection import Collection
from search_api.errors import CollectionError
from search_api.server.editions import Editions

_RETRY_SECONDS: Final = "5"


async def change(request: Request, work: Callable[[Collection], None]) -> None:
    """Changes the collection beside what is shown, and shows it at once.

    Raises:
        HTTPException: 503 if another process writes, or there is no room; and what ``work`` raises.
    """
    editions: Editions = request.app.state.editions

    def changed() -> None:
        with Collection.open(editions.settings, editions.encoder) as collection:
            work(collection)
        editions.renew()

    try:
        await run_in_threadpool(changed)
    except CollectionError as error:
        raise HTTPException(503, str(error), {"Retry-After": _RETRY_SECONDS}) from error
