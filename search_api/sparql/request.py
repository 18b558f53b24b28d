"""What a request of the SPARQL 1.1 Protocol asks (sections 2.1 and 2.2), read strictly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from search_api.sparql.errors import QueryError

LONGEST_BODY: Final = 200_000
"""Bytes of a query."""

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_ONCE: Final = ("query", "update")
_DATASETS: Final = {False: ("default-graph-uri", "named-graph-uri"), True: ("using-graph-uri", "using-named-graph-uri")}
_OURS: Final = (*_ONCE, *_DATASETS[False], *_DATASETS[True])
_MOST_PARAMETERS: Final = 200

Parameters = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A query, or an update, with the dataset that the request names for it."""

    text: str
    updates: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def parameters_of(request: Request) -> Parameters:
    """The parameters of the protocol in the address; a page may have others beside them.

    Raises:
        QueryError: if they are not UTF-8, or too many.
    """
    found = parsed(request.scope["query_string"].decode("latin-1"))
    return [(name, value) for name, value in found if name in _OURS]


async def posted(request: Request) -> Operation:
    """The operation that a POST asks for, directly or as a form.

    Raises:
        QueryError: ``missing``, ``repeated``, ``encoding``, ``media_type`` or ``long``.
    """
    kind, charset = _content_type(request.headers.get("content-type", ""))
    if kind not in (FORM, QUERY, UPDATE):
        raise QueryError("media_type", kind or "?")
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise QueryError("media_type", f"{kind}; charset={charset}")
    try:
        text = (await _body(request)).decode()
    except UnicodeDecodeError as error:
        raise QueryError("encoding", str(error)) from error
    parameters = parameters_of(request)
    if kind == FORM:
        return operation([*parameters, *parsed(text)])
    return operation([*parameters, ("update" if kind == UPDATE else "query", text)])


def operation(parameters: Parameters) -> Operation:
    """The operation that parameters ask for.

    Raises:
        QueryError: if there is none, or more than one.
    """
    found = [name for name, _ in parameters if name in _ONCE]
    if not found:
        raise QueryError("missing", "query")
    if len(found) > 1:
        raise QueryError("repeated", found[0])
    updates = found == ["update"]
    default, named = _DATASETS[updates]
    return Operation(
        dict(parameters)[found[0]],
        updates,
        tuple(value for name, value in parameters if name == default),
        tuple(value for name, value in parameters if name == named),
    )


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            raise QueryError("long", str(LONGEST_BODY))
    return body


def _content_type(header: str) -> tuple[str, str]:
    kind, *rest = (part.strip().lower() for part in header.split(";"))
    charset = next((part[8:].strip("\"'") for part in rest if part.startswith("charset=")), "")
    return kind, charset


def parsed(text: str) -> Parameters:
    """The parameters in the query of an address or the body of a form.

    Raises:
        QueryError: ``encoding`` if they are not UTF-8, or too many.
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except ValueError as error:  # UnicodeDecodeError is one
        raise QueryError("encoding", str(error)) from error
