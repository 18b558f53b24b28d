"""Why a mention is taken to mean a work, and how sure that is: read from ``schemes/resolutions.ttl``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph
from rdflib.namespace import SKOS

from ontology.terms import VND


@dataclass(frozen=True, slots=True)
class Resolution:
    """A reason: concept, score between 0 and 1, whether it lies outside the printed words, label by language."""

    name: str
    iri: str
    score: float
    inferred: bool
    labels: Mapping[str, str]


@cache
def resolutions() -> Mapping[str, Resolution]:
    """All reasons by name ("same-file")."""
    graph = Graph().parse(data=files("ontology").joinpath("schemes/resolutions.ttl").read_text(encoding="utf-8"))
    return {
        str(notation): Resolution(
            name=str(notation),
            iri=str(concept),
            score=float(str(graph.value(concept, VND.confidence))),
            inferred=bool(graph.value(concept, VND.inferred)),
            labels={label.language: str(label) for label in graph.objects(concept, SKOS.prefLabel)},  # type: ignore[attr-defined]
        )
        for concept, notation in sorted(graph.subject_objects(SKOS.notation))
    }
