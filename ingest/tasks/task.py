"""A task as a fact: its words without what closes them, who bears it, and the date by which it is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ingest.facts import Span, Task, TaskForm
from ingest.tasks.charges import Page, expression

_DEADLINE_WORDS: Final = 50
_YEAR: Final = 4
_TRAILING: Final = ' \t\r\n.;,:/*_(“"-'


class Due(NamedTuple):
    """A deadline: its value, ISO 8601, and where it is printed."""

    value: str
    span: Span


def due_in(page: Page, span: Span) -> Due | None:
    """The first date of a part that stands after words such as "trước ngày"."""
    for date in page.dates_in(span):
        before = page.folded[max(span.start, date.span.start - _DEADLINE_WORDS) : date.span.start]
        only_year = "-" not in date.value and expression("weak_deadline").search(before)
        passed = date.value.split("/")[-1][:_YEAR] < (page.document.resolved("date") or "")[:_YEAR]
        if expression("deadline").search(before) and not (only_year or passed or page.is_cited(date.span.start)):
            return Due(date.value, date.span)
    return None


def task_of(
    page: Page, span: Span, lead: Sequence[str], supporting: Sequence[str], due: Due | None, form: TaskForm
) -> Task:
    """The task that a span of a page describes; who leads it does not support it too."""
    span = _trimmed(page.text, span)
    return Task(
        span=span,
        text=page.text[span.start : span.end],
        document=page.document.id,
        lead=tuple(lead),
        supporting=tuple(name for name in dict.fromkeys(supporting) if name not in lead),
        deadline=due.value if due else None,
        deadline_span=due.span if due else None,
        form=form,
    )


def _trimmed(text: str, span: Span) -> Span:
    """The span without closing punctuation, emphasis, and a bracket that it does not open."""
    start, end = span
    while end > start and (
        text[end - 1] in _TRAILING
        or (text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end))
    ):
        end -= 1
    while start < end and text[start] in " \t\n*":
        start += 1
    return Span(start, end)
