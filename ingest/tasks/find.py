"""Tasks: work that a document assigns, with who leads it, who supports it and by when.

Work is assigned by a verb ("Giao Sở Nội vụ chủ trì ..."), by its subject ("Sở Tài chính bảo đảm ..."), under a heading
that names who bears it, in a row of a table, or by labels below it ("Cơ quan chủ trì: ..."). A part of a sentence that
has a deadline of its own is a task of its own; so is a dated step of a drive with which no one is charged. Everything
is matched in the folded view.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.data import load
from ingest.facts import DateMention, Document, Span, Task, TaskForm
from ingest.tasks.bearers import Bearers
from ingest.tasks.cells import task_of_row, tasks_of_labels
from ingest.tasks.charges import (
    LONGEST_HEADING,
    Charge,
    Page,
    charge_of,
    enumerates,
    expression,
    heading_charge,
    topic_end,
)
from ingest.tasks.labels import group_at, label_of
from ingest.tasks.milestones import milestones_in
from ingest.tasks.parts import WHOLE, Part, begins_form, below_addresses, part_of, quoted_after
from ingest.tasks.tables import Row
from ingest.tasks.task import Due, due_in, task_of
from ingest.text.items import UNMARKED, Item, body_of, items
from ingest.text.spans import merged, touched

_BREAK: Final = re.compile(r"(?<=[^\s.][a-z0-9)\"*”])[.?!][\"*)]*\s+(?=[^\s])|;\s+")
_TELLING: Final = frozenset({"table", "labels"})
_CLAUSE_ENDS: Final = (",", ".", ";", ":", ")")
_ADJACENT: Final = 3
_LONGEST_NAME: Final = 80
_FEW_WORDS: Final = 3
_PARAGRAPHS: Final = 5


def find_tasks(
    text: str,
    folded: str,
    document: Document,
    known: Bearers,
    dates: Sequence[DateMention],
    cited: Sequence[Span],
    table: Sequence[Row],
) -> list[Task]:
    """The tasks that one document assigns, in reading order.

    Args:
        text: The source text of the file.
        folded: Its folded view.
        document: The document, with its span and subject.
        known: Who may bear work in the file (see ``ingest.tasks.bearers``).
        dates: The dates of the file, in reading order.
        cited: Where references stand, merged (see ``ingest.text.spans``); the words of a reference assign nothing.
        table: The rows of the document's tables of work (see ``ingest.tasks.tables``).
    """
    data = load("tasks.toml")
    if document.type in data["none"]:
        return []
    page = Page(text, folded, document, known, dates, cited)
    elsewhere = merged([*(row.span for row in table), *document.recipient_spans])
    outline = [item for item in items(text, folded, body_of(document)) if not touched(elsewhere, item.span)]
    found = [*(task_of_row(page, row) for row in table), *_of_outline(page, outline)]
    return _once(task for task in found if re.search(r"[^\W\d_]", task.text))


def _once(found: Iterable[Task]) -> list[Task]:
    """The tasks in reading order, without those that stand inside another one: labels and rows tell more than words."""
    kept: list[Task] = []
    for task in sorted(found, key=lambda task: (task.span.start, -task.span.end, task.form not in _TELLING)):
        if kept and kept[-1].span.contains(task.span):
            if task.form in _TELLING and kept[-1].form not in _TELLING:
                kept[-1] = task
            continue
        kept.append(task)
    return kept


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading in force: where it stands in the outline, the lowest rank it holds, who is charged below it."""

    index: int
    floor: int
    charge: Charge


def _of_outline(page: Page, outline: Sequence[Item]) -> Iterator[Task]:
    """Walk the outline with the headings in force: who bears what stands below them."""
    data = load("tasks.toml")
    statute = page.document.type in data["statutes"]
    ruled = statute or (page.document.type in data["rules"] and any(item.rank == 1 for item in outline))
    reports = page.document.type in data["reports"]
    begun = False
    in_force: list[_Heading] = []
    above: list[Part] = []
    labelled_to = 0
    blank_form = False
    addressed = False
    opened = 0
    for index, item in enumerate(outline):
        if index < labelled_to:
            continue
        following = outline[index + 1] if index + 1 < len(outline) else None
        while in_force and _ends(page, in_force[-1], outline, index):
            in_force.pop()
        while above and above[-1].rank >= item.rank:
            above.pop()
        if begins_form(page, outline, index):
            blank_form = True
        elif expression("after_forms").match(page.folded, *item.span):
            blank_form = False
        quoted, opened = opened, quoted_after(page.text, item, opened)
        addressed = item.rank < UNMARKED and (addressed or below_addresses(page, outline, index - 1))
        if blank_form or addressed or quoted or expression("blanks").search(page.folded, *item.span):
            continue
        if item.rank == UNMARKED and not statute and item.is_upper(page.text):
            if expression("regulations").match(page.folded, *item.span):
                ruled = True
            elif expression("plans").match(page.folded, *item.span):
                ruled = False
        here = part_of(page, item, above[-1] if above else WHOLE)
        assigning = not ruled or here.assigns
        begun = begun or item.rank < UNMARKED
        if expression("closing").match(page.folded, item.span.start, item.span.end):
            in_force.clear()
        if group := group_at(page.folded, outline, index, labelled_to):
            labelled_to = index + group.items
            yield from tasks_of_labels(page, group)
        elif assigning and not here.rules and (titled := heading_charge(page, item, following)):
            floor = item.rank + 1 if item.rank < UNMARKED or not following else following.rank
            in_force.append(_Heading(index, floor, titled))
        elif (assigning or not statute) and not _is_title(page, item, following) and not here.lists:
            tells = assigning and begun and not reports and not here.rules
            charge = in_force[-1].charge if in_force else None
            charged = list(_of_item(page, item, charge, tells=tells, anywhere=assigning))
            yield from charged
            if tells:
                yield from _milestones(page, item, merged(task.span for task in charged))
        above.append(here)
        if page.text[item.span.start : item.span.end].rstrip(" *").endswith("./."):
            in_force.clear()
            begun = False


def _ends(page: Page, heading: _Heading, outline: Sequence[Item], index: int) -> bool:
    """Whether a heading no longer holds: a higher rank begins, or a paragraph closes the list below it.

    A paragraph that names no bearer and has the list go on below it only goes on the item above.
    """
    item = outline[index]
    if item.rank < heading.floor:
        return True
    after_list = index - 1 > heading.index and outline[index - 1].rank < UNMARKED
    if item.rank < UNMARKED or not after_list:
        return False
    if page.bearers.run_at(item.span.start) or expression("closing").match(page.folded, *item.span):
        return True
    below = next((other for other in outline[index + 1 : index + _PARAGRAPHS] if other.rank < UNMARKED), None)
    return below is None or below.rank != outline[index - 1].rank


def _is_title(page: Page, item: Item, following: Item | None) -> bool:
    """Whether an item only announces those below it."""
    if item.is_upper(page.text):
        return True
    if following is None or following.rank <= item.rank or enumerates(page, item, following):
        return False
    words = page.folded[item.span.start : item.span.end].rstrip(" *")
    return words.endswith(":") or (following.rank < UNMARKED and not item.closed and len(words) < LONGEST_HEADING)


def _of_item(page: Page, item: Item, heading: Charge | None, *, tells: bool, anywhere: bool) -> Iterator[Task]:
    """The tasks of one item: each charge with the parts up to the next, cut where a part has its own deadline.

    ``anywhere`` says that a verb charges inside a clause too, not only where one begins, as among rules.
    """
    if expression("no_work").match(page.folded, item.span.start, item.span.start + 60):
        return
    if expression("motto").match(page.folded, *item.span) or _only_names(page, item):
        return
    parts: list[Span] = []
    charge = heading
    form: TaskForm = "heading"
    start = item.span.start if label_of(page.folded, item) else topic_end(page, item)
    for part, opens in _parts_of(page.folded, Span(start, item.span.end)):
        found = charge_of(page, part, tells=tells and opens)
        if found and (anywhere or _begins_clause(page, part, found.start)):
            if charge and parts:
                yield from _cut(page, parts, charge, form)
            charge, form, parts = found, "assignment", [Span(found.start, part.end)]
        elif (
            opens
            and (subject := page.bearers.run_at(part.start))
            and expression("tells").match(page.folded[subject.end : part.end])
            and (heading is None or subject.names or expression("looks_back").match(page.folded, subject.end, part.end))
        ):
            if charge and parts:
                yield from _cut(page, parts, charge, form)
            charge, parts = None, []
        elif charge and _says_work(page, part) and not (opens and page.is_cited(part.start)):
            parts.append(part)
    if charge and parts:
        yield from _cut(page, parts, charge, form)


def _milestones(page: Page, item: Item, charged: Sequence[Span]) -> Iterator[Task]:
    """The milestones of an item outside the work that someone is charged with."""
    for part, opens in _parts_of(page.folded, item.span):
        if opens and not touched(charged, part):
            yield from milestones_in(page, part)


def _begins_clause(page: Page, part: Span, position: int) -> bool:
    """Whether a verb begins a part or a clause of it, or follows who assigns ("Ủy ban nhân dân tỉnh giao ...")."""
    before = page.folded[max(part.start, position - 8) : position].rstrip(' *\n"“(')
    named = (page.bearers.starts.get(start) for start in range(max(part.start, position - _LONGEST_NAME), position))
    return (
        not before
        or before.endswith(_CLAUSE_ENDS)
        or any(agency and 0 <= position - agency.span.end < _ADJACENT for agency in named)
    )


def _only_names(page: Page, item: Item) -> bool:
    """Whether an item only gives names after a colon ("Cơ quan thẩm định: Sở Nội vụ")."""
    colon = page.folded.find(":", *item.span)
    names = re.compile(r":[\s*]*").match(page.folded, colon) if colon >= 0 else None
    run = page.bearers.run_at(names.end()) if names else None
    return run is not None and not page.folded[run.end : item.span.end].strip(" *.;,")


def _parts_of(folded: str, span: Span) -> Iterator[tuple[Span, bool]]:
    """The sentences of an item, cut at semicolons too, and whether a part begins a sentence."""
    start, opens = span.start, True
    for match in _BREAK.finditer(folded, span.start, span.end):
        yield Span(start, match.start() + 1), opens
        start, opens = match.end(), match[0][0] != ";"
    if start < span.end:
        yield Span(start, span.end), opens


def _cut(page: Page, parts: Sequence[Span], charge: Charge, form: TaskForm) -> Iterator[Task]:
    """One task for the parts without a deadline, one for each part with its own."""
    whole: Span | None = None
    due: Due | None = None
    for part in parts:
        own = due_in(page, part)
        if whole and (expression("completes").match(page.folded, part.start) or (own is None and due is None)):
            whole, due = Span(whole.start, part.end), due or own
            continue
        if whole:
            yield _assigned(page, whole, charge, due, form)
        whole, due = part, own
    if whole:
        yield _assigned(page, whole, charge, due, form)


def _says_work(page: Page, span: Span) -> bool:
    """Whether a part says more than a word or two."""
    return len(page.folded[span.start : span.end].split()) > _FEW_WORDS


def _assigned(page: Page, span: Span, charge: Charge, due: Due | None, form: TaskForm) -> Task:
    supporting: list[str] = []
    for match in expression("supports").finditer(page.folded, span.start, span.end):
        if run := page.bearers.run_at(match.end()):
            supporting += run.names
    return task_of(page, span, charge.run.names, supporting, due, form)
