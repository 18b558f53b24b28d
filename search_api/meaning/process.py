"""Encoding in a process of its own beside a server: at the lowest priority, so that questions go first.

It ends with the server however that ends, as the end of its input tells it to; what it has encoded is kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Final

from search_api.beside import end_with_input
from search_api.collection import Collection
from search_api.meaning.default_model import ModelError
from search_api.meaning.encoder import SentenceEncoder
from search_api.meaning.encoding import encode, encoding_alone
from search_api.settings import Settings, processors

_LOWEST_PRIORITY: Final = 19


class EncodingProcess:
    """The process, while there is something to encode."""

    def __init__(self, settings: Settings) -> None:
        """Starts nothing yet."""
        self._folder = settings.data
        self._process: subprocess.Popen[bytes] | None = None
        self._failed_with: int | None = None

    def see_to(self, collection: Collection) -> None:
        """Starts the process if passages are to be encoded and nobody is at it; after a failure, once they change."""
        if self._process and self._process.poll() is not None:
            self._failed_with = collection.version if self._process.returncode else None
            self._process = None
        if self._process or collection.encoder.loading or self._failed_with == collection.version:
            return
        if collection.unencoded and self._free():
            command = [sys.executable, "-m", "search_api.meaning.process", str(self._folder)]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own module, no shell

    def _free(self) -> bool:
        with encoding_alone(self._folder) as alone:
            return alone

    def close(self) -> None:
        """Ends the process and waits for it."""
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait()


def main() -> None:
    """Encodes what is missing in the collection that the first argument names, until the input ends."""
    end_with_input()
    os.nice(_LOWEST_PRIORITY)
    settings = replace(Settings.from_environment(), data=Path(sys.argv[1]))
    try:
        encode(settings.data, SentenceEncoder(settings, max(1, processors() // 2)), lambda _: None)
    except ModelError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
