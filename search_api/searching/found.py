"""What a search gives: passages, the same by document, and counts of what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.attributes import Attributes
from search_api.searching.choosing import Chosen
from search_api.searching.facets import Count
from search_api.searching.filters import Filters
from search_api.searching.hit import Hit, document_json
from search_api.storage.held import HeldDocument


@dataclass(frozen=True, slots=True)
class Group:
    """A document with its passages among the hits, the best first, and what it can be chosen by.

    Attributes:
        hits: Indices of the hits.
    """

    file: str
    document: HeldDocument | None
    about: Attributes
    hits: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The whole result of a search.

    Attributes:
        hits: The best passages, the best first.
        groups: The same by document, in the order of their best passages.
        facets: For each field that documents can be chosen by, how many documents found have each value.
        filters: What was asked of documents.
        chosen: What the collection knows under these names.
    """

    hits: tuple[Hit, ...]
    groups: tuple[Group, ...]
    facets: Mapping[str, tuple[Count, ...]]
    filters: Filters
    chosen: Chosen

    def to_json(self) -> dict[str, Any]:
        """``passages``, ``groups``, ``facets`` and ``filters`` in the JSON of ``danchieu search``."""
        unknown = [{"field": field, "name": name} for field, name in self.chosen.unknown]
        return {
            "passages": [hit.to_json() for hit in self.hits],
            "groups": [self._group(group) for group in self.groups],
            "facets": {name: [count.to_json() for count in counts] for name, counts in self.facets.items()},
            "filters": {**self.filters.to_json(), "unknown": unknown},
        }

    def _group(self, group: Group) -> dict[str, Any]:
        return {
            "file": group.file,
            "document": document_json(group.document),
            "status": group.about.status,
            "campaigns": list(group.about.campaigns),
            "score": round(self.hits[group.hits[0]].scored.score, 4),
            "passages": list(group.hits),
        }
