"""Rows of tables of work: what is to be done, who does it, by when; in Markdown, or one cell after another by lines.

Crawled pages print each cell of a table on lines of its own. Such a table is known by its header; a row begins at its
number, and its first cell ends where a line begins with who bears the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from ingest.data import load
from ingest.facts import Span
from ingest.tasks.bearers import Bearers
from ingest.text.lines import MARGIN, bare_lines

_RULE: Final = re.compile(r"[\s|:\-]+")
_NUMBER: Final = re.compile(r"\d{1,3}\s?\.?")
_SECTION: Final = re.compile(r"(?:[ivx]{1,5}|[a-d])\s?(?:[.)]|$)")
_OPEN_END: Final = re.compile(r"(?:[,;/(\-]|\b(?:va|voi|cua|cac|cung|phoi hop|cho))\s*$")
_LONGEST_HEADER: Final = 12
_LAST_WORDS: Final = 24
_TAG: Final = re.compile(r"<[^<>|]{1,80}>")

Line = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table of work; each part is where its cell stands. ``section`` is the row above that heads it."""

    content: Span
    lead: Span | None = None
    support: Span | None = None
    time: Span | None = None
    section: Span | None = None

    @property
    def span(self) -> Span:
        """From the content to the last cell."""
        cells = [cell.end for cell in (self.content, self.lead, self.support, self.time) if cell]
        return Span(self.content.start, max(cells))


def rows(text: str, folded: str, span: Span, known: Bearers) -> list[Row]:
    """The rows of all tables of work in a span of the source, in order."""
    lines = list(_cell_lines(text, span))
    found: list[Row] = []
    index = 0
    section: Span | None = None
    while index < len(lines):
        if text.startswith("|", lines[index][0]):
            last = index
            while last < len(lines) and text.startswith("|", lines[last][0]):
                last += 1
            part, section = _markdown(text, folded, lines[index:last], section)
            found += part
            index = last
        elif (header := _header(folded, lines, index)) is not None:
            columns, index = header
            body: list[Row]
            body, index = _printed(text, folded, lines, index, columns, known)
            found += body
        else:
            index += 1
    return found


def _cell_lines(text: str, span: Span) -> Iterator[Line]:
    """The lines of a span; those inside one emphasis are one line, and lines of marks alone (empty cells) are none."""
    opened: int | None = None
    for start, end in bare_lines(text, span):
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", end)
        raw = text[first : last if last >= 0 else len(text)]
        if start == end:
            opened = None
            if not raw.strip(" \t\r"):
                yield start, end
            continue
        begins = start if opened is None else opened
        odd = raw.count("**") % 2 == 1 and not raw.startswith("|")
        if odd == (opened is None):
            opened = begins
            continue
        opened = None
        yield begins, end


@cache
def _columns() -> Mapping[str, re.Pattern[str]]:
    data = load("tasks.toml")["columns"]
    return {
        name: re.compile(rf"[\s*]*(?:{data[name]})\s*(?:\([^()]*\))?[\s*]*")
        for name in ("number", "content", "lead", "support", "time")
    }


def _column(folded: str, cell: Span | Line) -> str:
    return next((name for name, form in _columns().items() if form.fullmatch(folded, *cell)), "other")


def _markdown(text: str, folded: str, lines: Sequence[Line], section: Span | None) -> tuple[list[Row], Span | None]:
    """The rows of one Markdown table, which may go on one that a page break cut, and the section last begun."""
    found: list[Row] = []
    columns: list[str] = []
    for start, end in lines:
        if _RULE.fullmatch(text, start, end):
            continue
        cells = _cells(text, start, end)
        kinds = [_column(folded, cell) for cell in cells]
        if "content" in kinds and ("lead" in kinds or "support" in kinds):
            columns = kinds
            continue
        if not columns or len(cells) != len(columns):
            continue
        row = dict(zip(columns, cells, strict=True))
        full = {name: cell for name, cell in row.items() if cell.start < cell.end}
        if len(full) == 1 or (
            len(full) == 2
            and "content" in full
            and "number" in full
            and len(columns) > 2
            and _SECTION.match(folded, full["number"].start)
        ):
            section = list(full.values())[-1]
        elif "content" in full:
            found.append(Row(full["content"], full.get("lead"), full.get("support"), full.get("time"), section))
    return found, section


def _cells(text: str, start: int, end: int) -> list[Span]:
    bars = [match.start() for match in re.finditer(r"\|", text[start:end])]
    inner = [(start + a + 1, start + b) for a, b in pairwise(bars)]
    return [_stripped(text, *cell) for cell in inner]


def _stripped(text: str, first: int, last: int) -> Span:
    while first < last:
        if text[first] in MARGIN or text[first] == "-":
            first += 1
        elif tag := _TAG.match(text, first, last):
            first = tag.end()
        else:
            break
    while last > first and text[last - 1] in MARGIN:
        last -= 1
    return Span(first, last)


def _header(folded: str, lines: Sequence[Line], index: int) -> tuple[list[str], int] | None:
    """The columns of a header printed one cell a line, and the index of the line after it."""
    if _column(folded, lines[index]) not in {"number", "content"}:
        return None
    columns: list[str] = []
    for at in range(index, min(index + _LONGEST_HEADER, len(lines))):
        start, end = lines[at]
        if (
            start == end
            or _NUMBER.fullmatch(folded, start, end)
            or _SECTION.match(folded, start, end)
            or end - start > 60
        ):
            break
        columns.append(_column(folded, (start, end)))
    if "content" in columns and ("lead" in columns or "support" in columns):
        return columns, index + len(columns)
    return None


def _printed(
    text: str, folded: str, lines: Sequence[Line], index: int, columns: Sequence[str], known: Bearers
) -> tuple[list[Row], int]:
    """The rows below such a header, and the index of the first line after the table."""
    found: list[Row] = []
    section: Span | None = None
    count = 0
    while index < len(lines):
        start, end = lines[index]
        if start == end:
            after = next((at for at in range(index, min(index + 6, len(lines))) if lines[at][0] < lines[at][1]), None)
            if after is None or not (_is_next(folded, lines[after], count) or _is_section(folded, lines, after)):
                break
            index = after
        elif _is_next(folded, lines[index], count):
            count = int(re.match(r"\d+", folded[start:end])[0])  # type: ignore[index]
            last = index + 1
            while (
                last < len(lines)
                and lines[last][0] < lines[last][1]
                and not (_is_next(folded, lines[last], count) or _is_section(folded, lines, last))
            ):
                last += 1
            found += _row(text, folded, lines[index + 1 : last], columns, section, known)
            index = last
        elif _is_section(folded, lines, index):
            last = index + 1
            while last < len(lines) and lines[last][0] < lines[last][1] and not _NUMBER.fullmatch(folded, *lines[last]):
                last += 1
            section = Span(start, lines[last - 1][1])
            index = last
        else:
            break
    return found, index


def _is_next(folded: str, line: Line, count: int) -> bool:
    """Whether a line is the number of the next row: one more than the last, or the first of a section."""
    if not _NUMBER.fullmatch(folded, *line):
        return False
    number = int(re.sub(r"\D", "", folded[line[0] : line[1]]))
    return number in {count + 1, 1}


def _is_section(folded: str, lines: Sequence[Line], index: int) -> bool:
    return bool(_SECTION.match(folded, *lines[index])) and lines[index][1] - lines[index][0] < 200


def _row(
    text: str, folded: str, lines: Sequence[Line], columns: Sequence[str], section: Span | None, known: Bearers
) -> list[Row]:
    """The row that one number heads, and those below it in the same cells of lead, support and time."""
    found: list[Row] = []
    for cells in _works(folded, _grouped(text, folded, lines, known), known):
        content, rest = cells[0], cells[1:]
        named = [cell for cell in rest if _bears(known, cell)]
        times = [cell for cell in rest if cell not in named and _times().match(folded, cell.start, cell.end)]
        wanted = [name for name in columns if name in {"lead", "support"}]
        parts = dict(zip(wanted, named, strict=False))
        if not parts:
            continue
        time = times[0] if "time" in columns and times else None
        above = found[-1] if found else Row(content)
        support = parts.get("support") or above.support
        found.append(Row(content, parts.get("lead"), support, time or above.time, section))
    return found


def _works(folded: str, cells: Sequence[Span], known: Bearers) -> Iterator[Sequence[Span]]:
    """The cells of each work in a row: one begins with a verb of work below a full row, and has bearers of its own."""
    start, named = 0, False
    for index in range(1, len(cells)):
        bears = _bears(known, cells[index])
        begins = not bears and _verbs().match(folded, *cells[index])
        if named and begins and index + 1 < len(cells) and _bears(known, cells[index + 1]):
            yield cells[start:index]
            start, named = index, False
        named = named or bears
    if cells:
        yield cells[start:]


def _bears(known: Bearers, cell: Span) -> bool:
    """Whether a cell, or the first line of one, names who bears work."""
    return known.run_at(cell.start) is not None or known.titled(cell) is not None


@cache
def _times() -> re.Pattern[str]:
    return re.compile(load("tasks.toml")["often"] + r"|[^a-z]*(?:qu[iy]\s|thang\s|truoc\s|nam\s|ngay\s|\d)")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(load("tasks.toml")["work_verbs"])


def _grouped(text: str, folded: str, lines: Sequence[Line], known: Bearers) -> list[Span]:
    """Lines joined to cells: the content to the first line that begins with a bearer, then cell by cell."""
    cells: list[Span] = []
    for start, end in lines:
        above = cells[-1] if cells else None
        if above is None:
            cells.append(Span(start, end))
            continue
        broken_off = bool(_OPEN_END.search(folded, max(above.start, above.end - _LAST_WORDS), above.end))
        begins = not text[start].islower() and (len(cells) > 1 or _bears(known, Span(start, end)))
        if begins and not broken_off and text[start] not in "-+(":
            cells.append(Span(start, end))
        else:
            cells[-1] = Span(above.start, end)
    return cells
