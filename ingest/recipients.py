"""Recipients: the lines under "Kính gửi" (addressees) and "Nơi nhận" (copies); Nghị định 30/2020/NĐ-CP, Điều 8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from ingest.facts import Span
from ingest.layout import form
from ingest.text.lines import Line

_BULLET: Final = re.compile(r"(?:[-–+•·]|\d{1,2}\.(?!\d))\s*")
_TAIL: Final = re.compile(r"[\s;.,/*]*(?:\s\*[a-zA-Z]+\*?)?[\s;.,/*]*$")
_REACH: Final = 80


@dataclass(frozen=True, slots=True)
class _Entry:
    """Lines that belong together: an item with the lines it runs over, or a paragraph."""

    span: Span
    text: str
    bullet: bool
    after_blank: bool
    upper: bool

    @property
    def ends_list(self) -> bool:
        """Whether the item closes its list: with a full stop, or as the filing mark ("Lưu: VT")."""
        return self.text.rstrip(" *").endswith((".", "./.")) or form("filing").match(self.text.lower()) is not None


def find_recipients(lines: Sequence[Line]) -> tuple[tuple[str, Span], ...]:
    """The recipients of one document, as printed without bullet and closing punctuation, with their spans."""
    found: list[tuple[str, Span]] = []
    for index, line in enumerate(lines):
        addressed, copied = form("dear").match(line.folded), form("copies_to").match(line.folded)
        if addressed:
            found += map(_item, _addressees(lines, index, addressed.end()))
        elif copied:
            found += map(_copy, _copies(lines, index, copied.end()))
    return tuple((words, span) for words, span in found if len(words) > 1)


def _addressees(lines: Sequence[Line], index: int, offset: int) -> Iterator[_Entry]:
    """The rest of the mark's own line with its continuation, or the first paragraph or list below it."""
    own, *below = _entries(lines, index, offset)
    listed = list(takewhile(lambda entry: entry.bullet, below))
    if own.text:
        if any(char.isalpha() for char in own.text):
            yield own
        if not own.ends_list:
            yield from listed
    elif listed:
        yield from listed
    else:
        yield from takewhile(lambda entry: _is_addressee(entry) and (entry is below[0] or not entry.after_blank), below)


def _is_addressee(entry: _Entry) -> bool:
    """Whether a line without bullet may name an addressee; fields of a form ("Họ và tên: ...") do not."""
    return not entry.upper and not re.search(r":|…|\.\.", entry.text)


def _copies(lines: Sequence[Line], index: int, offset: int) -> Iterator[_Entry]:
    """The items of the list below the mark, or beginning on its line; the filing mark or a full stop ends it.

    Capitals between them are the signer's position in a column beside the list.
    """
    for entry in _entries(lines, index, offset):
        if entry.bullet:
            yield entry
            if entry.ends_list:
                return
        elif entry.span.start > lines[index].span.end and not entry.upper:
            return


def _entries(lines: Sequence[Line], index: int, offset: int) -> list[_Entry]:
    """The entries from the mark's line on; the first is the rest of that line, perhaps empty."""
    head = lines[index]
    rest = head.text[offset:].lstrip(" :*")
    entries = [_entry(Span(head.span.end - len(rest), head.span.end), rest, blank=False, upper=False)]
    blank = False
    for line in lines[index + 1 : index + _REACH]:
        if line.blank:
            blank = True
            continue
        above = entries[-1]
        own_line = _BULLET.match(line.text) or line.upper or (not above.text and not above.bullet)
        over = above.ends_list if above.bullet else above.text.endswith(";")
        if not (blank or own_line or over):
            span = Span(above.span.start, line.span.end)
            entries[-1] = _Entry(span, f"{above.text} {line.text}", above.bullet, above.after_blank, above.upper)
        else:
            entries.append(_entry(line.span, line.text, blank=blank, upper=line.upper))
        blank = False
    return entries


def _entry(span: Span, text: str, *, blank: bool, upper: bool) -> _Entry:
    bullet = _BULLET.match(text)
    skipped = bullet.end() if bullet else 0
    return _Entry(Span(span.start + skipped, span.end), text[skipped:], bullet is not None, blank, upper)


def _item(entry: _Entry) -> tuple[str, Span]:
    return _TAIL.sub("", " ".join(entry.text.split())), entry.span


def _copy(entry: _Entry) -> tuple[str, Span]:
    """An item of a copy list; what a scan put behind its closing semicolon is not part of it."""
    words, closing, _ = " ".join(entry.text.split()).partition("; ")
    end = entry.text.find(closing) if closing else len(entry.text)
    return _TAIL.sub("", words), Span(entry.span.start, min(entry.span.end, entry.span.start + end))
