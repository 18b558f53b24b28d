"""Signers with position and capacity, and recipients under "Kính gửi" and "Nơi nhận".

Capacities after Nghị định 30/2020/NĐ-CP, Điều 13: KT. (for), TM. (on behalf of the collective), TL. (by order),
TUQ. (by authority), Q. (acting).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from ingest.data import load
from ingest.facts import Signer, Span
from ingest.layout import form, heading_type, is_stamp, position_name, positions
from ingest.text.lines import Line
from ingest.text.vietnamese import is_person

_NAME: Final = re.compile(
    r"(?:(?:(?:GS|PGS|TS|ThS|BS|KS|CN)\.?\s*)+|(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá)\s+)?"
    r"(?P<name>[A-ZÀ-Ỹ][a-zà-ỹ]+(?:\s+[A-ZÀ-Ỹ][a-zà-ỹ]*){1,5})"
)
_CAPITAL_NAME: Final = re.compile(r"[A-ZÀ-Ỹ]{2,}(?:\s+[A-ZÀ-Ỹ]{1,}){1,4}")
_BULLET: Final = re.compile(r"^(?:[-–+•·]|\d{1,2}\.)\s*")
_TAIL: Final = re.compile(r"[\s;.,/*]*(?:\s\*[a-zA-Z]+\*?)?[\s;.,/*]*$")
_FILING: Final = re.compile(r"^[-–]?\s*l[uư]+[:.\s]*\s*(?:v|hc|tck|ho)", re.IGNORECASE)
_NOT_NAME: Final = re.compile(
    r"(?:nguoi|ky\s+boi|ubnd|tinh|thanh\s+pho|so|bo|uy\s+ban|noi\s+nhan|van\s+phong|kinh\s+gui)\b"
)


def find_signers(lines: Sequence[Line]) -> tuple[Signer, ...]:
    """The signers of one document: position lines in capitals, then the name; stamps between them are left out."""
    found: list[Signer] = []
    index = 0
    while index < len(lines):
        block, after = _position_block(lines, index)
        if not block:
            index += 1
            continue
        named = _name_after(lines, after)
        if named:
            line, span = named
            capacity, position = _capacity_and_position(block)
            found.append(Signer(line, position, capacity, Span(block[0].span.start, span.end)))
            index = after
        index = max(index + 1, after)
    return tuple(found) or _closing_name(lines)


def _closing_name(lines: Sequence[Line]) -> tuple[Signer, ...]:
    """A person's name in the last lines of a document whose position lines were lost, where underthesea agrees."""
    if not any(form("copies_to").match(line.folded) for line in lines):
        return ()
    for line in reversed([line for line in lines if not line.blank][-4:]):
        match = _NAME.fullmatch(line.text.strip(" *_~."))
        if match and is_person(match["name"]):
            start = line.span.start + line.text.index(match["name"])
            return (Signer(" ".join(match["name"].split()), span=Span(start, start + len(match["name"]))),)
    return ()


def _position_block(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """Consecutive lines of capacity and position in capitals, from ``start``; empty if there is none."""
    block: list[Line] = []
    index = start
    while index < len(lines) and len(block) < 5:
        line = lines[index]
        if line.blank and block and index - start < 8:
            index += 1
            continue
        if not line.upper or not _is_position(line):
            break
        block.append(line)
        index += 1
    if block and not any(positions().search(line.folded) for line in block):
        return [], start + 1
    return block, index


def _is_position(line: Line) -> bool:
    if _capacity().match(line.folded):
        return True
    match = positions().match(line.folded)
    return match is not None and len(line.folded) <= 70 and not _BULLET.match(line.text)


@cache
def _surnames() -> frozenset[str]:
    return frozenset(load("layout.toml")["surnames"])


@cache
def _capacity() -> re.Pattern[str]:
    return re.compile(load("layout.toml")["capacity"]["pattern"])


def _capacity_and_position(block: Sequence[Line]) -> tuple[str | None, str | None]:
    capacity: str | None = None
    position: str | None = None
    for line in block:
        match = _capacity().match(line.folded)
        if match and not capacity:
            capacity = match["capacity"].replace(".", "").upper() + "."
        for held in positions().finditer(line.folded):
            position = position_name(held)
    return capacity, position


def _name_after(lines: Sequence[Line], start: int) -> tuple[str, Span] | None:
    seen = 0
    for line in lines[start : start + 16]:
        if line.blank or is_stamp(line) or _BULLET.match(line.text):
            continue
        match = _NAME.fullmatch(line.text.strip(" *_~.")) if not _NOT_NAME.match(line.folded) else None
        if match:
            offset = line.span.start + line.text.index(match["name"])
            return " ".join(match["name"].split()), Span(offset, offset + len(match["name"]))
        capital = _CAPITAL_NAME.fullmatch(line.text) if line.folded.split()[0] in _surnames() else None
        if (
            capital
            and heading_type(line) is None
            and not _NOT_NAME.match(line.folded)
            and not positions().match(line.folded)
        ):
            return line.text.title(), line.span
        seen += 1
        if seen > 4:
            return None
    return None


def find_recipients(lines: Sequence[Line]) -> tuple[tuple[str, Span], ...]:
    """The lines under "Kính gửi" and "Nơi nhận", without bullet and closing punctuation, with their spans."""
    found: list[tuple[str, Span]] = []
    for index, line in enumerate(lines):
        for mark in ("dear", "copies_to"):
            match = form(mark).match(line.folded)
            if match:
                found += _items(lines, index, match.end(), bullets_only=mark == "copies_to")
    return tuple(found)


def _items(lines: Sequence[Line], index: int, offset: int, *, bullets_only: bool) -> list[tuple[str, Span]]:
    """The items of one list: on the line of its mark, or on bullet lines below, with their continuation lines."""
    head = lines[index]
    spans: list[list[int]] = []
    rest = head.text[offset:].lstrip(" :*")
    if rest.strip(" .") and (not bullets_only or _BULLET.match(rest)):
        start = head.span.start + offset + len(head.text[offset:]) - len(head.text[offset:].lstrip(" :*"))
        spans.append([start, head.span.end])
    blanks = 0
    texts = {line.span.start: line for line in lines[index : index + 60]}
    for line in list(texts.values())[1:]:
        bullet = _BULLET.match(line.text)
        if line.blank:
            blanks += 1
            if spans and blanks > 1 and not bullets_only:
                break
            continue
        if bullet and (bullets_only or not spans or blanks == 0 or _listed(spans, lines)):
            spans.append([line.span.start + bullet.end(), line.span.end])
            if _FILING.match(line.folded):
                break
        elif spans and blanks == 0 and not line.upper and not (bullets_only and _closed(head, spans, lines)):
            spans[-1][1] = line.span.end
        elif spans or (blanks and not bullet and bullets_only):
            break
        elif not bullets_only and not line.upper:
            spans.append([line.span.start, line.span.end])
        else:
            break
        blanks = 0
    return [item for item in (_item(lines, start, end) for start, end in spans) if item]


def _listed(spans: Sequence[Sequence[int]], lines: Sequence[Line]) -> bool:
    return any(line.span.end == spans[-1][1] and line.text.endswith((";", ",")) for line in lines)


def _closed(head: Line, spans: Sequence[Sequence[int]], lines: Sequence[Line]) -> bool:
    return head.span.end != spans[-1][1] and any(
        line.span.end == spans[-1][1] and line.text.rstrip(" *").endswith((".", "./.")) and len(line.text) > 8
        for line in lines
    )


def _item(lines: Sequence[Line], start: int, end: int) -> tuple[str, Span] | None:
    words = " ".join(
        line.text[max(0, start - line.span.start) : end - line.span.start]
        for line in lines
        if line.span.start < end and line.span.end > start
    )
    printed = _TAIL.sub("", " ".join(words.split()).partition("; ")[0])
    return (printed, Span(start, end)) if len(printed) > 1 else None
