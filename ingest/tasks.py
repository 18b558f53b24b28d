"""Tasks: work that a document assigns, with who leads it, who supports it and by when.

Work is assigned by a verb ("Giao Sở Nội vụ chủ trì ..."), by its subject ("Sở Tài chính bảo đảm ..."), under a heading
that names who bears it, in a row of a table, or by labels below it ("Cơ quan chủ trì: ..."). A part of a sentence that
has a deadline of its own is a task of its own. Everything is matched in the folded view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from ingest.bearers import Bearers
from ingest.charges import LONGEST_HEADING, Charge, Page, charge_of, expression, heading_charge
from ingest.data import load
from ingest.facts import DateMention, Document, Span, Task, TaskForm
from ingest.items import UNMARKED, Item, body_of, items
from ingest.spans import merged, touched
from ingest.tables import Row

_BREAK: Final = re.compile(r"(?<=[^\s.][a-z0-9)\"*”])[.?!][\"*)]*\s+(?=[^\s])|;\s+")
_DEADLINE_WORDS: Final = 50
_SHORTEST_WORK: Final = 12
_FEW_WORDS: Final = 3
_TRAILING: Final = ' \t\r\n.;,:/*_(“"-'


class _Due(NamedTuple):
    value: str
    span: Span


def find(
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
        known: Who may bear work in the file (see ``ingest.bearers``).
        dates: The dates of the file, in reading order.
        cited: Where references stand, merged (see ``ingest.spans``); the words of a reference assign nothing.
        table: The rows of the document's tables of work (see ``ingest.tables``).
    """
    data = load("tasks.toml")
    if document.type in data["none"]:
        return []
    page = Page(text, folded, document, known, dates, cited)
    elsewhere = merged([*(row.span for row in table), *document.recipient_spans])
    outline = [item for item in items(text, folded, body_of(document)) if not touched(elsewhere, item.span)]
    found = [*(_of_row(page, row) for row in table), *_of_outline(page, outline)]
    return sorted(
        (task for task in found if task.text), key=lambda task: task.span
    )  # a form left blank assigns nothing


# --- tables


def _of_row(page: Page, row: Row) -> Task:
    lead, supporting = _cell_names(page, row.lead)
    supporting += _cell_names(page, row.support)[0]
    due = next(
        (_Due(date.value, date.span) for cell in (row.time, row.section) if cell for date in page.dates_in(cell)), None
    )
    return _task(page, row.content, lead, supporting, due, "table")


def _cell_names(page: Page, cell: Span | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The agencies that a cell names: those before "Phối hợp" lead, those after it support."""
    if cell is None:
        return (), ()
    turn = expression("supports").search(page.folded, cell.start, cell.end)
    names: tuple[list[str], list[str]] = ([], [])
    for position in range(cell.start, cell.end):
        if agency := page.bearers.starts.get(position):
            names[bool(turn and position >= turn.start())].append(agency.name)
    return tuple(dict.fromkeys(names[0])), tuple(dict.fromkeys(names[1]))


# --- running text


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
    ruled = statute or page.document.type in data["rules"]
    assigning, begun = not ruled, False
    in_force: list[_Heading] = []
    above: list[Item] = []
    labelled_to = 0
    content: Item | None = None
    for index, item in enumerate(outline):
        if index < labelled_to:
            continue
        following = outline[index + 1] if index + 1 < len(outline) else None
        while in_force and _ends(in_force[-1], outline, index):
            in_force.pop()
        while above and above[-1].rank >= item.rank:
            above.pop()
        if ruled and item.rank <= 2:
            assigning = bool(
                expression("assigning_parts").search(
                    page.folded, item.span.start, min(item.span.end, item.span.start + 120)
                )
            )
        begun = begun or item.rank < UNMARKED
        if label := _label("content").match(page.folded, *item.span):
            content = Item(Span(label.end(), item.span.end), item.rank, item.closed)
            content = content if content.span.end - content.span.start > _SHORTEST_WORK else None
        elif content and item.rank < content.rank:
            content = None
        if expression("closing").match(page.folded, item.span.start, item.span.end):
            in_force.clear()
        labels = _labels(page, outline, index)
        if labels.names:
            labelled_to = index + labels.items
            if work := content or (above[-1] if above else None):
                content = None
                yield _task(page, work.span, labels.names[0], labels.names[1], labels.due, "labels")
        elif assigning and (heading := heading_charge(page, item, following)):
            floor = item.rank + 1 if item.rank < UNMARKED or not following else following.rank
            in_force.append(_Heading(index, floor, heading))
        elif (assigning or not statute) and not _is_title(page, item, following) and not _lists(page, above):
            tells = assigning and begun and page.document.type not in data["reports"]
            yield from _of_item(page, item, in_force[-1].charge if in_force else None, tells=tells)
        above.append(item)
        if page.text[item.span.start : item.span.end].rstrip(" *").endswith("./."):
            in_force.clear()
            begun = False


def _lists(page: Page, above: Sequence[Item]) -> bool:
    """Whether the items under some headings only list those concerned ("Đối tượng áp dụng")."""
    return any(expression("listing_parts").match(page.folded, *item.span) for item in above)


def _ends(heading: _Heading, outline: Sequence[Item], index: int) -> bool:
    """Whether a heading no longer holds: a higher rank begins, or a paragraph closes the list below it."""
    if outline[index].rank < heading.floor:
        return True
    after_list = index - 1 > heading.index and outline[index - 1].rank < UNMARKED
    return outline[index].rank == UNMARKED and after_list


def _is_title(page: Page, item: Item, following: Item | None) -> bool:
    """Whether an item only announces those below it."""
    if item.is_upper(page.text):
        return True
    if following is None or not UNMARKED > following.rank > item.rank:
        return False
    words = page.folded[item.span.start : item.span.end].rstrip(" *")
    return words.endswith(":") or (not item.closed and len(words) < LONGEST_HEADING)


def _of_item(page: Page, item: Item, heading: Charge | None, *, tells: bool) -> Iterator[Task]:
    """The tasks of one item: each charge with the parts up to the next, cut where a part has its own deadline."""
    if expression("no_work").match(page.folded, item.span.start, item.span.start + 60):
        return
    parts: list[Span] = []
    charge = heading
    form: TaskForm = "heading"
    for part, opens in _parts_of(page.folded, item.span):
        if found := charge_of(page, part, tells=tells and opens):
            if charge and parts:
                yield from _cut(page, parts, charge, form)
            charge, form, parts = found, "assignment", [Span(found.start, part.end)]
        elif (
            opens
            and (subject := page.bearers.run_at(part.start))
            and expression("tells").match(page.folded[subject.end : part.end])
        ):
            if charge and parts:
                yield from _cut(page, parts, charge, form)
            charge, parts = None, []
        elif charge and _says_work(page, part):
            parts.append(part)
    if charge and parts:
        yield from _cut(page, parts, charge, form)


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
    due: _Due | None = None
    for part in parts:
        own = _due(page, part)
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


def _assigned(page: Page, span: Span, charge: Charge, due: _Due | None, form: TaskForm) -> Task:
    supporting: tuple[str, ...] = ()
    for match in expression("supports").finditer(page.folded, span.start, span.end):
        if run := page.bearers.run_at(match.end()):
            supporting = run.names
            break
    return _task(page, span, charge.run.names, supporting, due, form)


def _due(page: Page, span: Span) -> _Due | None:
    """The first date of a part that stands after words such as "trước ngày"."""
    for date in page.dates_in(span):
        before = page.folded[max(span.start, date.span.start - _DEADLINE_WORDS) : date.span.start]
        only_year = "-" not in date.value and expression("weak_deadline").search(before)
        if expression("deadline").search(before) and not only_year and not page.is_cited(date.span.start):
            return _Due(date.value, date.span)
    return None


@cache
def _label(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{load('tasks.toml')['columns'][kind]})\s*:")


class _Labels(NamedTuple):
    """What labels below an item say: how many items they take, lead and supporting agencies, deadline."""

    items: int = 0
    names: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    due: _Due | None = None


def _labels(page: Page, outline: Sequence[Item], index: int) -> _Labels:
    """The labels ("Cơ quan chủ trì: ...", "Thời gian: ...") that begin at an item of the outline."""
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    due: _Due | None = None
    named, count = False, 0
    for at in range(index, len(outline)):
        item = outline[at]
        kind = next((kind for kind in ("lead", "support", "time") if _label(kind).match(page.folded, *item.span)), None)
        if kind is None:
            break
        count += 1
        if kind == "time":
            due = due or next((_Due(date.value, date.span) for date in page.dates_in(item.span)), None)
        elif kind == "lead":
            first, second = _cell_names(page, item.span)
            lead, supporting, named = lead + first, supporting + second, True
        else:
            supporting += sum(_cell_names(page, item.span), ())
    return _Labels(count, (lead, supporting), due) if named else _Labels()


def _task(
    page: Page, span: Span, lead: Sequence[str], supporting: Sequence[str], due: _Due | None, form: TaskForm
) -> Task:
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
