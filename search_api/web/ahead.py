"""The answers that pages need of the whole collection: made one by one after it has changed, while nobody waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, Final
from weakref import WeakKeyDictionary

from graph.reports import REPORTS
from search_api.collection import Collection
from search_api.searching.filters import Filters
from search_api.uploads.held_files import every_file
from search_api.views.timeline import Choice
from search_api.web import agency_pages, campaign_pages, compare_pages, pages, report_pages, timeline_page

_Answer = Callable[[Collection], Any]

_ANSWERS: Final[tuple[_Answer, ...]] = (
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
_left: WeakKeyDictionary[Collection, tuple[int, Iterator[_Answer]]] = WeakKeyDictionary()


def make_next(collection: Collection) -> bool:
    """Makes the next answer of an edition; whether there was one left to make.

    One call makes one answer, so that whoever calls it between other duties is not kept from them for long.
    """
    version, left = _left.get(collection, (None, iter(())))
    if version != collection.version:
        left = iter(_ANSWERS)
        _left[collection] = collection.version, left
    answer = next(left, None)
    if answer is not None:
        answer(collection)
    return answer is not None
