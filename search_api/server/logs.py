"""What the server writes to its log: one line an event, without the content of documents or questions.

A path may name a document and a parameter holds a question, so neither is written; nor is the message of an exception,
which may quote either. Its kind and the lines of code that it passed are.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal

Kind = Literal["text", "json", "off"]
KINDS: Final[tuple[Kind, ...]] = ("text", "json", "off")
REQUESTS: Final = "search_api.requests"
"""Name of the logger of requests; :func:`configuration` says whether they are written."""

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlainLines(logging.Formatter):
    """Lines for people."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and one for each place of an exception."""
        told = _told(record)
        frames = "".join(f"\n    {frame}" for frame in told.pop("frames", ()))
        event = " ".join(str(value) for key, value in told.items() if key not in ("time", "level"))
        return f"{told['time']} {told['level']} {event}{frames}"


class JsonLines(logging.Formatter):
    """Lines for programs: a JSON object each."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        return json.dumps(_told(record), ensure_ascii=False)


def configuration(kind: Kind) -> dict[str, Any]:
    """How the server logs, for :func:`logging.config.dictConfig`.

    Args:
        kind: ``text`` and ``off`` write warnings and errors only, for people; ``off`` only errors; ``json`` writes each
            request too, for programs.
    """
    formatter = JsonLines if kind == "json" else PlainLines
    level = "ERROR" if kind == "off" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": formatter}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {REQUESTS: {"level": "INFO" if kind == "json" else level}},
    }


def _told(record: logging.LogRecord) -> dict[str, Any]:
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": _event(record),
        **getattr(record, "fields", {}),
    }
    if record.exc_info:
        told |= _exception(record.exc_info)
    return told


def _event(record: logging.LogRecord) -> str:
    """The message; of an exception, only up to its own text, which libraries append after a line end."""
    return record.getMessage().partition("\n")[0]


def _exception(info: _ExcInfo) -> dict[str, Any]:
    kind, _, trace = info
    frames = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return {"exception": kind.__name__ if kind else "", "frames": frames}
