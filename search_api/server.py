"""The web server process."""

from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress

import uvicorn

from search_api.api import LOOPBACK, create_app
from search_api.collection import Collection
from search_api.editions import Editions
from search_api.encoder import SentenceEncoder
from search_api.encoding_process import EncodingProcess
from search_api.question.understanding import understand
from search_api.settings import Settings

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, never a default


class PortTakenError(OSError):
    """Another program listens on the port, or the address is not one of this machine."""


def run(settings: Settings, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve a collection until the process is told to stop.

    It answers by words at once, and by meaning when the model is loaded; what is not encoded yet is encoded beside it.
    Other commands may change the collection meanwhile; what they change is served seconds later.

    Args:
        settings: Where the collection is.
        host: Address to listen on.
        port: Port, or 0 for any free one.
        announce: Called with the address once it listens.

    Raises:
        PortTakenError: if it cannot listen there.
        CollectionError, StoreError: if the collection cannot be used.
    """
    with _listener(host, port) as listener:
        gc.disable()  # what is made until the first question stays; to look for garbage in it takes a third of the time
        patterns = threading.Thread(target=understand, args=("chỉ thị",), daemon=True)
        patterns.start()  # they are compiled while the query processes start, else the first question would wait for it
        encoder = SentenceEncoder(settings)
        with Collection.open(settings, encoder) as collection:
            collection.mend()
        hosts = ("*",) if host in _EVERYWHERE else (*LOOPBACK, host)
        # No access log: it would keep what people ask.
        with (
            closing(EncodingProcess(settings)) as encoding,
            closing(Editions(settings, encoder, encoding.see_to)) as editions,
        ):
            patterns.join()
            gc.freeze()
            gc.enable()
            config = uvicorn.Config(create_app(editions, hosts), log_level="warning", access_log=False)
            shown = "127.0.0.1" if host in _EVERYWHERE else host
            announce(f"http://{f'[{shown}]' if ':' in shown else shown}:{listener.getsockname()[1]}/")
            with suppress(KeyboardInterrupt):  # how one stops it
                uvicorn.Server(config).run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
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
