"""What a worker process does with an update: carries it out on a scratch copy, and tells what its graphs hold then.

Nothing of the copy is kept but what is told here, and that is of graphs that an operator may write alone. So whatever
an update does to other graphs, by whatever way around the refusals, is lost with the copy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

import pyoxigraph as ox

from graph.imports import UnusableImportError
from graph.written import checked, is_free
from graph.written_names import default_graph, kept
from search_api.sparql.errors import QueryError
from search_api.sparql.evaluation import Outcome
from search_api.sparql.guard import graphs_changed
from search_api.sparql.update_text import prepared


def update(
    store: ox.Store,
    send: Callable[[bytes], None],
    *,
    text: str,
    prefixes: Mapping[str, str],
    base: str,
    written: Sequence[str],
    scratch: str,
    largest: int,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
) -> Outcome:
    """Carry out an update on a copy, and send what the graphs that it names then hold: N-Triples by name, in JSON.

    Args:
        store: The graph as it is.
        send: Takes the answer.
        text: The update.
        prefixes: Namespaces that it need not declare.
        base: Where the IRIs of the collection begin; against it relative ones are resolved.
        written: The graphs that operators have written, which ``ALL`` means.
        scratch: Where the copy is to be; it is left there.
        largest: Bytes that the graphs may have together.
        default_graphs: Graphs that the request names for what ``WHERE`` clauses read outside ``GRAPH``.
        named_graphs: Graphs that it names for ``GRAPH`` in them.

    Raises:
        QueryError, SyntaxError, OSError: if it is refused, cannot be parsed or cannot be carried out.
    """
    default = default_graph(base)
    changed = graphs_changed(text, prefixes, base, bool(default_graphs or named_graphs))
    targets = _targets(changed, written, default)
    for iri in targets:
        if not is_free(iri, base):
            raise QueryError("fixed_graph", iri)
    store.backup(scratch)
    copy = ox.Store(scratch)
    _move(copy, ox.NamedNode(default), ox.DefaultGraph())
    others = sorted({*written, *targets} - {default})
    try:
        copy.update(prepared(text, default_graphs, named_graphs, others), base_iri=base, prefixes=dict(prefixes))
    except RuntimeError as error:  # a graph to be made is there
        raise QueryError("not_done", str(error)) from error
    contents = {iri: _content(copy, iri, default, base) for iri in targets}
    if (size := sum(map(len, contents.values()))) > largest:
        raise QueryError("long", f"{size} > {largest}")
    send(json.dumps({iri: content.decode() for iri, content in contents.items()}).encode())
    return {"kind": "graphs", "media_type": "application/json", "rows": len(contents), "cut": False}


def _targets(changed: frozenset[str], written: Sequence[str], default: str) -> list[str]:
    """The graphs that are changed, by name."""
    meant = {"ALL": [default, *written], "NAMED": [iri for iri in written if iri != default], "DEFAULT": [default]}
    return sorted({iri for graph in changed for iri in meant.get(graph, [graph])})


def _content(copy: ox.Store, iri: str, default: str, base: str) -> bytes:
    names: list[ox.NamedNode | ox.DefaultGraph] = [ox.NamedNode(iri), *([ox.DefaultGraph()] if iri == default else [])]
    content = kept((quad.triple for name in names for quad in copy.quads_for_pattern(None, None, None, name)), base)
    try:
        return checked(content, iri, base)
    except UnusableImportError as error:
        raise QueryError("unusable", str(error)) from error


def _move(store: ox.Store, source: ox.NamedNode, target: ox.DefaultGraph) -> None:
    """Moves the statements of a graph."""
    quads = list(store.quads_for_pattern(None, None, None, source))
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, target) for quad in quads)
    store.remove_graph(source)
