"""``/api/suggest``: what the search box proposes while one types."""

from __future__ import annotations

import threading
from dataclasses import asdict
from typing import Annotated, Any, Final
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Query, Request

from search_api.collection import Collection
from search_api.searching.suggest import Proposals
from search_api.server.editions import edition_of
from search_api.server.schemas import SuggestResult

router = APIRouter(tags=["search"])

_MOST: Final = 10
_known: WeakKeyDictionary[Collection, Proposals] = WeakKeyDictionary()
_lock = threading.Lock()


@router.get(
    "/suggest",
    summary="Instruments, agencies and campaigns that begin so",
    responses={200: {"model": SuggestResult}},
)
def suggest(
    request: Request,
    q: Annotated[
        str,
        Query(max_length=200, description="What was typed so far, with or without diacritics", examples=["chi thi 19"]),
    ],
    k: Annotated[int, Query(ge=1, le=50, description="How many", examples=[10])] = _MOST,
) -> dict[str, Any]:
    """What the search box proposes: see `docs/command-line.md`."""
    return {"suggestions": [asdict(each) for each in proposals_of(edition_of(request).collection).matching(q, k)]}


def proposals_of(collection: Collection) -> Proposals:
    """The proposals of an edition of the collection, read at the first call."""
    with _lock:
        if collection not in _known:
            _known[collection] = Proposals(collection.store)
        return _known[collection]
