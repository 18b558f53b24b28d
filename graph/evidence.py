"""From a statement of the graph to the words that say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from string import Template
from typing import Any, Final

from pyoxigraph import Literal, NamedNode
from rdflib.namespace import PROV, RDF

from graph.queries import query
from graph.stores import Store, Term, rows, values
from ontology.terms import VND

# Plain patterns joined from the annotation outwards: an OPTIONAL here would make the engine read every place it stores.
_PLACE: Final = """
  ?evidence oa:hasTarget ?target .
  ?target oa:hasSource ?source . ?source dcterms:identifier ?file .
  ?target oa:hasSelector ?position . ?position oa:start ?start . ?position oa:end ?end .
"""
_WORDS: Final = "?evidence oa:hasTarget ?target . ?target oa:hasSelector ?quote . ?quote oa:exact ?text ."
_BEHIND: Final = "?statement vnd:evidence ?evidence ."


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of a file: its path as ingested, half-open code-point offsets, words (empty for a whole document)."""

    file: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Witness(Evidence):
    """Words that say a triple, and how they were read.

    Attributes:
        rule: of the extraction, or by which the fact was concluded.
        confidence: from 0 to 1, where one was computed.
        repairs: what had to be mended to read them.
        inferred: the triple is not printed as it is but concluded from these words.
        reason: why, of an inferred value.
        corrected_by: who decided it, of what a person said; ``corrected_at`` is when, ISO 8601.
        corrected_at: see ``corrected_by``.
    """

    rule: str | None = None
    confidence: float | None = None
    repairs: tuple[str, ...] = ()
    inferred: bool = False
    reason: str | None = None
    corrected_by: str | None = None
    corrected_at: str | None = None


def evidence_by_annotation(
    store: Store, annotations: str, bindings: Mapping[str, Term] | None = None
) -> dict[str, Evidence]:
    """The words that annotations point to, by the IRI of the annotation.

    Args:
        store: the collection.
        annotations: a SPARQL pattern, written in code, that selects ``?evidence``.
        bindings: what its variables stand for.
    """
    given = " ".join(f"?{name}" for name in bindings or {})
    said = rows(store, f"SELECT ?evidence ?text {given} WHERE {{ {annotations} {_WORDS} }}", bindings)
    words = {row[0]: row[1] or "" for row in said}
    query = f"SELECT ?evidence ?file ?start ?end {given} WHERE {{ {annotations} {_PLACE} }}"
    return {
        evidence or "": Evidence(file or "", int(start or 0), int(end or 0), words.get(evidence, ""))
        for evidence, file, start, end, *_ in rows(store, query, bindings)
    }


def evidence_by_node(
    store: Store, node: str, pattern: str, bindings: Mapping[str, Term] | None = None
) -> dict[str, set[Evidence]]:
    """The words of several annotations each, by the IRI of the node that they belong to.

    Args:
        store: the collection.
        node: the variable of ``pattern`` that stands for the node, without ``?``.
        pattern: a SPARQL pattern, written in code, that selects it and ``?evidence``.
        bindings: what the variables of the pattern stand for.
    """
    given = " ".join(f"?{name}" for name in bindings or {})
    query = f"SELECT DISTINCT ?{node} ?evidence {given} WHERE {{ {pattern} }}"
    pairs = [(iri or "", evidence or "") for iri, evidence, *_ in rows(store, query, bindings)]
    found: dict[str, set[Evidence]] = defaultdict(set)
    if pairs:  # the pattern is the slow part, so it is asked once
        places = evidence_by_annotation(store, values("evidence", sorted({evidence for _, evidence in pairs})))
        for iri, evidence in pairs:
            if evidence in places:
                found[iri].add(places[evidence])
    return found


def evidence_by_statement(
    store: Store, statements: str, bindings: Mapping[str, Term] | None = None
) -> dict[str, set[Evidence]]:
    """The words behind relation statements, by the IRI of the statement.

    Args:
        store: the collection.
        statements: a SPARQL pattern, written in code, that selects ``?statement``.
        bindings: what its variables stand for.
    """
    return evidence_by_node(store, "statement", f"{statements} {_BEHIND}", bindings)


def evidence_of(store: Store, subject: str, predicate: str, obj: str | Literal) -> list[Witness]:
    """The words that say a triple about a fact, in the order of files and offsets; none if nothing says it.

    It answers for relations between works, what the catalogue says of works, agencies, campaigns and commemorated
    events, header fields and inferred values of documents, signers, and all properties of mentions, tasks and targets.

    Args:
        store: the collection.
        subject: an IRI.
        predicate: IRI of the property, such as that of ``eli:based_on``.
        obj: an IRI or a literal.
    """
    bindings = {
        "subject": NamedNode(subject),
        "predicate": NamedNode(predicate),
        "object": NamedNode(obj) if isinstance(obj, str) else obj,
    }
    found = rows(store, query("evidence-of"), bindings) or rows(store, query("evidence-at-large"), bindings)
    pairs = {(evidence, via) for evidence, via, *_ in found if evidence and via}
    if not pairs:
        return []
    places = evidence_by_annotation(store, values("evidence", {evidence for evidence, _ in pairs}))
    readings = _readings(store, {node for pair in pairs for node in pair})
    witnesses = {
        Witness(*astuple(places[evidence]), **_reading({*readings[evidence], *readings[via]}))
        for evidence, via in pairs
        if evidence in places
    }
    return sorted(witnesses, key=lambda w: (w.file, w.start, w.end, w.rule or "", w.confidence or 0.0))


def _readings(store: Store, nodes: Iterable[str]) -> Mapping[str, set[tuple[str, str]]]:
    """What is said of how facts were read, by fact."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for node, prop, value in rows(store, Template(query("reading")).substitute(nodes=values("node", sorted(nodes)))):
        found[node or ""].add(((prop or "").removeprefix(str(VND)), value or ""))
    return found


def _reading(said: Collection[tuple[str, str]]) -> dict[str, Any]:
    def of(name: str) -> list[str]:
        return sorted(value for prop, value in said if prop == name)

    reasons = of("reason")
    return {
        "rule": next(iter(of("rule")), None),
        "confidence": min(map(float, of("confidence")), default=None),
        "repairs": tuple(of("repair")),
        "inferred": "true" in of("inferred") or str(VND.InferredValue) in of(str(RDF.type)),
        "reason": next(iter(reasons), None),
        "corrected_by": next(iter(of(str(PROV.wasAttributedTo))), None),
        "corrected_at": max(of(str(PROV.generatedAtTime)), default=None),
    }
