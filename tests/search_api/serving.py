"""Serves the collection in a folder as ``danchieu serve`` does, but without a model.

Run as ``python -m tests.search_api.serving DATA``; prints its address.
"""

import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from search_api.server.editions import Editions
from search_api.server.process import listening, serve
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings

from .conftest import SyllableEncoder

if __name__ == "__main__":
    settings = replace(Settings.from_environment(), data=Path(sys.argv[1]))
    with (
        listening("127.0.0.1", 0) as listener,
        closing(Editions(settings, SyllableEncoder())) as editions,
    ):
        rights = Rights(Tokens(settings.data), writable=True, reading=settings.reading)
        serve(editions, listener, "127.0.0.1", lambda address: print(address, flush=True), rights)
