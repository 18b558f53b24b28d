"""Does the graph keep to its shapes? SHACL over the whole store, told in words."""

from __future__ import annotations

import io
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from graph.stores import Store

_SEVERITIES: Final = {SH.Violation: "lỗi", SH.Warning: "cảnh báo", SH.Info: "lưu ý"}
_EVERYTHING: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where the graph does not keep to a shape: severity ("lỗi", "cảnh báo", "lưu ý"), node, and why."""

    severity: str
    node: str
    path: str | None
    message: str


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
    """The union of all named graphs as one rdflib graph."""
    answer = store.query(_EVERYTHING)
    buffer = io.BytesIO()
    ox.serialize(answer, buffer, ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    return Graph().parse(data=buffer.getvalue(), format="nt")


def _vietnamese(report: Graph, result: Node) -> str:
    messages = list(report.objects(result, SH.resultMessage))
    return str(next((m for m in messages if getattr(m, "language", None) == "vi"), messages[0] if messages else ""))


def validate_graph(data: Graph) -> Report:
    """Check one graph against the shapes."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes(), inference="none", advanced=False)
    findings = [
        Finding(
            severity=_SEVERITIES[URIRef(str(report.value(result, SH.resultSeverity)))],
            node=str(report.value(result, SH.focusNode)),
            path=str(path) if isinstance(path := report.value(result, SH.resultPath), URIRef) else None,
            message=_vietnamese(report, result),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    order = list(_SEVERITIES.values())
    findings.sort(key=lambda f: (order.index(f.severity), f.node, f.message))
    return Report(not any(f.severity == order[0] for f in findings), tuple(findings))


def validate(store: Store) -> Report:
    """Check all named graphs of a store, as one, against the shapes."""
    return validate_graph(whole_graph(store))
