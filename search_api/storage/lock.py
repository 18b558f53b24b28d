"""Locks of folders: one process at a time may change a collection, and what somebody reads is not deleted.

The operating system lets go of a lock when its process dies, however it dies.
"""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from search_api.errors import BusyError

_LONGEST_COMMAND: Final = 120


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock of ``folder`` for a ``with`` block.

    Raises:
        BusyError: at once, if another process holds it; the message says which.
    """
    descriptor = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                f"Bộ sưu tập {folder} đang được một tiến trình khác cập nhật{_told(folder / 'lock')}. "
                "Hãy chờ xong rồi chạy lại; trong lúc đó vẫn tìm kiếm và tra cứu được."
            ) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(_this_process(), ensure_ascii=False).encode())
        yield
    finally:
        os.close(descriptor)


def _this_process() -> dict[str, object]:
    words = shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]])
    now = datetime.now().astimezone().strftime("%H:%M:%S %d/%m/%Y")
    return {"pid": os.getpid(), "command": words[:_LONGEST_COMMAND], "since": now}


def _told(file: Path) -> str:
    """What the holder of a lock says of itself; nothing if it has not yet written it."""
    try:
        holder = json.loads(file.read_text(encoding="utf-8"))
        return f" (PID {holder['pid']}, lệnh `{holder['command']}`, từ {holder['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def hold(folder: Path) -> int:
    """Keeps ``folder`` from being taken as :func:`unused`, until the descriptor that this gives is closed."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


@contextmanager
def unused(folder: Path) -> Iterator[bool]:
    """Whether nobody holds ``folder``; if so, nobody can while the block runs."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)
