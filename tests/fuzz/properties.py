"""What holds for any bytes that come in by a door: never a failure that nobody foresaw, and answers that are bounded.

Each function takes what a stranger sent and fails if the property does not hold. Hypothesis tries them in the normal
tests, a fuzzer that follows the branches of the code in ``tests/fuzz/fuzzing.py``.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from graph.imports import UnusableImportError, checked_import, import_iri, import_quads
from graph.written import FORMATS
from graph.written import parsed as parsed_graph
from ingest.pipeline import extract
from ingest.reading import Limits, UnreadableFileError, read
from ontology.iris import DEFAULT_BASE
from ontology.terms import PREFIXES
from search_api.question.understanding import understandings
from search_api.sparql.errors import QueryError
from search_api.sparql.guard import graphs_changed, graphs_named, is_update
from search_api.sparql.negotiation import accepted, wants_page
from search_api.sparql.request import operation, parsed
from search_api.sparql.update_text import prepared

_LONGEST: Final = 5_000
_MOST_READINGS: Final = 100


def reader(data: bytes) -> None:
    """A file is read to text without NUL bytes, or refused with a message that names it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"tệp{('.txt', '.md')[len(data) % 2]}"
        path.write_bytes(data)
        try:
            text = read(path, Limits(size=_LONGEST)).text
        except UnreadableFileError as error:
            assert path.name in str(error)  # noqa: PT017
        else:
            assert "\0" not in text
            assert len(text) <= len(data) <= _LONGEST


def extractor(data: bytes) -> None:
    """Every fact stands within the text, and what it quotes stands there."""
    text = data.decode(errors="replace")[:_LONGEST]
    found = extract(text, "tệp.txt").to_json()
    json.dumps(found)
    for place in _places(found):
        start, end = place["start"], place["end"]
        assert 0 <= start <= end <= len(text), place
        assert "text" not in place or place["text"] == text[start:end], place


def question(data: bytes) -> None:
    """A question is read in a few ways at most, each of them of that question."""
    text = data.decode(errors="replace")[:500]
    found = list(understandings(text))
    assert 0 < len(found) <= _MOST_READINGS
    assert all(one.question == text for one in found)


def query(data: bytes) -> None:
    """A query is refused or names its graphs; none that passes makes the engine call another machine."""
    text = data.decode(errors="replace")[:_LONGEST]
    is_update(text)
    try:
        graphs_named(text, PREFIXES, DEFAULT_BASE)
    except QueryError as error:
        assert error.reason in ("service", "syntax")  # noqa: PT017
        return
    if "service" in text.lower():
        _evaluate(text)


def update(data: bytes) -> None:
    """An update is refused, or changes no graphs but those that it is said to change, and calls no other machine."""
    text = data.decode(errors="replace")[:_LONGEST]
    try:
        changed = graphs_changed(text, PREFIXES, DEFAULT_BASE, with_dataset=False)
    except QueryError as error:
        assert error.reason in ("syntax", "service", "load", "variable_graph"), error  # noqa: PT017
        return
    store, node = ox.Store(), ox.NamedNode("urn:a")
    store.extend(ox.Quad(node, node, node, name) for name in (ox.DefaultGraph(), node, ox.NamedNode("urn:kept")))
    before = set(store)
    with suppress(SyntaxError, ValueError, RuntimeError):  # not OSError: an address was called
        store.update(prepared(text, [], [], ["urn:a"]), base_iri=DEFAULT_BASE, prefixes=PREFIXES)
    graphs = {quad.graph_name for quad in before ^ set(store)}
    names = {"DEFAULT" if isinstance(graph, ox.DefaultGraph) else str(graph.value) for graph in graphs}
    several = {"ALL": {"DEFAULT", "urn:a"}, "NAMED": {"urn:a"}}
    assert names <= changed.union(*(several.get(graph, {graph}) for graph in changed)), text


def request(data: bytes) -> None:
    """Parameters and headers of a request are read or refused."""
    text = data.decode("latin-1")
    with suppress(QueryError):
        operation(parsed(text))
    formats = accepted(text)
    assert all(kind is None or len(kind) == 2 for kind in (formats.table, formats.triples))
    wants_page(text)


def import_file(data: bytes) -> None:
    """RDF of others is refused, or stays in graphs below the name of the import."""
    suffix = (".ttl", ".nq", ".trig", ".nt")[len(data) % 4]
    try:
        file = checked_import(f"a{suffix}", suffix, data)
    except UnusableImportError as error:
        assert f"a{suffix}" in str(error)  # noqa: PT017
        return
    name = import_iri(file.digest)
    for quad in import_quads(file):
        assert isinstance(quad.graph_name, ox.NamedNode)
        assert quad.graph_name.value == name or quad.graph_name.value.startswith(f"{name}/")
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not str(getattr(quad.subject, "value", "")).startswith(f"{DEFAULT_BASE}source/")


def graph(data: bytes) -> None:
    """A graph that is sent is refused, or kept as lines without blank nodes that say the same when they are read."""
    kind = list(FORMATS)[len(data) % len(FORMATS)]
    try:
        kept = parsed_graph(data[:_LONGEST], kind, "urn:g", DEFAULT_BASE)
    except UnusableImportError:
        return
    triples = [quad.triple for quad in ox.parse(kept, ox.RdfFormat.N_TRIPLES)]
    assert kept.count(b"\n") == len(triples)
    assert not any(isinstance(term, ox.BlankNode) for one in triples for term in (one.subject, one.object))


PROPERTIES: Final[Mapping[str, Callable[[bytes], None]]] = {
    each.__name__: each for each in (reader, extractor, question, query, update, request, import_file, graph)
}


def _places(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _places(one)


def _evaluate(text: str) -> None:
    """Fails with ``OSError`` if the engine calls an address, which none of these answers."""
    try:
        answer = ox.Store().query(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError, RuntimeError):
        return
    if isinstance(answer, ox.QuerySolutions | ox.QueryTriples):
        next(answer, None)
