"""Recipients: the lines under "Kính gửi" (addressees) and "Nơi nhận" (copies); Nghị định 30/2020/NĐ-CP, Điều 8."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import Final

from ingest.documents.layout import capacity_mark, form, positions
from ingest.facts import Span
from ingest.text.fold import fold
from ingest.text.lines import Line

_BULLET: Final = re.compile(r"(?:[-–+•·]|\d{1,2}\.(?!\d))\s*")
_TAIL: Final = re.compile(r"[\s;:.,/*]*(?:\s\*[a-zA-Z]+\*?)?[\s;:.,/*]*$")
_NOISE: Final = re.compile(r";\s+[*\s]*(?![*\s]|[^\W\d_]|\()")
_REACH: Final = 80
_FIELDS: Final = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """Lines that belong together: an item with the lines it runs over, or a paragraph; ``bullet`` is "-", "1" or ""."""

    span: Span
    text: str
    bullet: str
    after_blank: bool
    upper: bool

    @property
    def ends_list(self) -> bool:
        """Whether the item closes its list: with a full stop, or as the filing mark ("Lưu: VT")."""
        return self.text.rstrip(" *").endswith((".", "./.")) or form("filing").match(self.text.lower()) is not None


def find_recipients(lines: Sequence[Line]) -> tuple[tuple[str, Span], ...]:
    """The recipients of one document, as printed without bullet and closing punctuation, with their spans.

    The list of copies closes the document: what follows it, and addressees below the head of an annex, belong to forms.
    """
    found: list[tuple[str, Span]] = []
    annexed = False
    for index, line in enumerate(lines):
        annexed = annexed or form("form_head").match(line.folded) is not None
        addressed = form("dear").match(line.folded) or _telegram(line)
        copied = form("copies_to").match(line.folded)
        if addressed and not annexed:
            found += map(_item, _addressees(lines, index, addressed.end()))
        elif copied and (copies := [_copy(entry) for entry in _copies(lines, index, copied)]):
            found += copies
            break
    return tuple((words, span) for words, span in found if len(words) > 1)


def _telegram(line: Line) -> re.Match[str] | None:
    """The opening words of a telegram, with its addressees below: "THỦ TƯỚNG CHÍNH PHỦ điện:"."""
    match = form("telegram").match(line.folded)
    return match if match and line.text[: match.end("who")].isupper() else None


def _addressees(lines: Sequence[Line], index: int, offset: int) -> Iterator[_Entry]:
    """The rest of the mark's own line with its continuation, or the first paragraph or list below it.

    A form's addressee is a blank or stands above fields ("Họ và tên: ....").
    """
    own, *below = _entries(lines, index, offset)
    if any(_is_blank(entry.text) for entry in (own, *below[:_FIELDS])):
        return
    listed = list(takewhile(lambda entry: entry.bullet == below[0].bullet, below)) if below and below[0].bullet else []
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


def _is_blank(text: str) -> bool:
    """Whether a line is to be filled in: "UBND ......", "Họ và tên: ....."."""
    return re.search(r"…|\.{4}|_{4}", text) is not None


def _copies(lines: Sequence[Line], index: int, mark: re.Match[str]) -> Iterator[_Entry]:
    """The items of the list below the mark, or beginning on its line; the filing mark or a full stop ends it.

    Capitals between them are the signer's position in a column beside the list. "Nơi nhận hồ sơ là ..." is no mark.
    """
    entries = _entries(lines, index, mark.end())
    if entries[0].text[:1].isalpha() and not entries[0].bullet and ":" not in mark[0]:
        return
    for entry, following in zip_longest(entries, entries[1:]):
        if entry.bullet:
            yield entry
            filed = following and following.bullet and form("filing").match(fold(following.text))
            if entry.ends_list and not filed:
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
        own_line = (
            _BULLET.match(line.text)
            or (line.upper and not _goes_on(above, line))
            or (not above.text and not above.bullet)
        )
        over = above.ends_list if above.bullet else above.text.endswith(";")
        if not (blank or own_line or over):
            span = Span(above.span.start, line.span.end)
            entries[-1] = _Entry(span, f"{above.text} {line.text}", above.bullet, above.after_blank, above.upper)
        else:
            entries.append(_entry(line.span, line.text, blank=blank, upper=line.upper))
        blank = False
    return entries


def _goes_on(above: _Entry, line: Line) -> bool:
    """Whether a line in capitals goes on the item above it ("các Vụ, Cục: TH," / "KTTH, PL;"): no position does."""
    if not above.bullet or above.text.rstrip(" *").endswith((";", ".")):
        return False
    if capacity_mark().match(line.folded) or positions().match(line.folded):
        return False
    return above.text.rstrip(" *").endswith((",", ":")) or line.text.rstrip(" *").endswith((";", "."))


def _entry(span: Span, text: str, *, blank: bool, upper: bool) -> _Entry:
    bullet = _BULLET.match(text)
    skipped = bullet.end() if bullet else 0
    kind = ("1" if text[0].isdigit() else "-") if bullet else ""
    return _Entry(Span(span.start + skipped, span.end), text[skipped:], kind, blank, upper)


def _item(entry: _Entry) -> tuple[str, Span]:
    return _printed(entry.text), entry.span


def _copy(entry: _Entry) -> tuple[str, Span]:
    """An item of a copy list; what a scan put behind its closing semicolon is no words and no note in brackets."""
    noise = _NOISE.search(entry.text)
    end = noise.start() if noise else len(entry.text)
    return _printed(entry.text[:end]), Span(entry.span.start, min(entry.span.end, entry.span.start + end))


def _printed(text: str) -> str:
    words = " ".join(_TAIL.sub("", " ".join(text.split())).replace("*", " ").split())
    return re.sub(r"\s+(?=[,;:)])|(?<=\()\s+", "", words)
