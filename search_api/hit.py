"""What a search gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from search_api.fusion import Scored
from search_api.sources import DOCUMENT, HeldPassage


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a question, with its scores."""

    held: HeldPassage
    scored: Scored

    def to_json(self) -> dict[str, Any]:
        """One entry of ``passages`` in the JSON of ``danchieu search``."""
        document = self.held.document
        return {
            "file": self.held.file,
            "start": self.held.passage.start,
            "end": self.held.passage.end,
            "text": self.held.text,
            "score": round(self.scored.score, 4),
            "scores": {"dense": self.scored.dense, "bm25": self.scored.bm25},
            "document": document.to_json() if document else dict.fromkeys(DOCUMENT),
        }
