"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Gives a draft beside ``path`` to write; it takes the place of ``path`` when the block ends without an error.

    A crash or a full disk leaves what was there before.

    Raises:
        OSError: if it cannot be written there.
    """
    if path.is_dir():
        raise IsADirectoryError(f"{path}")
    draft = path.with_name(f".{path.name}.{os.getpid()}.draft")
    try:
        yield draft
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
