"""Processes beside the server: started with a pipe as their input, they end with the server however that ends."""

from __future__ import annotations

import os
import signal
import sys
import threading


def end_with_input() -> None:
    """From now on this process ends at once when its input does, and Ctrl+C, which is for the server, does not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server then closes the input
    threading.Thread(target=_wait, args=(sys.stdin.fileno(),), daemon=True).start()


def _wait(descriptor: int) -> None:
    while os.read(descriptor, 1024):  # not through sys.stdin, whose lock would abort a process that comes to its end
        pass
    os._exit(0)
