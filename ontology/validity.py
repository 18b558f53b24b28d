"""What the validity of a work is called: read from ``schemes/validity-statuses.ttl``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from rdflib import Graph
from rdflib.namespace import SKOS


@cache
def status_labels() -> Mapping[str, Mapping[str, str]]:
    """The label by language of every status by its notation ("in-force")."""
    scheme = files("ontology").joinpath("schemes/validity-statuses.ttl").read_text(encoding="utf-8")
    graph = Graph().parse(data=scheme, format="turtle")
    return {
        str(notation): {label.language: str(label) for label in graph.objects(concept, SKOS.prefLabel)}  # type: ignore[attr-defined]
        for concept, notation in sorted(graph.subject_objects(SKOS.notation))
    }
