"""Why a passage was found, as far as the graph knows: how its document is connected with what the question names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from string import Template
from typing import Any, Final, Literal

from pyoxigraph import NamedNode

from graph.evidence import Evidence
from graph.paths import Step, paths
from graph.queries import query
from graph.stores import Row, Store, rows, values
from graph.works import describe_works
from ingest.facts import Span
from ontology.iris import source_iri
from search_api.searching.named import Named
from search_api.storage.held import HeldPassage

ReasonKind = Literal["same", "relation", "issuer", "launches", "mention"]

_ISSUED: Final = "SELECT DISTINCT ?work ?agency WHERE {{ {works} ?work eli:passed_by ?agency }}"
_LAUNCHED: Final = """
SELECT DISTINCT ?work ?campaign WHERE {{ {campaigns} ?document vnd:launches ?campaign ; eli:realizes ?work }}
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A step from one work to another: the relation, the side of it, and the other work as the catalogue has it."""

    relation: str
    side: Literal["out", "in"]
    planned: bool
    work: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the graph connects a passage with a question.

    Attributes:
        kind: ``same``: its document is the instrument; ``relation``: relations lead there, in ``steps``; ``issuer``:
            the agency issued it; ``launches``: it launches the campaign; ``mention``: the passage names it, ``where``.
        named: What the question names.
        steps: One or two, the last one to ``named``.
        where: The words that name it.
    """

    kind: ReasonKind
    named: Named
    steps: tuple[Link, ...] = ()
    where: Evidence | None = None

    def to_json(self) -> dict[str, Any]:
        """An entry of ``reasons`` in the JSON of ``danchieu search``."""
        return {
            "kind": self.kind,
            "named": asdict(self.named),
            "steps": [{**asdict(step), "work": dict(step.work)} for step in self.steps],
            "where": asdict(self.where) if self.where else None,
        }


def reasons(store: Store, held: Sequence[HeldPassage], named: Iterable[Named], base: str) -> list[tuple[Reason, ...]]:
    """Why each of some passages is connected with what a question names; a few queries for all of them.

    Args:
        store: The collection.
        held: Passages.
        named: See :func:`search_api.searching.named.names_in`.
        base: Where the collection's IRIs begin.
    """
    by_iri = {one.iri: one for one in named}
    if not by_iri or not held:
        return [() for _ in held]
    works = sorted({one.document.iri for one in held if one.document and one.document.iri})
    of_work = _of_works(store, works, by_iri)
    mentions = _mentions(store, held, by_iri, base)
    return [
        (*of_work.get(one.document.iri or "", ()), *_inside(one, mentions.get((one.file, one.document.id), ())))
        if one.document
        else ()
        for one in held
    ]


def _of_works(store: Store, works: Sequence[str], named: Mapping[str, Named]) -> Mapping[str, list[Reason]]:
    found: dict[str, list[Reason]] = defaultdict(list)
    goals = [iri for iri, one in named.items() if one.kind == "instrument"]
    for work in works:
        if work in goals:
            found[work].append(Reason("same", named[work]))
    for work, steps in _linked(store, works, goals).items():
        found[work].append(Reason("relation", named[steps[-1].work["iri"]], steps))
    agencies = [iri for iri, one in named.items() if one.kind == "agency"]
    campaigns = [iri for iri, one in named.items() if one.kind == "campaign"]
    issued = rows(store, _ISSUED.format(works=values("work", works))) if agencies else []
    launched = rows(store, _LAUNCHED.format(campaigns=values("campaign", campaigns))) if campaigns else []
    found_by: tuple[tuple[ReasonKind, list[Row]], ...] = (("issuer", issued), ("launches", launched))
    for kind, pairs in found_by:
        for acting, other in sorted(pairs):
            if acting and other in named:
                found[acting].append(Reason(kind, named[other or ""]))
    return found


def _linked(store: Store, works: Sequence[str], goals: Sequence[str]) -> dict[str, tuple[Link, ...]]:
    ways: dict[str, tuple[Step, ...]] = paths(store, works, goals)
    described = describe_works(store, sorted({step.end for way in ways.values() for step in way}))
    return {
        work: tuple(Link(step.relation, step.side, step.planned, described[step.end]) for step in way)
        for work, way in ways.items()
    }


def _mentions(
    store: Store, held: Sequence[HeldPassage], named: Mapping[str, Named], base: str
) -> dict[tuple[str, str], list[tuple[Span, Named]]]:
    """Where the documents of passages name things, by file and document, in reading order."""
    places = {_document_iri(one, base): (one.file, one.document.id) for one in held if one.document}
    asked = Template(query("mentions-in")).substitute(
        documents=", ".join(str(NamedNode(iri)) for iri in places), named=values("named", named)
    )
    found: dict[tuple[str, str], list[tuple[Span, Named]]] = defaultdict(list)
    for iri, document, start, end in rows(store, asked):
        found[places[document or ""]].append((Span(int(start or 0), int(end or 0)), named[iri or ""]))
    return {place: sorted(mentions, key=lambda mention: mention[0]) for place, mentions in found.items()}


def _document_iri(held: HeldPassage, base: str) -> str:
    return f"{source_iri(held.file, base)}#{held.document.id if held.document else ''}"


def _inside(held: HeldPassage, mentions: Iterable[tuple[Span, Named]]) -> Iterable[Reason]:
    """The first mention of each thing inside a passage."""
    first: dict[str, Reason] = {}
    start, whole = held.passage.start, Span(held.passage.start, held.passage.end)
    for span, named in mentions:
        if whole.contains(span):
            words = held.text[span.start - start : span.end - start]
            where = Evidence(held.file, span.start, span.end, words)
            first.setdefault(named.iri, Reason("mention", named, where=where))
    return first.values()
