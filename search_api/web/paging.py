"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

_T = TypeVar("_T")
_U = TypeVar("_U")
ON_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """A page of a list: its rows, which page of how many it is, from 1, and how long the whole list is."""

    rows: tuple[_T, ...]
    number: int
    pages: int
    count: int

    def each(self, change: Callable[[_T], _U]) -> Page[_U]:
        """The page with each of its rows changed."""
        return Page(tuple(map(change, self.rows)), self.number, self.pages, self.count)


def page_of(rows: Sequence[_T], number: int, size: int = ON_A_PAGE) -> Page[_T]:
    """A page of a list; a number beyond the last means the last."""
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, number), pages)
    return Page(tuple(rows[(number - 1) * size : number * size]), number, pages, len(rows))
