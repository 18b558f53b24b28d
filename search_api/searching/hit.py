"""A passage that a search found, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.facts import Span
from search_api.searching.fusion import Scored
from search_api.storage.held import DOCUMENT, HeldDocument, HeldPassage

if TYPE_CHECKING:
    from search_api.searching.reasons import Reason


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a question.

    Attributes:
        held: The passage, its words and its document.
        scored: Its scores, fused and raw.
        matched: The words of the question in it, diacritics aside, as spans of the source text.
        places: Other passages that say the same, the best first.
        reasons: How the graph connects it with what the question names.
    """

    held: HeldPassage
    scored: Scored
    matched: tuple[Span, ...] = ()
    places: tuple[HeldPassage, ...] = ()
    reasons: tuple[Reason, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """One entry of ``passages`` in the JSON of ``danchieu search``."""
        return {
            **_where(self.held),
            "score": round(self.scored.score, 4),
            "scores": {"dense": self.scored.dense, "bm25": self.scored.bm25},
            "document": document_json(self.held.document),
            "headings": list(self.held.passage.headings),
            "matched": [{"start": span.start, "end": span.end, "text": self._words(span)} for span in self.matched],
            "reasons": [reason.to_json() for reason in self.reasons],
            "places": [{**_where(place), "document": document_json(place.document)} for place in self.places],
        }

    def _words(self, span: Span) -> str:
        start = self.held.passage.start
        return self.held.text[span.start - start : span.end - start]


def _where(held: HeldPassage) -> dict[str, Any]:
    return {"file": held.file, "start": held.passage.start, "end": held.passage.end, "text": held.text}


def document_json(document: HeldDocument | None) -> dict[str, str | None]:
    """What is told of the document of a passage; all of it ``None`` for text that belongs to none."""
    return document.to_json() if document else dict.fromkeys(DOCUMENT)
