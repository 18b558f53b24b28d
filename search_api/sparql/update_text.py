"""The text of a SPARQL update, changed where this endpoint's store differs from what the engine takes it for.

Oxigraph takes no dataset from outside, and knows nothing of graphs that are not to be changed. So the words of an
update are told apart as in the grammar of SPARQL 1.1 (section 19.8), and of those outside all braces

- ``WHERE`` gets the ``USING`` clauses of the request before it,
- ``ALL`` and ``NAMED`` become the graphs that may be changed, and ``CLEAR`` and ``DROP`` are ``SILENT``: an empty graph
  is none here, so that none can be missing (SPARQL 1.1 Update, section 3.1.3.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<skip>\s+|\#[^\r\n]*)
    |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<name>[?$@]\w+|[\w.-]*:(?:[\w.:%-]|\\.)*)
    |(?P<word>\w+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ERASING: Final = ("CLEAR", "DROP")


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str

    @property
    def word(self) -> str:
        return self.text.upper() if self.kind == "word" else ""


def prepared(text: str, using: Sequence[str], using_named: Sequence[str], written: Sequence[str]) -> str:
    """The text for the engine.

    Args:
        text: A SPARQL update that is one.
        using: Graphs that the request names as the default graph of all ``WHERE`` clauses.
        using_named: Graphs that it names for ``GRAPH`` in them.
        written: The named graphs that may be changed and exist.
    """
    dataset = "".join([*(f"USING <{iri}> " for iri in using), *(f"USING NAMED <{iri}> " for iri in using_named)])
    parts: list[str] = []
    depth, last, erasing = 0, "", ""
    for token in _tokens(text):
        shown = token.text
        if token.kind == "skip":
            parts.append(shown)
            continue
        depth += {"{": 1, "}": -1}.get(shown, 0)
        if depth == 0:
            if erasing and token.word != "SILENT":
                named = {"ALL": ["DEFAULT", *_named(written)], "NAMED": _named(written)}.get(token.word)
                shown = _erased(erasing, [shown] if named is None else named)
                erasing = ""
            elif token.word in _ERASING and last in ("", ";", "IRI"):
                erasing, shown = token.word, ""
            elif erasing:
                shown = ""
            elif token.word == "WHERE" and last == "}":
                shown = dataset + shown
        parts.append(shown)
        last = "IRI" if token.kind == "iri" else token.text
    return "".join(parts)


def _named(written: Sequence[str]) -> list[str]:
    return [f"GRAPH <{iri}>" for iri in written]


def _erased(how: str, what: list[str]) -> str:
    """Operations that erase each of some graphs; of none, one that erases nothing."""
    return " ; ".join(f"{how} SILENT {one}" for one in what or ["GRAPH <urn:none>"])


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        yield _Token(found.lastgroup or "", found.group())
