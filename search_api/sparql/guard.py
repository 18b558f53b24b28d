"""What a query is allowed to do: read, and read here.

Oxigraph's ``query`` refuses updates itself, but really calls the address of a ``SERVICE`` clause. It has no switch for
that, and a keyword cannot be hidden from this reader: Oxigraph knows no escapes in keywords, and whatever can hold the
word without meaning it (IRI, literal, comment, variable, prefixed name) is one token here as it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from search_api.sparql.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY")

# The terminals of SPARQL 1.1 (section 19.8) that can contain a word; the order is that of the longest match.
_TOKEN = re.compile(
    r"""
    (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<comment> \#[^\n\r]* )
  | (?P<literal> \"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<variable> [?$]\w+ )
  | (?P<tag>     @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name>    (?:[^\W\d_](?:[\w.\-]*[\w\-])?)?:(?:[\w:.\-%]|\\.)* )
  | (?P<word>    [A-Za-z_]\w* )
  | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


def _words(query: str) -> Iterator[str]:
    return (match["word"].upper() for match in _TOKEN.finditer(query) if match["word"])


def check(query: str) -> Form:
    """The form of a query that only reads what is here.

    Args:
        query: SPARQL text as the user wrote it.

    Returns:
        The query form.

    Raises:
        QueryError: ``update`` if the text asks for a change, ``service`` if it asks another server, ``syntax`` if it
            is no query at all.
    """
    words = [word for word in _words(query) if word not in ("PREFIX", "BASE")]
    if not words:
        raise QueryError("syntax")
    if words[0] not in FORMS:
        raise QueryError("update" if words[0] in _UPDATES else "syntax", words[0])
    if "SERVICE" in words:
        raise QueryError("service")
    return cast("Form", words[0])
