"""The pages that every page leads to. A page that is added registers itself here by one line."""

from __future__ import annotations

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """A link of the navigation.

    Attributes:
        path: Of the page.
        key: Of its name under ``nav`` in ``wording.toml``.
    """

    path: str
    key: str


MAIN: Final = (
    Entry("/", "search"),
    Entry("/trace", "trace"),
    Entry("/graph", "graph"),
    Entry("/timeline", "timeline"),
    Entry("/campaigns", "campaigns"),
    Entry("/agencies", "agencies"),
    Entry("/reports", "reports"),
    Entry("/collection", "collection"),
    Entry("/sparql", "sparql"),
)
FOOT: Final = (Entry("/docs", "api"),)
