"""What filters stand for in a collection: the values that it knows under the names that a person gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.attributes import Attributes
from ingest.pipeline import extract_mentions
from ingest.text.fold import fold
from ontology.document_types import type_slug, types_of_abbreviation
from ontology.iris import slug
from ontology.validity import status_labels
from search_api.question.agencies import find_agencies
from search_api.searching.filters import FIELDS, Filters


@dataclass(frozen=True, slots=True)
class Chosen:
    """Filters with the values that a collection knows under the names given.

    Attributes:
        values: The accepted values of each field that is filtered.
        held: As in :class:`Filters`.
        unknown: Field and name of what the collection does not know.
    """

    values: Mapping[str, frozenset[str]] = field(default_factory=dict)
    held: bool | None = None
    unknown: tuple[tuple[str, str], ...] = ()

    def admits(self, about: Attributes, but: str = "") -> bool:
        """Whether a work fits; the field ``but`` does not count."""
        if but != "held" and self.held is not None and about.held != self.held:
            return False
        return all(name == but or wanted & set(values_of(about, name)) for name, wanted in self.values.items())


def values_of(about: Attributes, name: str) -> tuple[str, ...]:
    """The values of a field of :data:`FIELDS` that a work has; none where it is not known."""
    if name == "campaign":
        return about.campaigns
    value: str | None = getattr(about, name)
    return (value,) if value else ()


def choose(filters: Filters, every: Iterable[Attributes]) -> Chosen:
    """What filters stand for in a collection.

    A name stands for the value that is spelt so, diacritics and case aside; if there is none, for the values that hold
    all of its words.

    Args:
        filters: As a person gives them.
        every: The attributes of all documents.
    """
    works = list(every)
    chosen: dict[str, frozenset[str]] = {}
    unknown = []
    for name in (name for name in FIELDS if getattr(filters, name)):
        known = sorted({value for about in works for value in values_of(about, name)})
        found: set[str] = set()
        for given in getattr(filters, name):
            fitting = _FITTING.get(name, _by_words)(given, known)
            found.update(fitting)
            unknown += [] if fitting else [(name, given)]
        chosen[name] = frozenset(found)
    return Chosen(chosen, filters.held, tuple(unknown))


def _by_words(given: str, known: list[str]) -> list[str]:
    wanted = slug(given)
    exact = [value for value in known if slug(value) == wanted]
    return exact or [value for value in known if set(wanted.split("-")) <= set(slug(value).split("-"))]


def _by_agency(given: str, known: list[str]) -> list[str]:
    if found := _by_words(given, known):
        return found
    named = find_agencies(given, fold(given), extract_mentions(given).agencies)
    return [value for each in named for value in _by_words(each.name, known)]


def _by_type(given: str, known: list[str]) -> list[str]:
    wanted = {type_slug(given), *types_of_abbreviation(given)}
    return [value for value in known if type_slug(value) in wanted]


def _by_status(given: str, known: list[str]) -> list[str]:
    return [value for value in known if value == status_named(given)]


def status_named(given: str) -> str | None:
    """The notation of a status that a person names, by itself or by a label; ``None`` if there is none of this name."""
    labels = status_labels()
    return next((key for key, names in labels.items() if slug(given) in map(slug, (key, *names.values()))), None)


_FITTING: Final[Mapping[str, Callable[[str, list[str]], list[str]]]] = {
    "type": _by_type,
    "issuer": _by_agency,
    "status": _by_status,
}
