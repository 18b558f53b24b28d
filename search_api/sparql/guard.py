"""What a query asks beyond the graphs that are here, read off its parse tree.

Oxigraph's ``query`` refuses updates itself, but really calls the address of a ``SERVICE`` clause, and has no switch for
that. It has no parse tree to look into either, so rdflib's parser reads the query too. That takes ten milliseconds, and
few queries need it: without the letters of a keyword there is no clause, since Oxigraph knows no escapes in keywords.
A query that has the letters must be SPARQL 1.1, as rdflib knows it; what it cannot read is not run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from search_api.sparql.errors import QueryError

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

_DEEPEST: Final = 50_000  # rdflib's parser calls itself some forty times for each bracket
_MANY: Final = ("DEFAULT", "NAMED", "ALL")
_UPDATES: Final = ("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy")


def graphs_named(query: str, prefixes: Mapping[str, str], base: str) -> list[str]:
    """The IRIs of the ``FROM`` and ``FROM NAMED`` clauses of a query that asks no other server.

    Args:
        query: SPARQL text as the user wrote it.
        prefixes: Namespaces that it need not declare.
        base: Against which relative IRIs are resolved.

    Raises:
        QueryError: ``service`` if it asks another server, ``syntax`` if it mentions one of the keywords and is not
            SPARQL 1.1.
    """
    text = query.lower()
    if "service" not in text and "from" not in text:
        return []
    # Imported here: most worker processes never need it, and start five times as fast without.
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.algebra import traverse
    from rdflib.plugins.sparql.parser import parseQuery

    sys.setrecursionlimit(_DEEPEST)
    try:
        prologue, tree = parseQuery(_lines(query))
        traverse(tree, visitPre=_refuse_service)
    except ParseBaseException as error:
        # rdflib reads no SERVICE clause after a triple with a hash sign in it, and stops there.
        stopped = (
            error.pstr[error.loc :].lower().startswith("service")
        )  # of the text as the parser has it, without tabs
        raise QueryError("service" if stopped else "syntax", "" if stopped else str(error)) from error
    except QueryError:
        raise
    except Exception as error:  # rdflib raises several kinds
        raise QueryError("syntax", str(error)) from error
    names = _Names(prefixes, base)
    names.declare(prologue)
    return [names.iri(clause.default or clause.named) for clause in tree.datasetClause or ()]


class _Names:
    """What names in a query or update mean; rdflib's own resolver forgets one of two prefixes of a namespace."""

    def __init__(self, prefixes: Mapping[str, str], base: str) -> None:
        self._prefixes, self._base = dict(prefixes), base

    def declare(self, prologue: Iterable[CompValue]) -> None:
        """Takes in declarations."""
        for one in prologue:
            if one.name == "Base":
                self._base = _resolved(str(one.iri), self._base)
            else:
                self._prefixes[str(one.prefix or "")] = _resolved(str(one.iri), self._base)

    def iri(self, term: CompValue | str) -> str:
        """The IRI of a name.

        Raises:
            QueryError: ``syntax`` if its prefix is not declared, ``variable_graph`` if it is a variable.
        """
        if not isinstance(term, str):
            if (space := self._prefixes.get(str(term.prefix or ""))) is None:
                raise QueryError("syntax", f"{term.prefix}:")
            return space + str(term.localname or "")
        if type(term).__name__ == "Variable":
            raise QueryError("variable_graph", f"?{term}")
        return _resolved(str(term), self._base)


def _lines(text: str) -> str:
    """The text with the line ends that rdflib knows; to the engine a carriage return ends a comment too."""
    return text.replace("\r", "\n")


def _resolved(iri: str, base: str) -> str:
    """A relative IRI as the engine resolves it, which offers that in its parsers only.

    Raises:
        QueryError: ``syntax`` if it is none.
    """
    try:
        (quad,) = ox.parse(f"<{iri}> <a:> <a:> .", ox.RdfFormat.TURTLE, base_iri=base)
    except (SyntaxError, ValueError) as error:
        raise QueryError("syntax", f"<{iri}>") from error
    return str(getattr(quad.subject, "value", ""))


def _refuse_service(node: object) -> None:
    if getattr(node, "name", None) == "ServiceGraphPattern":
        raise QueryError("service")


def graphs_changed(update: str, prefixes: Mapping[str, str], base: str, with_dataset: bool) -> frozenset[str]:
    """The graphs that a SPARQL update may change: IRIs, ``DEFAULT``, ``NAMED`` and ``ALL``.

    Args:
        update: SPARQL text as the user wrote it.
        prefixes: Namespaces that it need not declare.
        base: Against which relative IRIs are resolved.
        with_dataset: Whether the request names a dataset too (SPARQL 1.1 Protocol, section 2.2.3).

    Raises:
        QueryError: ``load`` or ``service`` if it asks another server, ``variable_graph`` if it names a graph to be
            changed by a variable, ``two_datasets`` if it chooses its graphs though the request does, ``syntax`` if it
            is no SPARQL 1.1 Update.
    """
    from rdflib.plugins.sparql.algebra import traverse
    from rdflib.plugins.sparql.parser import parseUpdate

    sys.setrecursionlimit(_DEEPEST)
    try:
        tree = parseUpdate(_lines(update))
        traverse(tree, visitPre=_refuse_service)
    except QueryError:
        raise
    except Exception as error:  # rdflib raises several kinds
        raise QueryError("syntax", str(error)) from error
    names, changed = _Names(prefixes, base), set[str]()
    for prologue, operation in zip(tree.prologue or (), tree.request or (), strict=False):
        if with_dataset and (operation.using or operation.withClause):
            raise QueryError("two_datasets")
        names.declare(prologue)
        for one in _changed_by(operation):
            changed.add(str(one) if one in _MANY else names.iri(one))
    return frozenset(changed)


def _changed_by(operation: CompValue) -> Iterator[CompValue | str]:
    """The graphs that one operation names, as rdflib has them, to be changed."""
    if operation.name == "Load":
        raise QueryError("load")
    if operation.graphiri:
        yield operation.graphiri
    if operation.graph:
        source, target = operation.graph
        yield target
        if operation.name == "Move":
            yield source
    for part in (operation, operation.delete, operation.insert):
        if part and part.quads:
            if part.quads.triples:
                yield operation.withClause or "DEFAULT"
            yield from (one.term for one in part.quads.quadsNotTriples or ())


def is_update(text: str) -> bool:
    """Whether a text that is no query is a SPARQL update; asked to say more than that it is none."""
    if not any(word in text.lower() for word in _UPDATES):
        return False
    from rdflib.plugins.sparql.parser import parseUpdate

    sys.setrecursionlimit(_DEEPEST)
    try:
        return bool(parseUpdate(text).request)
    except Exception:  # whatever it is, it is no update
        return False
