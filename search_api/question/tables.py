"""What a collection holds under all its names, read once for each edition: questions look names up in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from graph.stores import Row, Store, rows

_T = TypeVar("_T")
_lock: Final = threading.Lock()
_kept: Final[WeakKeyDictionary[Store, dict[Hashable, Any]]] = WeakKeyDictionary()


def kept(store: Store, key: Hashable, make: Callable[[], _T]) -> _T:
    """A table of a store that is no longer written to, made when first asked for.

    Args:
        store: The collection as it is shown; another edition is another store.
        key: Names the table.
        make: Makes it; two threads that ask at once may both make it.
    """
    with _lock:
        tables = _kept.setdefault(store, {})
        if key in tables:
            found: _T = tables[key]
            return found
    made = make()
    with _lock:
        tables[key] = made
    return made


def kept_rows(store: Store, sparql: str) -> list[Row]:
    """The rows of a SELECT query without values of the question."""
    return kept(store, sparql, lambda: rows(store, sparql))
