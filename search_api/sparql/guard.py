"""What a query asks beyond the graphs that are here, read off its parse tree.

Oxigraph's ``query`` refuses updates itself, but really calls the address of a ``SERVICE`` clause, and has no switch for
that. It has no parse tree to look into either, so rdflib's parser reads the query too. That takes ten milliseconds, and
few queries need it: without the letters of a keyword there is no clause, since Oxigraph knows no escapes in keywords.
A query that has the letters must be SPARQL 1.1, as rdflib knows it; what it cannot read is not run.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Mapping
from typing import Final

from search_api.sparql.errors import QueryError

_DEEPEST: Final = 50_000  # rdflib's parser calls itself some forty times for each bracket
_UPDATES: Final = ("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy")


def graphs_named(query: str, prefixes: Mapping[str, str]) -> list[str]:
    """The IRIs of the ``FROM`` and ``FROM NAMED`` clauses of a query that asks no other server.

    Args:
        query: SPARQL text as the user wrote it.
        prefixes: Namespaces that it need not declare.

    Raises:
        QueryError: ``service`` if it asks another server, ``syntax`` if it mentions one of the keywords and is not
            SPARQL 1.1.
    """
    text = query.lower()
    if "service" not in text and "from" not in text:
        return []
    # Imported here: most worker processes never need it, and start five times as fast without.
    from pyparsing import ParseBaseException
    from rdflib.plugins.sparql.algebra import translatePName, translatePrologue, traverse
    from rdflib.plugins.sparql.parser import parseQuery

    sys.setrecursionlimit(_DEEPEST)
    try:
        prologue, tree = parseQuery(query)
        traverse(tree, visitPre=_refuse_service)
        resolver = translatePrologue(prologue, None, dict(prefixes))
        tree = traverse(tree, visitPost=functools.partial(translatePName, prologue=resolver))
    except ParseBaseException as error:
        # rdflib reads no SERVICE clause after a triple with a hash sign in it, and stops there.
        stopped = (
            error.pstr[error.loc :].lower().startswith("service")
        )  # of the text as the parser has it, without tabs
        raise QueryError("service" if stopped else "syntax", "" if stopped else str(error)) from error
    except QueryError:
        raise
    except Exception as error:  # an undeclared prefix and the like: rdflib raises several kinds
        raise QueryError("syntax", str(error)) from error
    return [str(clause.default or clause.named) for clause in tree.datasetClause or ()]


def _refuse_service(node: object) -> None:
    if getattr(node, "name", None) == "ServiceGraphPattern":
        raise QueryError("service")


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
