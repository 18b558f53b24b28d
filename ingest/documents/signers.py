"""Signers with position and capacity.

Capacities after Nghị định 30/2020/NĐ-CP, Điều 13: KT. (for), TM. (on behalf of the collective), TL. (by order),
TUQ. (by authority), Q. (acting).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.data import load
from ingest.documents.layout import capacity_mark, form, heading_type, is_stamp, position_name, positions
from ingest.facts import Signer, Span
from ingest.text.fold import fold
from ingest.text.lines import Line
from ingest.text.vietnamese import is_person

_RANK: Final = re.compile(r"(?:(?:GS|PGS|TS|ThS|BS|KS|CN)\.?\s*)+|(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá)\s+")
_BULLETS: Final = ("-", "–", "+")
_MARKS: Final = " *_~."
_BLOCK_LINES: Final = 8
_NAME_LINES: Final = 16
_STRAY_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, as printed if it had to be mended, and its place."""

    name: str
    printed: str | None
    span: Span


def find_signers(lines: Sequence[Line]) -> tuple[Signer, ...]:
    """The signers of one document: position lines in capitals, then the name; stamps between them are left out."""
    beside = [line for line in lines if line.column]
    if any(_is_position(line) for line in beside if line.upper):
        lines = [line for line in lines if line.column or line.blank or not line.text.startswith(_BULLETS)]
    found: list[Signer] = []
    index = 0
    while index < len(lines):
        block, after = _position_block(lines, index)
        named = _name_after(lines, after) if block else None
        if named:
            capacity, position = _capacity_and_position(block)
            span = Span(block[0].span.start, named.span.end)
            found.append(Signer(named.name, position, capacity, span, named.printed))
        index = max(index + 1, after)
    return tuple(found) or _closing_name(lines)


def _position_block(lines: Sequence[Line], start: int) -> tuple[list[Line], int]:
    """Lines of capacity and position in capitals from ``start`` over blank lines, and the line after; or none."""
    block: list[Line] = []
    after = start
    for index in range(start, min(len(lines), start + _BLOCK_LINES)):
        line = lines[index]
        if line.blank and block:
            continue
        if not line.upper or not _is_position(line):
            break
        block.append(line)
        after = index + 1
    held = any(positions().search(line.folded) for line in block)
    return (block, after) if held else ([], start + 1)


def _is_position(line: Line) -> bool:
    return bool(capacity_mark().match(line.folded)) or (
        positions().match(line.folded) is not None and len(line.folded) <= 70
    )


@cache
def _surnames() -> frozenset[str]:
    return frozenset(load("layout.toml")["surnames"])


def _capacity_and_position(block: Sequence[Line]) -> tuple[str | None, str | None]:
    """The first capacity printed, and the position that the signer holds, which is the last."""
    capacities = [match["capacity"] for line in block if (match := capacity_mark().match(line.folded))]
    held = [match for line in block for match in positions().finditer(line.folded)]
    capacities += ["q" for match in held if match["acting"]]
    capacity = re.sub(r"[./]", "", capacities[0]).upper() + "." if capacities else None
    return capacity, position_name(held[-1]) if held else None


def _name_after(lines: Sequence[Line], start: int) -> _Name | None:
    """The first name below the position lines, over stamps and at most a few stray lines."""
    strays = 0
    for line in lines[start : start + _NAME_LINES]:
        if line.blank or is_stamp(line) or line.text.startswith(_BULLETS):
            continue
        named = _name_of(line)
        if named:
            return named
        strays += 1
        if strays > _STRAY_LINES:
            break
    return None


def _name_of(line: Line) -> _Name | None:
    """The person's name that a line consists of, without rank or academic title."""
    printed = line.text.strip(_MARKS)
    rank = _RANK.match(printed)
    printed = printed[rank.end() :] if rank else printed
    words = printed.split()
    if not 2 <= len(words) <= 6 or not all(word.isalpha() and word[0].isupper() for word in words):
        return None
    if form("not_name").match(line.folded) or heading_type(line) or positions().match(line.folded):
        return None
    if all(word.isupper() for word in words):
        if line.folded.split()[0] not in _surnames():
            return None
    elif not all(word[1:].islower() or len(word) == 1 for word in words):
        return None
    start = line.span.start + line.text.index(printed)
    words = [word.capitalize() if len(word) > 1 else word for word in words]
    name, as_printed = " ".join(map(_mended, words)), " ".join(words)
    return _Name(name, as_printed if name != as_printed else None, Span(start, start + len(printed)))


def _mended(word: str) -> str:
    """A word of a name; where it ends as no Vietnamese syllable does, as recognition misreads one, what was meant."""
    folded = fold(word)
    for ending, meant in load("ocr_confusions.toml")["rhymes"].items():
        if folded.endswith(ending):
            return f"{word[: len(word) - len(ending)]}{meant}"
    return word


def _closing_name(lines: Sequence[Line]) -> tuple[Signer, ...]:
    """A person's name in the last lines of a document whose position lines were lost, where underthesea agrees."""
    if not any(form("copies_to").match(line.folded) for line in lines):
        return ()
    for line in reversed([line for line in lines if not line.blank][-4:]):
        named = _name_of(line)
        if named and is_person(named.name):
            return (Signer(named.name, span=named.span, printed=named.printed),)
    return ()
