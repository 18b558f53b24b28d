"""Searching one edition of a collection, by meaning and by words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.facts import Span
from search_api.editions.snapshot import Snapshot
from search_api.errors import CollectionError
from search_api.meaning.encoder import Encoder
from search_api.searching.abbreviations import written_out
from search_api.searching.duplicates import folded
from search_api.searching.fusion import Scored, fuse
from search_api.searching.hit import Hit
from search_api.searching.matched import matched
from search_api.settings import Settings
from search_api.storage.held import HeldPassage
from search_api.words.restore import Restorer, lacks_diacritics, learn

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float32]


class Searcher:
    """Searches the passages of an edition."""

    def __init__(self, snapshot: Snapshot, encoder: Encoder, settings: Settings) -> None:
        """Reads nothing yet.

        Args:
            snapshot: The edition.
            encoder: Of questions; asked when a question is to be found by meaning.
            settings: Weights and limits.
        """
        self._snapshot = snapshot
        self._encoder = encoder
        self._settings = settings

    def restored(self, query: str) -> str:
        """The question as it is looked for: with diacritics put back if it has none, and abbreviations written out.

        Raises:
            CollectionError: if the question is too long.
        """
        limit = self._settings.max_query_chars
        if len(query) > limit:
            raise CollectionError(f"Câu hỏi dài quá {limit} ký tự. Hãy rút ngắn lại.")
        return written_out(self.restorer.restore(query) if lacks_diacritics(query) else query.strip())

    def by_meaning(self) -> bool:
        """Whether there are vectors to search and a model to do it with, which nobody else is still loading."""
        if self._encoder.loading or self._encoder.failure:
            return False
        self._snapshot.meaning.refresh()
        return self._snapshot.meaning.encoded > 0

    def meaning(self, query: str) -> Vector | None:
        """The vector of a question, which loads the model if need be; ``None`` where words alone can answer.

        Raises:
            CollectionError: if the question is too long.
            ModelError: if there is no model.
        """
        text = self.restored(query)
        return self._encoder.queries([text])[0] if text and self.by_meaning() else None

    def hits(
        self, query: str, vector: Vector | None, count: int | None = None, within: Collection[int] | None = None
    ) -> tuple[Hit, ...]:
        """The best passages, near-duplicates folded, without what the graph says of them.

        Args:
            query: The question.
            vector: Its meaning, or ``None`` to find by words alone.
            count: How many passages; ``settings.results`` unless given.
            within: Ids of the only passages that count; ``None`` for all.

        Raises:
            CollectionError: if the question is too long.
        """
        return tuple(self.best(query, self.ranked(query, vector, within), count))

    def ranked(self, query: str, vector: Vector | None, within: Collection[int] | None) -> tuple[Scored, ...]:
        """The passages that each index finds best, as one ranking; arguments as of :meth:`hits`."""
        settings, indexes = self._settings, self._snapshot.indexes
        words = indexes.words.search(self.restored(query), settings.pool, within)
        if vector is None:
            return fuse({}, words, dense_weight=0, words_weight=1)
        dense = self._snapshot.meaning.nearest(vector, settings.pool, within)
        unencoded = words.keys() & self._snapshot.meaning.waiting
        return fuse(dense, words, settings.dense_weight, settings.words_weight, unencoded)

    def best(self, query: str, ranked: Sequence[Scored], count: int | None) -> Iterator[Hit]:
        """The best passages, near-duplicates folded; of those further down, only so many are read as are needed."""
        wanted = count or self._settings.results
        scored = {one.passage: one for one in ranked}
        read: list[HeldPassage] = []
        groups: list[tuple[int, ...]] = []
        while len(groups) < wanted and len(read) < len(ranked):
            some = ranked[len(read) : len(read) + 2 * wanted]
            read += self._snapshot.sources.passages.of([one.passage for one in some])
            groups = folded([held.text for held in read], [_place(held) for held in read])
        for first, *others in groups[:wanted]:
            held = read[first]
            spans = (Span(held.passage.start + a, held.passage.start + b) for a, b in matched(held.text, query))
            yield Hit(held, scored[held.id], tuple(spans), tuple(read[other] for other in others))

    @cached_property
    def restorer(self) -> Restorer:
        """The model of diacritics of this edition."""
        return self._snapshot.indexes.restorer or learn(self._snapshot.sources.texts())


def _place(held: HeldPassage) -> tuple[str, str | None]:
    return held.file, held.document.id if held.document else None
