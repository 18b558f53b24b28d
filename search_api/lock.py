"""The lock of a folder that one process at a time may change."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search_api.errors import CollectionError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock of ``folder`` for a ``with`` block; the operating system lets go of it if the process dies.

    Raises:
        CollectionError: at once, if another process holds it.
    """
    descriptor = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CollectionError(
                f"Bộ sưu tập {folder} đang được một tiến trình khác cập nhật. Hãy chờ xong rồi chạy lại."
            ) from error
        yield
    finally:
        os.close(descriptor)
