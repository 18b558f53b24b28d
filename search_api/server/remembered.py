"""Answers that cost much and that an edition gives the same way each time: made once, kept while it is shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from search_api.collection import Collection

_T = TypeVar("_T")
_KEPT: Final = 32
"""Answers kept of one edition; the one asked for longest ago goes first."""
_lock = threading.Lock()
_answers: WeakKeyDictionary[Collection, OrderedDict[Hashable, Any]] = WeakKeyDictionary()


def remembered(collection: Collection, key: Hashable, make: Callable[[], _T]) -> _T:
    """The answer of a key, made if it is asked for the first time.

    Args:
        collection: Of the edition; its version is part of the key.
        key: What is asked; the same key must always mean the same question.
        make: Makes the answer; two threads that ask at once may both make it.
    """
    whole = (collection.version, key)
    with _lock:
        kept = _answers.setdefault(collection, OrderedDict())
        if whole in kept:
            kept.move_to_end(whole)
            found: _T = kept[whole]
            return found
    made = make()
    with _lock:
        kept[whole] = made
        while len(kept) > _KEPT:
            kept.popitem(last=False)
    return made
