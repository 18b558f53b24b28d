"""Which documents are like one? By the meaning of their passages, by the words of their subjects, and by the graph."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from graph.attributes import Attributes
from graph.paths import edges
from graph.stores import Store
from graph.works import describe_works
from search_api.editions.indexes import Indexes
from search_api.meaning.known import Meaning
from search_api.searching.catalogue import Catalogue
from search_api.searching.matched import matched
from search_api.searching.named import name_of_work
from search_api.storage.held import HeldDocument
from search_api.storage.sources import Sources

if TYPE_CHECKING:
    import numpy.typing as npt

SharedKind = Literal["relation", "instruments", "campaigns", "words"]

_WEIGHTS: Final = {"meaning": 0.5, "words": 0.2, "graph": 0.3}
_RELATED: Final = 1.0
_CAMPAIGN: Final = 0.5
"""What a relation between the two and a campaign of both count, beside the share of common instruments (0 to 1)."""
_NAMES: Final = 5
SIMILAR: Final = 5
"""How many documents a page names that is about something else."""

_Place = tuple[str, str]
"""A document: file and id."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two documents have in common.

    Attributes:
        kind: ``relation``: the other acts on this one (``side`` is ``out``), or is acted on; ``instruments`` that both
            act on; ``campaigns`` that both name; ``words`` of this one's subject in the other's.
        names: The instruments that the fewest documents act on first; none of a relation.
    """

    kind: SharedKind
    names: tuple[str, ...] = ()
    relation: str | None = None
    side: Literal["out", "in"] | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A document that is like another.

    Attributes:
        score: 0 to 1, the weighted mean of ``scores``.
        scores: ``meaning``, ``words`` and ``graph``, each 0 to 1 among the documents found; ``None``: not known.
    """

    document: HeldDocument
    score: float
    scores: Mapping[str, float | None]
    reasons: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """The documents like one, the most alike first.

    Attributes:
        query: What was asked for.
        document: The one; ``None`` where no document or more than one fits.
        candidates: The documents that fit.
        by_meaning: Whether vectors took part; without, words and graph alone decide.
    """

    query: str
    document: HeldDocument | None
    candidates: tuple[HeldDocument, ...]
    similar: tuple[Alike, ...] = ()
    by_meaning: bool = False

    def to_json(self) -> dict[str, Any]:
        """The JSON of ``danchieu similar``."""
        return {
            "query": self.query,
            "document": _told(self.document) if self.document else None,
            "candidates": [_told(one) for one in self.candidates],
            "by_meaning": self.by_meaning,
            "similar": [
                {
                    **_told(one.document),
                    "score": round(one.score, 4),
                    "scores": {name: None if v is None else round(v, 4) for name, v in one.scores.items()},
                    "reasons": [{**asdict(reason), "names": list(reason.names)} for reason in one.reasons],
                }
                for one in self.similar
            ],
        }


def _told(document: HeldDocument) -> dict[str, Any]:
    where = {"file": document.file, "id": document.id, "start": document.start, "end": document.end}
    return {**where, "document": document.to_json()}


@dataclass(frozen=True, slots=True)
class Shelf:
    """What documents are compared by: rows, indexes, graph and attributes of one edition.

    Attributes:
        pool: Best passages of each index that take part.
    """

    sources: Sources
    indexes: Indexes
    store: Store
    catalogue: Catalogue
    meaning: Meaning
    pool: int


@dataclass(slots=True)
class _Common:
    """What the graph says of one other document."""

    score: float = 0.0
    instruments: list[str] = field(default_factory=list)
    relation: Shared | None = None


def similar(shelf: Shelf, document: HeldDocument, count: int) -> tuple[tuple[Alike, ...], bool]:
    """The documents most like one, and whether their meaning took part.

    Args:
        shelf: What is compared.
        document: The one.
        count: How many at most.
    """
    own = (document.file, document.id)
    meaning = _by_meaning(shelf, own)
    common = _by_graph(shelf, document)
    words = _best_of(shelf, shelf.indexes.words.search(_subject(shelf, document), shelf.pool))
    by_place = {(one.file, one.id): one for one in shelf.sources.documents_at({*(meaning or ()), *words, *common})}
    campaigns = _campaigns(shelf.catalogue, document, by_place)
    graph = {place: one.score for place, one in common.items()}
    for place in campaigns:
        graph[place] = graph.get(place, 0.0) + _CAMPAIGN
    scaled = {"meaning": _scaled(meaning, own, lowest=True), "words": _scaled(words, own), "graph": _scaled(graph, own)}
    weights = {name: weight for name, weight in _WEIGHTS.items() if scaled[name] is not None}
    found = []
    for place in set[_Place]().union(*(scores or () for scores in scaled.values())):
        scores = {name: None if values is None else values.get(place, 0.0) for name, values in scaled.items()}
        total = sum(weight * (scores[name] or 0.0) for name, weight in weights.items()) / sum(weights.values())
        if place in by_place and total > 0:
            found.append((total, place, scores))
    found.sort(key=lambda one: (-one[0], one[1]))
    best = found[:count]
    names = _names(shelf.store, (iri for _, place, _ in best if place in common for iri in common[place].instruments))
    alike = (
        Alike(
            by_place[place],
            total,
            scores,
            tuple(_reasons(document, by_place[place], common.get(place), campaigns.get(place, ()), names)),
        )
        for total, place, scores in best
    )
    return tuple(alike), meaning is not None


def _by_meaning(shelf: Shelf, own: tuple[str, str]) -> dict[_Place, float] | None:
    """Cosines of the best passages of documents with the mean of this one's; ``None`` if it has no vectors yet."""
    vectors = shelf.meaning.of(shelf.sources.passages.of_documents([own]))
    if not vectors:
        return None
    shelf.meaning.refresh()
    mean: npt.NDArray[np.float32] = np.mean(np.stack(vectors), axis=0)
    return _best_of(shelf, shelf.meaning.nearest(mean / np.linalg.norm(mean), shelf.pool)) or None


def _best_of(shelf: Shelf, passages: Mapping[int, float]) -> dict[_Place, float]:
    """The best score of a passage of each document."""
    best: dict[_Place, float] = {}
    for passage, (file, document) in shelf.sources.passages.places(passages).items():
        if document is not None:
            best[file, document] = max(passages[passage], best.get((file, document), -math.inf))
    return best


def _subject(shelf: Shelf, document: HeldDocument) -> str:
    """What a document is about: its subject, or else its first passage."""
    return document.title or shelf.sources.passages.beginning(document.file, document.id)


def _by_graph(shelf: Shelf, document: HeldDocument) -> dict[_Place, _Common]:
    """What other documents have to do with the works that this one acts on, and with itself.

    A common instrument counts the more, the fewer works act on it (inverse document frequency).
    """
    if not document.iri:
        return {}
    own = edges(shelf.store, [document.iri])[document.iri]
    cited = sorted({step.end for step in own if step.side == "out"})
    acting = {
        iri: {step.end for step in steps if step.side == "in"} for iri, steps in edges(shelf.store, cited).items()
    }
    held = shelf.sources.work_count
    rarity = {iri: math.log(1 + held / len(others)) for iri, others in acting.items() if others}
    found: dict[str, _Common] = defaultdict(_Common)
    for iri in sorted(rarity, key=lambda iri: (-rarity[iri], iri)):
        for other in acting[iri]:
            found[other].score += rarity[iri] / sum(rarity.values())
            found[other].instruments.append(iri)
    for step in own:
        if found[step.end].relation is None:
            found[step.end].score += _RELATED
            found[step.end].relation = Shared("relation", (), step.relation, "in" if step.side == "out" else "out")
    places = shelf.sources.places_of_works(found)
    return {place: found[iri] for iri, realised in places.items() for place in realised}


def _campaigns(
    catalogue: Catalogue,
    document: HeldDocument,
    by_place: Mapping[_Place, HeldDocument],
) -> dict[_Place, tuple[str, ...]]:
    """The campaigns that some documents name as well as this one."""
    others = list(by_place.values())
    own, *about = catalogue.of_documents([document, *others])

    def shared(one: Attributes) -> tuple[str, ...]:
        return tuple(name for name in own.campaigns if name in one.campaigns)

    return {(other.file, other.id): names for other, one in zip(others, about, strict=True) if (names := shared(one))}


def _scaled(scores: Mapping[_Place, float] | None, own: _Place, *, lowest: bool = False) -> dict[_Place, float] | None:
    """Scores of other documents brought to 0..1 by the highest and the lowest of them, or by the highest and 0."""
    if scores is None:
        return None
    others = {place: score for place, score in scores.items() if place != own}
    low, high = (min(others.values(), default=0.0) if lowest else 0.0), max(others.values(), default=0.0)
    return {place: (score - low) / (high - low) if high > low else 1.0 for place, score in others.items()}


def _names(store: Store, works: Iterable[str]) -> dict[str, str]:
    return {iri: name_of_work(work) for iri, work in describe_works(store, works).items()}


def _reasons(
    document: HeldDocument,
    other: HeldDocument,
    common: _Common | None,
    campaigns: Sequence[str],
    names: Mapping[str, str],
) -> Iterable[Shared]:
    if common and common.relation:
        yield common.relation
    if common and common.instruments:
        yield Shared("instruments", tuple(names[iri] for iri in common.instruments[:_NAMES]))
    if campaigns:
        yield Shared("campaigns", tuple(campaigns))
    title = other.title or ""
    if words := {title[a:b].casefold(): title[a:b] for a, b in matched(title, document.title or "")}:
        yield Shared("words", tuple(" ".join(word.split()) for word in words.values()))
