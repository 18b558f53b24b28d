"""The works and their relations as one network, for Gephi, yEd and networkx."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.statements import statements
from graph.stores import Store
from graph.works import all_works

if TYPE_CHECKING:
    import networkx as nx

_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def network(store: Store) -> nx.MultiDiGraph[str]:
    """Works as nodes, named by their IRIs, and the relations between them as edges.

    Nodes have ``label`` and what is known of number, type, date, issuer and title, and ``held``; edges ``relation``,
    ``planned`` and ``inferred``. A relation is one edge however many words state it, inferred only if all of them are.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for iri, work in all_works(store).items():
        name = (work["type"], work["number"]) if work["number"] else (work["title"] or work["type"],)
        about = {"label": " ".join(filter(None, name)), **{key: value for key, value in work.items() if key != "iri"}}
        graph.add_node(iri, **{key: _printable(value) for key, value in about.items() if value is not None})
    inferred: dict[tuple[str, str, str, bool], bool] = {}
    for said in statements(store):
        edge = (said.subject, said.object, said.relation, said.planned)
        inferred[edge] = inferred.get(edge, True) and said.inferred
    # The key becomes the id of the edge in GraphML, where no two may have the same.
    for number, ((subject, target, relation, planned), only) in enumerate(sorted(inferred.items())):
        graph.add_edge(subject, target, key=number, relation=relation, planned=planned, inferred=only)
    return graph


def write_graphml(store: Store, path: Path) -> int:
    """Write :func:`network` as GraphML.

    Returns:
        The number of nodes and edges.

    Raises:
        OSError: if the file cannot be written.
    """
    import networkx as nx

    graph = network(store)
    with path.open("wb") as out:
        nx.write_graphml(graph, out)
    return len(graph.nodes) + len(graph.edges)


def _printable(value: Any) -> Any:  # noqa: ANN401 - what an attribute may be
    """The value without characters that XML cannot hold, which scans leave in titles."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value
