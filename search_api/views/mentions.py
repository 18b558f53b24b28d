"""The references that a file prints: where they stand, what they mean, and how that was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import NamedNode
from rdflib.namespace import RDF

from graph.ambiguity import Choice
from graph.correction_marks import Mark, marks_on
from graph.evidence import Evidence, evidence_by_annotation
from graph.stores import Store, rows, values
from graph.works import describe_works
from ingest.facts import Span
from ontology.iris import corrections_graph_iri, text_graph_iri
from ontology.relations import relations
from ontology.terms import RELATION, RESOLUTION, VND
from search_api.views.nodes import Node, nodes_of
from search_api.views.queries import query

MARKS: Final = ("missing", "ambiguous", "planned", "inferred", "corrected", "rejected")
"""How a reference may be marked besides its relation, in the order in which marks are shown."""
_CERTAIN: Final = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as it is marked in a text.

    Attributes:
        iri: Its IRI, whose fragment names it within the file.
        span: Its words.
        relation: Name of the relation that its sentence states, the finest; ``None`` if it states none.
        works: The works that it means: one, several if it is ambiguous, none if nothing is known of it. Each is as
            :func:`graph.works.describe_work` has it.
        planned: The act is only foreseen.
        inferred: What it means, or that it states the relation, does not rest on the printed words alone.
        corrected: A person said something of it; ``rejected``: at last, that it is no reference.
        rejected: See ``corrected``.
    """

    iri: str
    span: Span
    relation: str | None
    works: tuple[Mapping[str, Any], ...]
    planned: bool
    inferred: bool
    corrected: bool = False
    rejected: bool = False

    @property
    def name(self) -> str:
        """The fragment of its IRI (``m12``)."""
        return self.iri.rpartition("#")[2]

    @property
    def ambiguous(self) -> bool:
        """Whether it may mean several works."""
        return len(self.works) > 1

    @property
    def held(self) -> bool:
        """Whether the text of a work that it means is in the collection."""
        return any(work["held"] for work in self.works)

    @property
    def marks(self) -> tuple[str, ...]:
        """Those of :data:`MARKS` that it has."""
        has = {
            "missing": bool(self.works) and not self.held,
            "ambiguous": self.ambiguous,
            "planned": self.planned,
            "inferred": self.inferred,
            "corrected": self.corrected and not self.rejected,
            "rejected": self.rejected,
        }
        return tuple(mark for mark in MARKS if has[mark])


@dataclass(frozen=True, slots=True)
class Said:
    """A relation that a reference states of two works."""

    relation: str
    subject: Mapping[str, Any]
    object: Mapping[str, Any]
    pinpoint: tuple[str, ...]
    planned: bool
    inferred: bool
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A reference in full: its words, how and how surely they were read, its choices, and what people said of it."""

    name: str
    words: Evidence
    rule: str | None
    confidence: float | None
    repairs: tuple[str, ...]
    choices: tuple[Choice, ...]
    said: tuple[Said, ...]
    corrections: tuple[Mark, ...]


def mentions(store: Store, source: str, within: Span) -> tuple[Mention, ...]:
    """The references in a part of a file, in reading order; five queries, however many there are.

    Args:
        store: The graph.
        source: IRI of the file.
        within: The part; references that begin before it or end after it are there too.
    """
    layers = {"text": NamedNode(text_graph_iri(source)), "corrections": NamedNode(corrections_graph_iri(source))}
    printed = rows(store, query("file-mentions", **layers, until=str(within.end), **{"from": str(within.start)}))
    if not printed:
        return ()
    chosen = values("mention", [mention or "" for mention, *_ in printed])
    meant: dict[str | None, set[str]] = defaultdict(set)
    for mention, work in rows(store, query("mention-works", mentions=chosen)):
        meant[mention].add(work or "")
    flags: dict[str | None, list[tuple[bool, bool]]] = defaultdict(list)
    for mention, planned, inferred in rows(store, query("mention-statements", mentions=chosen)):
        flags[mention].append((planned == "true", inferred == "true"))
    works = describe_works(store, sorted(set[str]().union(*meant.values())))
    marks = marks_on(store, [mention or "" for mention, *_ in printed])
    found = [
        Mention(
            mention or "",
            Span(int(start or 0), int(end or 0)),
            _stated(narrower or relation, marks.get(mention or "", ())),
            tuple(works[work] for work in sorted(meant[mention])),
            planned=any(planned for planned, _ in flags[mention]),
            inferred=bool(flags[mention]) and all(inferred for _, inferred in flags[mention]),
            corrected=(mention or "") in marks,
            rejected=any(one.kind == "reject" for one in marks.get(mention or "", ())[-1:]),
        )
        for mention, start, end, relation, narrower in printed
    ]
    return tuple(sorted(found, key=lambda one: (one.span, one.iri)))


def reading(store: Store, iri: str) -> Reading | None:
    """A reference in full; ``None`` if there is none of this IRI."""
    nodes = nodes_of(store, query("mention-nodes", mention=NamedNode(iri)))
    mention = nodes.get(iri)
    if mention is None or str(VND.InstrumentMention) not in mention.all(RDF.type):
        return None
    statements = [node for node in nodes.values() if str(VND.RelationStatement) in node.all(RDF.type)]
    candidates = [node for node in nodes.values() if node.one(VND.score)]
    iris = {*mention.all(VND.denotes)}.union(*(node.all(VND.work) for node in candidates))
    iris |= {work for node in statements for term in (VND.subjectWork, VND.objectWork) for work in node.all(term)}
    works = describe_works(store, sorted(iris))
    choices = [Choice(works[work], _CERTAIN, _reasons(mention)) for work in mention.all(VND.denotes)]
    choices += [
        Choice(works[work], float(node.one(VND.score) or 0), _reasons(node))
        for node in candidates
        for work in node.all(VND.work)
    ]
    return Reading(
        iri.rpartition("#")[2],
        evidence_by_annotation(store, values("evidence", [iri]))[iri],
        mention.one(VND.rule),
        _number(mention.one(VND.confidence)),
        mention.all(VND.repair),
        tuple(sorted(choices, key=lambda one: (-one.score, one.work["iri"]))),
        tuple(_said(node, works) for node in statements),
        marks_on(store, [iri]).get(iri, ()),
    )


def _said(node: Node, works: Mapping[str, Mapping[str, Any]]) -> Said:
    return Said(
        (node.one(VND.relation) or "").removeprefix(str(RELATION)),
        works[node.one(VND.subjectWork) or ""],
        works[node.one(VND.objectWork) or ""],
        tuple((node.one(VND.pinpoint) or "").split("; ")) if node.one(VND.pinpoint) else (),
        node.flag(VND.planned),
        node.flag(VND.inferred),
        _number(node.one(VND.confidence)),
    )


def _stated(read: str | None, marks: Sequence[Mark]) -> str | None:
    """The name of the relation that a reference states: what a person said last, else as it was read."""
    if marks and marks[-1].kind == "reject":
        return None
    return _relation(next((one.relation for one in reversed(marks) if one.relation), read))


def _relation(iri: str | None) -> str | None:
    """The name of a relation between works; ``None`` where a document only speaks of itself."""
    name = (iri or "").removeprefix(str(RELATION))
    return name if name in relations() else None


def _reasons(node: Node) -> tuple[str, ...]:
    return tuple(reason.removeprefix(str(RESOLUTION)) for reason in node.all(VND.resolution))


def _number(value: str | None) -> float | None:
    return float(value) if value is not None else None
