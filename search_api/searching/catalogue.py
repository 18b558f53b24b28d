"""What the documents of an edition can be chosen by, kept once it was looked up: an edition does not change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from graph.attributes import Attributes, attributes
from search_api.storage.held import HeldDocument

if TYPE_CHECKING:
    from graph.stores import Store


class Catalogue:
    """The attributes of works and documents of one edition, on one day; each is looked up when it is first wanted."""

    def __init__(self, store: Store, day: date) -> None:
        """An empty one.

        Args:
            store: The graph.
            day: For which the validity is told.
        """
        self.day = day
        self._store = store
        self._known: dict[str, Attributes] = {}
        self._kinds: dict[Attributes, list[HeldDocument]] | None = None

    def of_works(self, iris: Iterable[str]) -> dict[str, Attributes]:
        """The attributes of works, by IRI; one round of queries for those not known yet."""
        wanted = list(dict.fromkeys(iris))
        self._known |= attributes(self._store, [iri for iri in wanted if iri not in self._known], self.day)
        return {iri: self._known[iri] for iri in wanted}

    def of_documents(self, documents: Iterable[HeldDocument]) -> list[Attributes]:
        """The attributes of documents; of one whose work is not known, what its own heading says."""
        wanted = list(documents)
        works = self.of_works(document.iri for document in wanted if document.iri)
        return [works[one.iri] if one.iri else _printed(one) for one in wanted]

    def kinds(self, every: Sequence[HeldDocument]) -> dict[Attributes, list[HeldDocument]]:
        """All documents of the edition by their attributes."""
        if self._kinds is None:
            found: dict[Attributes, list[HeldDocument]] = defaultdict(list)
            for document, about in zip(every, self.of_documents(every), strict=True):
                found[about].append(document)
            self._kinds = dict(found)
        return self._kinds


def _printed(document: HeldDocument) -> Attributes:
    return Attributes(document.type, document.issuer, (document.date or "")[:4] or None)
