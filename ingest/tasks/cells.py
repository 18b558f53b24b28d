"""Tasks whose parts stand each in a place of its own: rows of tables, and labels below an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingest.facts import Span, Task
from ingest.tasks.charges import Page, expression
from ingest.tasks.labels import Group
from ingest.tasks.tables import Row
from ingest.tasks.task import Due, task_of

_YEARS: Final = re.compile(r"(20\d\d)(?:\s?[-–]\s?(20\d\d))?")


def task_of_row(page: Page, row: Row) -> Task:
    """The task that a row of a table describes; a row without a time has that of the row that heads it."""
    lead, supporting = _cell_names(page, row.lead)
    supporting += _cell_names(page, row.support)[0]
    due = next(
        (Due(date.value, date.span) for cell in (row.time, row.section) if cell for date in page.dates_in(cell)), None
    )
    if due is None and row.time and (years := _YEARS.fullmatch(page.text, *row.time)):
        due = Due("/".join(year for year in years.groups() if year), row.time)
    return task_of(page, row.content, lead, supporting, due, "table")


def tasks_of_labels(page: Page, group: Group) -> Iterator[Task]:
    """The tasks that labels below an item describe."""
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    for cell in group.lead:
        first, second = _cell_names(page, cell)
        lead, supporting = lead + first, supporting + second
    for cell in group.support:
        supporting += sum(_cell_names(page, cell), ())
    due = next((Due(date.value, date.span) for cell in group.time for date in page.dates_in(cell)), None)
    for work in group.works:
        yield task_of(page, work, tuple(dict.fromkeys(lead)), supporting, due, "labels")


def _cell_names(page: Page, cell: Span | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The agencies that a cell names: those before "Phối hợp" lead, those after it support."""
    if cell is None:
        return (), ()
    turn = expression("supports").search(page.folded, cell.start, cell.end)
    names: tuple[list[str], list[str]] = ([], [])
    for position in range(cell.start, cell.end):
        agency = page.bearers.starts.get(position)
        if agency and not expression("reported_to").search(page.folded, cell.start, position):
            names[bool(turn and position >= turn.start())].append(agency.name)
    return tuple(dict.fromkeys(names[0])), tuple(dict.fromkeys(names[1]))
