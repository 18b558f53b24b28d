"""What the search box proposes while one types: instruments, agencies and campaigns that the collection knows.

Every word typed must begin a word of the name, in any spelling: "kh 200", "ke hoach 200", "Kế hoạch 200/KH". What is
cited or named most often comes first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from graph.stores import Store, rows
from ingest.text.fold import fold
from search_api.data import load

_WORD: Final = re.compile(r"[a-z]+|\d+")
_INSTRUMENTS: Final = """
SELECT ?label (SAMPLE(?title) AS ?about) (SAMPLE(?day) AS ?date) (SAMPLE(?name) AS ?issuer)
  (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {
  ?work a eli:LegalResource ; rdfs:label ?label .
  OPTIONAL { ?mention vnd:denotes ?work }
  OPTIONAL { ?work dcterms:title ?title }
  OPTIONAL { ?work eli:date_document ?day }
  OPTIONAL { ?work eli:passed_by/skos:prefLabel ?name }
} GROUP BY ?work ?label
"""
_AGENCIES: Final = """
SELECT ?name (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {
  ?agency a org:Organization ; skos:prefLabel ?name .
  OPTIONAL { ?mention oa:hasBody ?agency }
} GROUP BY ?agency ?name
"""
_CAMPAIGNS: Final = """
SELECT ?name (SAMPLE(?until) AS ?end) (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {
  ?document vnd:launches ?campaign .
  ?campaign skos:prefLabel ?name .
  OPTIONAL { ?campaign schema:endDate ?until }
  OPTIONAL { ?mention oa:hasBody ?campaign }
} GROUP BY ?campaign ?name
"""

Kind = Literal["instrument", "agency", "campaign", "query"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to ask for.

    Attributes:
        text: Its name.
        kind: What it is; ``query`` is a question.
        detail: What else is known of it, to tell it from others.
        q: What to put into the box for it.
    """

    text: str
    kind: Kind
    detail: str
    q: str


@dataclass(frozen=True, slots=True)
class _Entry:
    proposal: Proposal
    words: str  # folded, each after a space
    weight: int


class Proposals:
    """All that can be proposed from a collection, read once."""

    def __init__(self, store: Store) -> None:
        """Reads the names of a collection."""
        found = [*_instruments(store), *_agencies(store), *_campaigns(store)]
        self._entries = sorted(found, key=lambda entry: (-entry.weight, entry.proposal.text, entry.proposal.detail))

    def matching(self, typed: str, count: int) -> tuple[Proposal, ...]:
        """What fits what was typed so far: names that begin with it first, then those most cited.

        Args:
            typed: The text in the box, with or without diacritics.
            count: How many at most.
        """
        words = [f" {word}" for word in _WORD.findall(fold(typed))]
        if not words:
            return ()
        fitting = [entry for entry in self._entries if all(word in entry.words for word in words)]
        beginning = "".join(words)
        fitting.sort(key=lambda entry: not entry.words.startswith(beginning))
        proposals = [entry.proposal for entry in fitting[:count]]
        return (*proposals, *_questions(proposals)[: count - len(proposals)])


def _questions(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Questions about the first instrument, if it is the only one."""
    instruments = [each for each in proposals if each.kind == "instrument"]
    if len(instruments) != 1:
        return []
    texts = [text.format(reference=instruments[0].q) for text in load("suggest.toml")["questions"]]
    return [Proposal(text, "query", "", text) for text in texts]


def _instruments(store: Store) -> Iterable[_Entry]:
    found = rows(store, _INSTRUMENTS)
    labels = Counter(label for label, *_ in found)
    for label, title, date, issuer, mentions in found:
        if not label:
            continue
        day = "/".join(reversed(date.split("-"))) if date else ""
        reference = f"{label} ngày {day}" if day and labels[label] > 1 else label
        about = title if title and title != label else ""
        detail = " · ".join(part for part in (day, issuer, about) if part)
        yield _entry(Proposal(label, "instrument", detail, reference), f"{label} {day} {about}", mentions)


def _agencies(store: Store) -> Iterable[_Entry]:
    for name, mentions in rows(store, _AGENCIES):
        if name:
            yield _entry(Proposal(name, "agency", "", load("suggest.toml")["agency"].format(name=name)), name, mentions)


def _campaigns(store: Store) -> Iterable[_Entry]:
    for name, end, mentions in rows(store, _CAMPAIGNS):
        if name:
            until = "/".join(reversed(end.split("-"))) if end else ""
            question = load("suggest.toml")["campaign"].format(name=name)
            yield _entry(Proposal(name, "campaign", until, question), name, mentions)


def _entry(proposal: Proposal, names: str, mentions: str | None) -> _Entry:
    words = "".join(f" {word}" for word in _WORD.findall(fold(names)))
    return _Entry(proposal, words, int(mentions or 0))
