"""Finding with the graph: documents chosen by filters, passages with reasons, results by document and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from graph.attributes import Attributes
from search_api.commands.naming_files import documents_named
from search_api.editions.snapshot import Snapshot
from search_api.searching.catalogue import Catalogue
from search_api.searching.choosing import Chosen, choose
from search_api.searching.facets import facets
from search_api.searching.filters import Filters
from search_api.searching.found import Found, Group
from search_api.searching.fusion import Scored
from search_api.searching.hit import Hit
from search_api.searching.named import names_in
from search_api.searching.reasons import reasons
from search_api.searching.searcher import Searcher
from search_api.searching.similar import Shelf, Similar, similar
from search_api.settings import Settings
from search_api.storage.held import HeldDocument

if TYPE_CHECKING:
    from search_api.searching.searcher import Vector

_NOTHING = Attributes(None, None, None)


class Finder:
    """Finds in an edition. What it looks up of the documents on the way, it keeps."""

    def __init__(self, searcher: Searcher, snapshot: Snapshot, settings: Settings) -> None:
        """Looks up nothing yet.

        Args:
            searcher: Of the passages of the edition.
            snapshot: The edition.
            settings: Where the collection is, and limits.
        """
        self._searcher = searcher
        self._sources = snapshot.sources
        self._indexes = snapshot.indexes
        self._meaning = snapshot.meaning
        self._store = snapshot.store
        self._settings = settings
        self._base = settings.base
        self._kept: Catalogue | None = None

    def within(self, filters: Filters | None) -> frozenset[int] | None:
        """The ids of the passages of documents that filters let through; ``None`` for all."""
        return self._within(self._chosen(filters)) if filters else None

    def find(
        self,
        query: str,
        vector: Vector | None,
        count: int | None = None,
        filters: Filters | None = None,
        answered: Sequence[str] = (),
    ) -> Found:
        """The best passages with what the graph says of them, by document, and the counts of what was found.

        Args:
            query: The question.
            vector: Its meaning, or ``None`` to find by words alone.
            count: How many passages; ``settings.results`` unless given.
            filters: Only passages of such documents.
            answered: IRIs of the documents that answer the question, which count as found too.

        Raises:
            CollectionError: if the question is too long.
        """
        filters = filters or Filters()
        chosen = self._chosen(filters)
        ranked = self._searcher.ranked(query, vector, self._within(chosen))
        hits = list(self._searcher.best(query, ranked, count))
        named = names_in(self._store, query, self._base)
        why = reasons(self._store, [hit.held for hit in hits], named, self._base)
        told = tuple(
            Hit(hit.held, hit.scored, hit.matched, hit.places, one) for hit, one in zip(hits, why, strict=True)
        )

        base = Counter(about for about in self._works(ranked, answered) if chosen.admits(about))

        def found(field: str) -> Counter[Attributes]:
            if field in chosen.values or (field == "held" and chosen.held is not None):
                works = self._works(self._searcher.ranked(query, vector, self._within(chosen, field)), answered)
                return Counter(about for about in works if chosen.admits(about, field))
            return base

        return Found(told, tuple(self._grouped(told)), facets(found, chosen), filters, chosen)

    def browse(self, filters: Filters) -> tuple[list[HeldDocument], Found]:
        """The documents held that fit, in no order, and the counts over all of them; no question is asked."""
        chosen = self._chosen(filters)
        kept = [document for about, alike in self._kinds.items() if chosen.admits(about) for document in alike]

        def found(field: str) -> dict[Attributes, int]:
            return {about: len(alike) for about, alike in self._kinds.items() if chosen.admits(about, field)}

        return kept, Found((), (), facets(found, chosen), filters, chosen)

    def similar(self, name: str, count: int) -> Similar:
        """The documents most like one.

        Args:
            name: Of a document: a path or file name, a number or a work's IRI.
            count: How many at most.
        """
        named = self._sources.documents_in(name) or self._sources.documents_of(name)
        candidates = tuple(named) or documents_named(self._documents, name)
        if len(candidates) != 1:
            return Similar(name, None, candidates)
        alike, by_meaning = similar(self._shelf, candidates[0], count)
        return Similar(name, candidates[0], candidates, alike, by_meaning)

    def admitted(self, filters: Filters, works: Sequence[str]) -> frozenset[str]:
        """Those of some works, by IRI, that filters let through."""
        chosen = self._chosen(filters)
        return frozenset(iri for iri, about in self._catalogue.of_works(works).items() if chosen.admits(about))

    def _grouped(self, hits: Sequence[Hit]) -> Iterator[Group]:
        places: dict[tuple[str, str | None], list[int]] = {}
        for index, hit in enumerate(hits):
            places.setdefault((hit.held.file, hit.held.document.id if hit.held.document else None), []).append(index)
        for (file, _), indices in places.items():
            document = hits[indices[0]].held.document
            about = self._catalogue.of_documents([document])[0] if document else _NOTHING
            yield Group(file, document, about, tuple(indices))

    def _works(self, passages: Sequence[Scored], answered: Sequence[str]) -> list[Attributes]:
        """The attributes of the documents of passages, and of works that answer; each document counts once."""
        places = self._sources.passages.places(one.passage for one in passages)
        documents = self._sources.documents_at((file, one) for file, one in set(places.values()) if one)
        shown = {document.iri for document in documents}
        works = self._catalogue.of_works(iri for iri in answered if iri not in shown)
        return [*self._catalogue.of_documents(documents), *works.values()]

    def _chosen(self, filters: Filters) -> Chosen:
        return choose(filters, self._kinds) if filters else Chosen()

    def _within(self, chosen: Chosen, but: str = "") -> frozenset[int] | None:
        """The passages of documents that fit; ``None`` for all."""
        if all(name == but for name in chosen.values) and (chosen.held is None or but == "held"):
            return None
        fitting = (alike for about, alike in self._kinds.items() if chosen.admits(about, but))
        return self._sources.passages.of_documents(
            [(document.file, document.id) for alike in fitting for document in alike]
        )

    @cached_property
    def _documents(self) -> list[HeldDocument]:
        return self._sources.documents()

    @property
    def _kinds(self) -> dict[Attributes, list[HeldDocument]]:
        """The documents by their attributes; there are far fewer kinds than documents."""
        return self._catalogue.kinds(self._documents)

    @property
    def _shelf(self) -> Shelf:
        pool = self._settings.pool
        return Shelf(self._sources, self._indexes, self._store, self._catalogue, self._meaning, pool)

    @property
    def _catalogue(self) -> Catalogue:
        """Validity is told as of today; a server runs for days."""
        if self._kept is None or self._kept.day != date.today():
            self._kept = Catalogue(self._store, date.today())
        return self._kept
