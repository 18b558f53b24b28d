"""Milestones: dated steps of a drive that no one in particular is charged with ("Tổng kết: trong tháng 11/2021")."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.facts import Span, Task
from ingest.tasks.charges import Page, expression
from ingest.tasks.task import due_in, task_of


def milestones_in(page: Page, sentence: Span) -> Iterator[Task]:
    """The milestones of a sentence that begins with one: each step that has a date of its own.

    Steps without a date of their own share that of the next one ("Sơ kết, tổng kết ... trong tháng 11/2021").
    """
    opening = expression("milestone").match(page.folded, *sentence)
    if opening is None:
        return
    start = opening.start("step")
    cuts = [match.span() for match in expression("next_milestone").finditer(page.folded, opening.end(), sentence.end)]
    for end, following in [*cuts, (sentence.end, sentence.end)]:
        step = Span(start, end)
        if due := due_in(page, step):
            yield task_of(page, step, (), (), due, "milestone")
            start = following
