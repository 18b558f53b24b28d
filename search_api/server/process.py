"""The web server process."""

from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from typing import cast

import uvicorn

from search_api.collection import Collection
from search_api.meaning.encoder import SentenceEncoder
from search_api.meaning.process import EncodingProcess
from search_api.question.understanding import understand
from search_api.server.api import LOOPBACK, create_app
from search_api.server.editions import Editions
from search_api.server.logs import Kind, configuration
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings
from search_api.web.ahead import Ahead

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never a default


class NotIsolatedError(RuntimeError):
    """The system does not cut query processes off the network, and no setting says that this may be."""


class NoTokensError(RuntimeError):
    """Other machines could write, and there is no token by which to tell who may."""


class PortTakenError(OSError):
    """Another program listens on the port, or the address is not one of this machine."""


def run(settings: Settings, host: str, port: int, announce: Callable[[str], None], writable: bool = False) -> None:
    """Serve a collection until the process is told to stop.

    It answers by words at once, and by meaning when the model is loaded; what is not encoded yet is encoded beside it.
    Other commands may change the collection meanwhile; what they change is served seconds later.

    Args:
        settings: Where the collection is.
        host: Address to listen on.
        port: Port, or 0 for any free one.
        announce: Called with the address once it listens.
        writable: Whether those who may are let write.

    Raises:
        NoTokensError: if other machines could write and nobody has a token for it.
        NotIsolatedError: if query processes could call other machines.
        PortTakenError: if it cannot listen there.
        CollectionError, StoreError: if the collection cannot be used.
    """
    rights = Rights(Tokens(settings.data), writable, is_exposed(host), settings.reading)
    if rights.lacks_tokens:
        raise NoTokensError
    with listening(host, port) as listener:
        gc.disable()  # what is made until the first question stays; to look for garbage in it takes a third of the time
        patterns = threading.Thread(target=understand, args=("chỉ thị",), daemon=True)
        patterns.start()  # they are compiled while the query processes start, else the first question would wait for it
        encoder = SentenceEncoder(settings)
        with Collection.open(settings, encoder) as collection:
            collection.mend()

        ahead = Ahead()

        def see_to(shown: Collection) -> None:
            encoding.see_to(shown)
            ahead.make_next(shown)

        with (
            closing(EncodingProcess(settings)) as encoding,
            closing(Editions(settings, encoder, see_to)) as editions,
        ):
            patterns.join()
            gc.freeze()
            gc.enable()
            serve(editions, listener, host, announce, rights)


def serve(
    editions: Editions, listener: socket.socket, host: str, announce: Callable[[str], None], rights: Rights
) -> None:
    """Serve editions on a socket that listens, until the process is told to stop.

    Args:
        editions: What is served; the caller's to close.
        listener: Where.
        host: Name under which it is called.
        announce: Called with the address.
        rights: What people may do.

    Raises:
        NotIsolatedError: if query processes could call other machines.
    """
    with editions.current() as edition:
        if not edition.queries.isolated and editions.settings.query_network != "allowed":
            raise NotIsolatedError
    hosts = ("*",) if host in _EVERYWHERE else (*LOOPBACK, host)
    # No access log of its own: it would keep what people ask.
    config = uvicorn.Config(
        create_app(editions, hosts, rights),
        log_config=configuration(cast("Kind", editions.settings.log)),
        access_log=False,
        server_header=False,
    )
    shown = "127.0.0.1" if host in _EVERYWHERE else host
    announce(f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}/")
    with suppress(KeyboardInterrupt):  # how one stops it
        uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        PortTakenError: if another program does so there.
    """
    # Named as TCP, or asyncio does not switch Nagle's algorithm off, and each answer waits 40 ms for its second half.
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise PortTakenError(str(error)) from error
    return listener


def is_exposed(host: str) -> bool:
    """Whether other machines can reach a server on this address."""
    return host not in LOOPBACK and not host.startswith("127.") and host != "::1"
