"""Who may do what: the dependency by which a route asks for a role.

``Depends(requires("editor"))`` on a route or a router lets only those write who may. It gives a :class:`Grant`.

Reading is open unless the setting ``reading`` is ``token``. Writing is refused unless the server was started for it
(``danchieu serve --write``), and then needs a token; only a server that this machine alone can reach, and for which
there is no token, takes its own user without one. A token comes as ``Authorization: Bearer TOKEN`` or, for browsers,
as the password of ``Basic``; :mod:`search_api.server.origins` keeps foreign pages from using what a browser remembers.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Annotated, Final

from fastapi import HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from search_api.server.problems import language_of
from search_api.server.tokens import Role, Token, Tokens
from search_api.wording import say

# Chromium reads the first challenge of a line only.
_CHALLENGE: Final = {"WWW-Authenticate": 'Basic realm="danchieu", charset="UTF-8", Bearer realm="danchieu"'}
_BEARER: Final = HTTPBearer(auto_error=False, scheme_name="token", description="A token of `danchieu token new`")
_BY_ROLE: Final = {"editor": "error.needs_editor", "operator": "error.needs_operator", "reader": "error.needs_reader"}


@dataclass(frozen=True, slots=True)
class Rights:
    """What a server lets people do.

    Attributes:
        tokens: Those that were made for the collection.
        writable: Whether it was started for writing.
        exposed: Whether other machines can reach it.
        reading: ``open`` or ``token``.
    """

    tokens: Tokens
    writable: bool = False
    exposed: bool = False
    reading: str = "open"

    @property
    def lacks_tokens(self) -> bool:
        """Whether it would be writable from other machines and nobody could be told from anybody."""
        return self.writable and self.exposed and not any(one.allows("editor") for one in self.tokens.held())


@dataclass(frozen=True, slots=True)
class Grant:
    """Who makes a request, and what they may do; without a token, ``name`` is empty."""

    name: str
    role: Role


def requires(role: Role) -> Callable[..., Awaitable[Grant]]:
    """A dependency that lets a request pass if whoever makes it has ``role`` or more.

    It raises 401 without a valid token, and 403 where the token allows less or the server is read only.
    """

    # Coroutines, though they wait for nothing: FastAPI runs functions in a thread, which takes longer than they do.
    async def reading(request: Request) -> Grant:
        return granted(request, role)

    async def writing(
        request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)] = None
    ) -> Grant:
        return granted(request, role)

    return reading if role == "reader" else writing


def granted(request: Request, role: Role) -> Grant:
    """Who makes a request, if they have ``role`` or more.

    Raises:
        HTTPException: 401 without a valid token, 403 where the token allows less or the server is read only.
    """
    rights: Rights = request.app.state.rights
    language = language_of(request)
    if role != "reader" and not rights.writable:
        raise HTTPException(403, say("error.not_writable", language))
    if role == "reader" and rights.reading == "open":
        return Grant("", "reader")
    token = _token(request)
    if token is None:
        if role != "reader" and not rights.exposed and not rights.tokens.held():
            return Grant("", "operator")
        raise HTTPException(401, say(_BY_ROLE[role], language), _CHALLENGE)
    if not token.allows(role):
        raise HTTPException(403, say(_BY_ROLE[role], language))
    return Grant(token.name, token.role)


def may(request: Request, role: Role) -> bool:
    """Whether whoever makes a request has ``role`` or more, so that a page offers what they can do."""
    try:
        return bool(granted(request, role))
    except HTTPException:
        return False


def is_local(request: Request) -> bool:
    """Whether a request comes from this machine; not one that a reverse proxy here passes on with its sender's name."""
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:  # no address
        return False


def operates(request: Request) -> bool:
    """Whether a request comes from this machine or has the token of an operator."""
    token = _token(request)
    return is_local(request) or (token is not None and token.allows("operator"))


def _token(request: Request) -> Token | None:
    rights: Rights = request.app.state.rights
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            value = base64.b64decode(value, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return None
    elif scheme.lower() != "bearer":
        return None
    return rights.tokens.holder(value.strip())
