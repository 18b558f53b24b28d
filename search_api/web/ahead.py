"""The answers that pages need of the whole collection: made one by one after it has changed, while nobody waits."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Set
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from graph.reports import REPORTS
from search_api.collection import Collection
from search_api.searching.filters import Filters
from search_api.server.remembered import asked_by_users, made_ahead
from search_api.uploads.held_files import every_file
from search_api.views.timeline import Choice
from search_api.web import agency_pages, campaign_pages, compare_pages, pages, report_pages, timeline_page
from search_api.web.rendering import prepare

_Answer = Callable[[Collection], Any]

_ANSWERS: Final[tuple[_Answer, ...]] = (
    lambda _: prepare(),
    pages.newest_documents,
    partial(timeline_page.documents_of, choice=Choice()),
    timeline_page.every_type,
    partial(pages.filtered, filters=Filters(held=True)),
    every_file,
    agency_pages.every_agency,
    campaign_pages.every_campaign,
    lambda collection: report_pages.rows_due(collection, report_pages.quarter_of(date.today())),
    *(partial(report_pages.report_rows, name=name) for name in REPORTS),
    report_pages.mentions_by_wording,
    *(partial(compare_pages.compared, kind=kind, given={}) for kind in compare_pages.COMPARED),
)
"""Those of the pages that are opened most come first."""
_CHEAP_SECONDS: Final = 1.0
"""CPU time up to which an answer is made after each change, whether users asked for it or not."""


@dataclass(slots=True)
class _Cost:
    """What making an answer took the last time: seconds of CPU time, and the keys under which it is kept."""

    seconds: float
    keys: Set[Hashable]


class Ahead:
    """Makes answers for a server: of its first edition all, of later ones those that are cheap or that users ask for.

    So one more document costs a large collection seconds, not minutes; who then opens a page that nobody had opened
    since the change before waits for it once.
    """

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._costs: dict[_Answer, _Cost] = {}
        self._version: int | None = None
        self._asked: Set[tuple[int, Hashable]] = frozenset()
        self._left: Iterator[_Answer] = iter(())

    def make_next(self, collection: Collection) -> bool:
        """Makes the next answer of an edition; whether there was one left to make.

        One call makes one answer, so that whoever calls it between other duties is not kept from them for long.
        """
        if collection.version != self._version:
            wanted = {key for version, key in self._asked if version == self._version}
            self._left = iter([one for one in _ANSWERS if self._worth_making(one, wanted)])
            self._version, self._asked = collection.version, asked_by_users(collection)
        answer = next(self._left, None)
        if answer is None:
            return False
        started = time.thread_time()
        with made_ahead() as keys:
            answer(collection)
        self._costs[answer] = _Cost(time.thread_time() - started, keys)
        return True

    def _worth_making(self, answer: _Answer, wanted: Set[Hashable]) -> bool:
        cost = self._costs.get(answer)
        return cost is None or cost.seconds <= _CHEAP_SECONDS or not wanted.isdisjoint(cost.keys)
