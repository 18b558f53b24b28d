"""Mentions that fit several works, for a person to choose; ``graph.ambiguity`` has them with scores and reasons."""

from __future__ import annotations

from graph.ambiguity import ambiguous_mentions
from graph.reports.rows import ReportRow
from graph.stores import Store


def ambiguous(store: Store) -> list[ReportRow]:
    """A row for each such mention, by its wording; the works are the choices, the best first, as are the scores."""
    return [
        ReportRow(
            "ambiguous",
            tuple(choice.work for choice in mention.choices),
            {"wording": mention.wording, "scores": [choice.score for choice in mention.choices]},
            (mention.evidence,),
        )
        for mention in ambiguous_mentions(store)
    ]
