"""Mentions that may mean several works: what they say, where, and what each choice has for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.evidence import Evidence, evidence_by_annotation
from graph.stores import Store, rows
from graph.works import describe_works
from ontology.terms import RESOLUTION

_CHOICES: Final = """
SELECT ?mention ?work ?score ?reason WHERE {
  ?mention vnd:candidate ?choice .
  ?choice vnd:work ?work ; vnd:score ?score ; vnd:resolution ?reason .
}
"""
_PRINTED: Final = """
SELECT ?mention ?type ?number ?name WHERE {
  { SELECT DISTINCT ?mention WHERE { ?mention vnd:candidate ?choice } }
  OPTIONAL { ?mention vnd:printedType ?type }
  OPTIONAL { ?mention vnd:printedNumber ?number }
  OPTIONAL { ?mention vnd:printedName ?name }
}
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A work that may be meant: as :func:`graph.works.describe_works` has it, its score, the names of the reasons."""

    work: Mapping[str, Any]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmbiguousMention:
    """A mention with several choices, the best first; ``wording`` is what it prints: type and number, or the name."""

    mention: str
    wording: str
    evidence: Evidence
    choices: tuple[Choice, ...]


def ambiguous_mentions(store: Store) -> tuple[AmbiguousMention, ...]:
    """All mentions that stay with several candidates, by wording, file and place; ``asdict`` makes them JSON."""
    found: dict[str, dict[str, tuple[float, set[str]]]] = defaultdict(dict)
    for mention, work, score, reason in rows(store, _CHOICES):
        choice = found[mention or ""].setdefault(work or "", (float(score or 0), set()))
        choice[1].add((reason or "").removeprefix(str(RESOLUTION)))
    works = describe_works(store, sorted({work for choices in found.values() for work in choices}))
    places = evidence_by_annotation(store, "?evidence vnd:candidate ?choice .")
    mentions = [
        AmbiguousMention(
            mention or "",
            " ".join(part for part in (kind, number) if part) if number else name or kind or "",
            places[mention or ""],
            tuple(
                Choice(works[work], score, tuple(sorted(reasons)))
                for work, (score, reasons) in sorted(
                    found[mention or ""].items(), key=lambda item: (-item[1][0], item[0])
                )
            ),
        )
        for mention, kind, number, name in rows(store, _PRINTED)
    ]
    return tuple(sorted(mentions, key=lambda one: (one.wording.casefold(), one.evidence, one.mention)))
