"""Answers that cost much and that an edition gives the same way each time: made once, kept while it is shown."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, MutableMapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from search_api.collection import Collection

_T = TypeVar("_T")
_RECENT: Final = 32
"""Answers to what users choose that are kept of one edition; the one asked for longest ago goes first."""


@dataclass(slots=True)
class _Answers:
    """The answers of one edition, and for each that is being made the lock that others wait for.

    ``asked`` are the keys of :func:`made_ahead` that users asked for, each with the version.
    """

    kept: dict[Hashable, Any] = field(default_factory=dict)
    recent: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    asked: set[tuple[int, Hashable]] = field(default_factory=set)


_lock = threading.Lock()
_editions: WeakKeyDictionary[Collection, _Answers] = WeakKeyDictionary()
_ahead: Final[set[Hashable]] = set()
"""The keys that have ever been made ahead: a few, whatever users ask."""
_for_nobody: Final[ContextVar[set[Hashable] | None]] = ContextVar("for_nobody", default=None)


def kept(collection: Collection, key: str, make: Callable[[], _T]) -> _T:
    """The answer of a key, made if it is asked for the first time, and kept as long as the edition.

    Args:
        collection: Of the edition; its version is part of the key.
        key: What is asked, one of a few; the same key must always mean the same question.
        make: Makes the answer; those who ask meanwhile wait for it.
    """
    answers = _answers_of(collection)
    _note(answers, collection.version, key)
    return _made(answers, answers.kept, (collection.version, key), make)


def remembered(collection: Collection, key: tuple[Hashable, ...], make: Callable[[], _T]) -> _T:
    """The answer of a key as :func:`kept` gives it, for keys that users choose: the most recent ones are kept."""
    answers = _answers_of(collection)
    _note(answers, collection.version, key[:2])  # what follows is the day
    found = _made(answers, answers.recent, whole := (collection.version, key), make)
    with _lock:
        if whole in answers.recent:  # else it has been dropped meanwhile
            answers.recent.move_to_end(whole)
        while len(answers.recent) > _RECENT:
            answers.recent.popitem(last=False)
    return found


@contextmanager
def made_ahead() -> Iterator[Set[Hashable]]:
    """The keys of the answers that are made in the block, before a user asks for them; filled while it runs."""
    keys: set[Hashable] = set()
    before = _for_nobody.set(keys)
    try:
        yield keys
    finally:
        _for_nobody.reset(before)
        _ahead.update(keys)


def asked_by_users(collection: Collection) -> Set[tuple[int, Hashable]]:
    """The keys of :func:`made_ahead` that users have asked for, each with the version; grows as they ask.

    It does not keep the collection, which may be closed and dropped meanwhile.
    """
    return _answers_of(collection).asked


def _note(answers: _Answers, version: int, key: Hashable) -> None:
    keys = _for_nobody.get()
    if keys is not None:
        keys.add(key)
    elif key in _ahead:
        answers.asked.add((version, key))


def _answers_of(collection: Collection) -> _Answers:
    with _lock:
        return _editions.setdefault(collection, _Answers())


def _made(answers: _Answers, known: MutableMapping[Hashable, Any], whole: Hashable, make: Callable[[], _T]) -> _T:
    with _lock:
        if whole in known:
            found: _T = known[whole]
            return found
        mine = answers.making.setdefault(whole, threading.Lock())
    with mine:
        with _lock:
            if whole in known:
                waited_for: _T = known[whole]
                return waited_for
        made = make()
        with _lock:
            known[whole] = made
            answers.making.pop(whole, None)
        return made
