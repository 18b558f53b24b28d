"""Comparisons as tables in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from search_api.commands.terminal import console, name_of
from search_api.wording import Language, say

_Row = Mapping[str, Any]


def _figure(row: _Row) -> str:
    """The figure of a target as Vietnamese texts print it: "≥ 8 %", "7 - 7,5 %"."""
    bound = {"=": "", ">=": "≥ ", "<=": "≤ "}.get(row["comparison"], f"{row['comparison']} ")
    change = {"up": "+", "down": "-"}.get(row["change"], "")
    numbers = [row["value"]] if row["value"] is not None else [row["low"], row["high"]]
    printed = " - ".join(f"{number:,.10g}".translate(str.maketrans(",.", ".,")) for number in numbers)
    return f"{bound}{change}{printed} {row['unit'] or ''}".strip()


def _period(row: _Row) -> str:
    return " - ".join(value or "…" for value in (row["start"], row["end"])) if row["start"] or row["end"] else ""


def _document(row: _Row) -> str:
    return name_of(row["work"])


def _of(field: str) -> Callable[[_Row], str]:
    return lambda row: "; ".join(row[field]) if isinstance(row[field], tuple | list) else str(row[field] or "")


COLUMNS: Final[Mapping[str, Mapping[str, Callable[[_Row], str]]]] = {
    "campaigns": {
        "period": _period,
        "kind": _of("kind"),
        "name": _of("name"),
        "theme": _of("theme"),
        "organizer": _of("organizer"),
        "document": _document,
    },
    "anniversaries": {"event": _of("event_name"), "years": _of("years"), "name": _of("name"), "document": _document},
    "targets": {"indicator": _of("indicator"), "period": _of("period"), "figure": _figure, "document": _document},
    "tasks": {
        "deadline": _of("deadline"),
        "task": _of("text"),
        "lead": _of("lead"),
        "supporting": _of("supporting"),
        "document": _document,
    },
    "leaders": {"lead": _of("name"), "tasks": _of("tasks")},
    "signers": {
        "signer": _of("name"),
        "capacity": _of("capacity"),
        "position": _of("position"),
        "agency": _of("agency"),
        "document": _document,
    },
}
"""The columns of each comparison: the key of the heading under ``compare`` in the wording, and what a cell holds."""


def print_rows(answer: Mapping[str, Any], language: Language) -> None:
    """Print the JSON of a comparison as a table."""
    columns = COLUMNS[answer["kind"]]
    table = Table(*(say(f"compare.{name}", language) for name in columns))
    for row in answer["rows"]:
        table.add_row(*(Text(cell(row)) for cell in columns.values()))
    console().print(table)
