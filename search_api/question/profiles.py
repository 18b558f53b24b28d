"""What a collection knows of each work in words, and which works a description fits.

Known are the titles under which a work was issued or is cited, its type, its issuer, and the movements that it launches
with their themes and what they commemorate. A description fits if times, type and issuer agree and most of its words,
weighted by how few works have them (inverse document frequency), are among these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.stores import Store
from ontology.document_types import type_slug
from ontology.iris import parse_work_iri
from search_api.question.data import table, template
from search_api.question.short_forms import spelt
from search_api.question.tables import kept, kept_rows
from search_api.question.understood import Description

_DAY: Final = len("2021-01-30")
_YEAR: Final = len("2021")


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Folded words of things, each at its place, and the places of the things that have a word."""

    of: tuple[frozenset[str], ...]
    having: Mapping[str, NDArray[np.int64]]

    @classmethod
    def among(cls, said: Sequence[Collection[str]]) -> Words:
        """The words of things in their order."""
        having: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(said):
            for word in words:
                having[word].append(place)
        return cls(tuple(map(frozenset, said)), {word: np.array(places) for word, places in having.items()})

    def covering(self, words: Collection[str]) -> NDArray[np.float64]:
        """Which part of some words each thing has, 0 to 1, a word that few things have counting more."""
        covered = np.zeros(len(self.of))
        weights = {word: np.log((1 + len(self.of)) / (1 + len(self.having.get(word, ())))) for word in set(words)}
        for word, weight in weights.items():
            covered[self.having.get(word, [])] += weight
        whole = float(sum(weights.values()))
        return covered / whole if whole else covered + 1


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """What is known of works, each at its place in ``works``.

    Attributes:
        works: IRIs.
        types: Slugs of their types.
        dates: ISO days of issue, "" where unknown.
        issuers: IRIs of the agencies that issued them.
        words: Their words.
        launching: Whether they launch a movement.
    """

    works: tuple[str, ...]
    types: tuple[str, ...]
    dates: tuple[str, ...]
    issuers: tuple[frozenset[str], ...]
    words: Words
    launching: frozenset[int]


def fitting(
    store: Store, said: Description, numbered: Sequence[str] | None, issuers: Sequence[Collection[str]], base: str
) -> list[str]:
    """IRIs of the works that a description fits, sorted; none if it fits too many to mean one.

    Args:
        store: The collection.
        said: The description.
        numbered: The works of its number; ``None`` if it says none.
        issuers: For each agency in it, the IRIs under which the collection knows that agency.
        base: Where the collection's IRIs begin.
    """
    known = profiles(store, base)
    words = [part for word in said.words for part in spelt(word)]
    if numbered is None and not words and not (said.times and (said.types or issuers)):
        return []
    covered = known.words.covering(words)
    types = {type_slug(name) for name in said.types}
    places = (
        range(len(known.works)) if numbered is None else [n for n, w in enumerate(known.works) if w in set(numbered)]
    )
    limits = table("descriptions.toml")
    enough = limits["enough" if numbered is None else "enough_with_number"]
    if numbered is None and said.types and any(len(time) == _DAY for time in said.times):
        enough = 0.0  # a type and a day tell nearly as much as a number
    found = [
        n
        for n in places
        if covered[n] >= enough
        and (not said.movement or n in known.launching)
        and all(_is_of(known, n, time) for time in said.times)
        and (
            (not enough and not known.issuers[n])
            or all(_is_by(known, n, name, ids) for name, ids in zip(said.issuers, issuers, strict=True))
        )
    ]
    found = [n for n in found if not types or known.types[n] in types] or _promulgating(known, found, said)
    found = [n for n in found if all(known.dates[n].startswith(time) for time in said.times)] or found
    best = max((covered[n] for n in found), default=0.0)
    nearest = [known.works[n] for n in found if covered[n] >= best - limits["near"]]
    return sorted(nearest) if len(nearest) <= limits["most"] else []


def profiles(store: Store, base: str) -> Profiles:
    """What the collection knows of its works; the first time takes seconds where there are many."""
    return kept(store, "profiles", lambda: _profiles(store, base))


def movements_like(store: Store, words: Sequence[str]) -> list[str]:
    """IRIs of the movements in whose names, themes and anniversaries most of some folded words are."""
    return _like(store, "movement-profiles.rq", words)


def indicators_like(store: Store, words: Sequence[str]) -> list[str]:
    """Keys of the indicators that have most of some folded words."""
    return _like(store, "indicator-profiles.rq", words)


def tasks_like(store: Store, key: str, texts: Mapping[str, Sequence[str]], words: Sequence[str]) -> list[str]:
    """IRIs of the tasks that come nearest to some folded words; none if it is not clear which.

    Args:
        store: The collection.
        key: Under which the index of the texts is kept.
        texts: The folded words of each of its tasks.
        words: Of the question.
    """
    known, index = kept(store, key, lambda: (sorted(texts), Words.among([texts[n] for n in sorted(texts)])))
    return _nearest(known, index, words)


def works_like(store: Store, words: Sequence[str]) -> list[str]:
    """IRIs of the works of which most of some folded words are known; none if it is not clear which."""
    said = _said_of_works(store)
    known = sorted(said)
    return _nearest(known, kept(store, "work-words", lambda: Words.among([said[work] for work in known])), words)


def _nearest(known: Sequence[str], index: Words, words: Sequence[str]) -> list[str]:
    limits = table("descriptions.toml")
    telling = {word for word in words if word not in limits["unsaid"]}
    if len(telling) < limits["least_told"]:
        return []
    covered = index.covering(telling)
    least = max(limits["enough_told"], max(covered, default=0.0) - limits["near"])
    nearest = [each for each, part in zip(known, covered, strict=True) if part >= least]
    return nearest if len(set(nearest)) <= limits["most"] else []


def _like(store: Store, query: str, words: Sequence[str]) -> list[str]:
    known, index = kept(store, query, lambda: _said(store, query))
    limits = table("descriptions.toml")
    telling = [word for word in words if word not in limits["unsaid"]]
    covered = index.covering(telling)
    least = max(limits["enough_of_name"], max(covered, default=0.0) - limits["near"])
    return [each for each, part in zip(known, covered, strict=True) if telling and part >= least]


def _said(store: Store, query: str) -> tuple[list[str], Words]:
    said: dict[str, set[str]] = defaultdict(set)
    for each, text in kept_rows(store, template(query)):
        said[each or ""].update(spelt(text or ""))
    known = sorted(said)
    return known, Words.among([said[each] for each in known])


def _promulgating(known: Profiles, places: Sequence[int], said: Description) -> list[int]:
    """The works that may promulgate what is described: a decision the "quy chế" in its title."""
    promulgated = set(said.types) & set(table("descriptions.toml")["promulgated"])
    return [n for n in places if any(set(spelt(name)) <= known.words.of[n] for name in promulgated)]


def _is_of(known: Profiles, place: int, time: str) -> bool:
    """Whether a work was issued at a time, or has the year in its title ("kế hoạch năm 2021" is of 2020)."""
    return known.dates[place].startswith(time) or (len(time) == _YEAR and time in known.words.of[place])


def _is_by(known: Profiles, place: int, name: str, iris: Collection[str]) -> bool:
    """Whether a work was issued by an agency, or has its name in its title."""
    return bool(known.issuers[place] & frozenset(iris)) or set(spelt(name)) <= known.words.of[place]


def _said_of_works(store: Store) -> dict[str, set[str]]:
    """The folded words of each work: titles, names, movements that it launches, who issued it."""

    def read() -> dict[str, set[str]]:
        said: dict[str, set[str]] = defaultdict(set)
        for work, text in kept_rows(store, template("profiles.rq")):
            said[work or ""].update(spelt(text or ""))
        for work, _, name in kept_rows(store, template("issuers.rq")):
            said[work or ""].update(spelt(name or ""))
        return said

    return kept(store, "words-of-works", read)


def _profiles(store: Store, base: str) -> Profiles:
    said = _said_of_works(store)
    launching = {work for (work,) in kept_rows(store, template("launching.rq"))}
    issuers: dict[str, set[str]] = defaultdict(set)
    for work, by, _ in kept_rows(store, template("issuers.rq")):
        issuers[work or ""].add(by or "")
    works = sorted(work for work in said if parse_work_iri(work, base))
    parsed = [parts[0] for work in works if (parts := parse_work_iri(work, base))]
    return Profiles(
        works=tuple(works),
        types=tuple(each.type for each in parsed),
        dates=tuple(each.date or "" for each in parsed),
        issuers=tuple(frozenset(issuers[work]) for work in works),
        words=Words.among([said[work] for work in works]),
        launching=frozenset(place for place, work in enumerate(works) if work in launching),
    )
