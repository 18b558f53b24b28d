"""Does the graph keep to its shapes? SHACL over the whole store, told in words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, Literal

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph.stores import Store
from graph.vocabulary import EXAMPLES, TERMS

Severity = Literal["error", "warning", "note"]

_SEVERITIES: Final[dict[Node, Severity]] = {SH.Violation: "error", SH.Warning: "warning", SH.Info: "note"}
_OWN: Final = f"""
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  GRAPH ?g {{ ?s ?p ?o }}
  FILTER(CONTAINS(STR(?g), "/source/") || STRENDS(STR(?g), "/graph/catalogue") || ?g IN (<{TERMS}>, <{EXAMPLES}>))
}}
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the graph does not keep to a shape: how grave, node, and why, by language."""

    severity: Severity
    node: str
    path: str | None
    message: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """Findings, the gravest first; ``conforms`` if none of them is an error."""

    conforms: bool
    findings: tuple[Finding, ...]


def shapes() -> Graph:
    """All SHACL shapes of ``ontology/shapes``."""
    graph = Graph()
    for path in sorted(files("ontology").joinpath("shapes").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".ttl"):
            graph.parse(data=path.read_text(encoding="utf-8"), format="turtle")
    return graph


def whole_graph(store: Store) -> Graph:
    """The union of the graphs that the program makes, not of those that others did, as one rdflib graph."""
    answer = store.query(_OWN)
    buffer = io.BytesIO()
    ox.serialize(answer, buffer, ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    return Graph().parse(data=buffer.getvalue(), format="nt")


def _messages(report: Graph, result: Node) -> dict[str, str]:
    found = list(report.objects(result, SH.resultMessage))
    return {"vi": "", "en": ""} | {getattr(message, "language", None) or "en": str(message) for message in found}


def validate_graph(data: Graph) -> Report:
    """Check one graph against the shapes."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=False)
    findings = [
        Finding(
            severity=_SEVERITIES[URIRef(str(report.value(result, SH.resultSeverity)))],
            node=str(report.value(result, SH.focusNode)),
            path=str(path) if isinstance(path := report.value(result, SH.resultPath), URIRef) else None,
            message=_messages(report, result),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    order = list(_SEVERITIES.values())
    findings.sort(key=lambda f: (order.index(f.severity), f.node, f.message["vi"]))
    return Report(not any(f.severity == "error" for f in findings), tuple(findings))


def validate(store: Store) -> Report:
    """Check all named graphs of a store but those of imports, as one, against the shapes."""
    return validate_graph(whole_graph(store))
