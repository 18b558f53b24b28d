"""How graphs that operators write are kept: which one is meant where none is named, and what blank nodes become.

Their content is N-Triples, a sorted line for each statement, so that equal graphs have equal bytes. Blank nodes get
IRIs (RDF 1.1 Concepts, section 3.5), as everywhere in the collection; whoever reads is given blank nodes again.
Imports little, since every query process needs it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox

_NODES: Final = ".well-known/genid/"

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def default_graph(base: str) -> str:
    """The graph that is written where none is named."""
    return f"{base}graph/default"


def kept(triples: Iterable[ox.Triple], base: str) -> bytes:
    """Statements as N-Triples without blank nodes, sorted."""
    names: dict[str, ox.NamedNode] = {}

    def name(term: Term) -> Term:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term.value, ox.NamedNode(base + _NODES + secrets.token_hex(16)))
        return _mapped(term, name) if isinstance(term, ox.Triple) else term

    return joined(f"{_mapped(triple, name)} .\n".encode() for triple in triples)


def joined(lines: Iterable[bytes]) -> bytes:
    """Lines of N-Triples as they are kept: each once, sorted."""
    return b"".join(sorted(set(lines)))


def with_blank_nodes(triples: Iterable[ox.Triple], base: str) -> Iterator[ox.Triple]:
    """Statements as those who wrote them know them: with blank nodes."""
    prefix = base + _NODES

    def unname(term: Term) -> Term:
        if isinstance(term, ox.NamedNode) and term.value.startswith(prefix):
            return ox.BlankNode(f"b{term.value.removeprefix(prefix)}")
        return _mapped(term, unname) if isinstance(term, ox.Triple) else term

    for triple in triples:
        yield _mapped(triple, unname) if prefix in str(triple) else triple  # few have one, and to look is cheap


def table_with_blank_nodes(table: bytes, base: str) -> bytes:
    """The same of an answer in TSV, whose cells hold neither tabs nor line ends."""
    prefix = f"<{base}{_NODES}".encode()
    if prefix not in table:
        return table
    return re.sub(rb"(?<=[\t\n])" + re.escape(prefix) + rb"(\w+)>(?=[\t\n])", rb"_:b\1", table)


def _mapped(triple: ox.Triple, name: Callable[[Term], Term]) -> ox.Triple:
    return ox.Triple(name(triple.subject), name(triple.predicate), name(triple.object))  # type: ignore[arg-type]
