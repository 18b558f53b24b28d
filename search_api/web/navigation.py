"""The pages that every page leads to. A page that is added registers itself here by one line."""

from __future__ import annotations

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """A link of the navigation.

    Attributes:
        path: Of the page.
        key: Of its name under ``nav`` in ``wording.toml``.
        below: How the paths of pages begin that one reaches through it.
    """

    path: str
    key: str
    below: tuple[str, ...] = ()

    def leads_to(self, here: str) -> bool:
        """Whether a page is this one, or below it."""
        return here == self.path or here.startswith(self.below)


MAIN: Final = (
    Entry("/", "search"),
    Entry("/trace", "trace"),
    Entry("/graph", "graph"),
    Entry("/timeline", "timeline"),
    Entry("/campaigns", "campaigns", ("/campaign",)),
    Entry("/agencies", "agencies", ("/agency",)),
    Entry("/reports", "reports", ("/reports/", "/compare/", "/ambiguous")),
    Entry("/collection", "collection", ("/collection",)),
    Entry("/sparql", "sparql"),
)
FOOT: Final = (Entry("/docs", "api"),)
