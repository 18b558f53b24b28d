"""The web server process."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from search_api.api import LOOPBACK, create_app
from search_api.collection import Collection

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never a default


class PortTakenError(OSError):
    """Another program listens on the port, or the address is not one of this machine."""


def run(collection: Collection, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve a collection until the process is told to stop.

    Args:
        collection: What is served.
        host: Address to listen on.
        port: Port, or 0 for any free one.
        announce: Called with the address once it listens.

    Raises:
        PortTakenError: if it cannot listen there.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen()
        except OSError as error:
            raise PortTakenError(str(error)) from error
        hosts = ("*",) if host in _EVERYWHERE else (*LOOPBACK, host)
        # No access log: it would keep what people ask.
        config = uvicorn.Config(create_app(collection, hosts), log_level="warning", access_log=False)
        shown = "127.0.0.1" if host in _EVERYWHERE else host
        announce(f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}/")
        with suppress(KeyboardInterrupt):  # how one stops it
            uvicorn.Server(config).run(sockets=[listener])


def is_exposed(host: str) -> bool:
    """Whether other machines can reach a server on this address."""
    return host not in LOOPBACK and not host.startswith("127.") and host != "::1"
