"""Running titles: "về việc ...", "phê duyệt ...", “...” after the number, date and issuer of a mention."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.facts import Span
from ingest.references.lexicon import one_of, pattern, words

MAX_TITLE: Final = 600
_QUOTED: Final = re.compile(r'(?:ve\s+|ve\s+viec\s+)?"[^"|]{3,500}"')
_BLANK_LINE: Final = re.compile(r"\n\s*\n")


@cache
def _start() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{one_of('title_start')})(?!\w)")


_STOPS: Final = (
    ("title_stop_comma", r",\s*"),
    ("title_stop", r"\s+"),
    ("title_stop_bracket", r"\s*\("),
)
_SEMICOLON: Final = re.compile(r";")
_NUMBERED: Final = re.compile(r"\s+(?:so\b|\d)")
_SMALL: Final = re.compile(r"[ \n](\w)")
_OTHER: Final = re.compile(r"\s*(?:so\b|\d|[-+*]\s|can\s+cu\b|va\b|cac\b|theo\b|xet\b)")
_RECITAL: Final = 700
_PARAGRAPH_END: Final = re.compile(r"[.:;]\s*\n|\n\s*\n")
_SAYING: Final = {":", '"'}
_END: Final = re.compile(r"[.:](?=\s|$)|\./|\n\s*\n|\)")


def _stop(text: str, folded: str, start: int, limit: int) -> int:
    """Where a title that has run to ``start`` ends at the latest."""
    begin = start
    while True:
        ends = [words(key, before).search(text, folded, start, limit) for key, before in _STOPS]
        ends += [
            _END.search(folded, start, limit),
            _next_item(text, folded, start, limit),
        ]
        first = min((match.start() for match in ends if match), default=limit)
        if first < limit and _inside_quotes(folded, start, first) and not _BLANK_LINE.match(folded, first):
            closing = folded.find('"', first, limit)
            if closing >= 0:
                start = closing + 1
                continue
        if first < limit and folded[first] == ")" and folded.count("(", begin, first) > folded.count(")", begin, first):
            start = first + 1
            continue
        return first


def _next_item(text: str, folded: str, start: int, limit: int) -> re.Match[str] | None:
    """The first semicolon that ends a title: one with nothing of the title after it."""
    on = words("title_goes_on", r"\s*")
    basis = _in_basis(folded, start)
    for sign in _SEMICOLON.finditer(folded, start, limit):
        small = _SMALL.match(text, sign.end()) if basis else None
        more = on.match(text, folded, sign.end()) or (small if small and small[1].islower() else None)
        if not more or _NUMBERED.match(folded, more.end()) or _OTHER.match(folded, sign.end()):
            return sign
    return None


def _in_basis(folded: str, position: int) -> bool:
    """Whether a place lies in a recital ("Căn cứ ...;"), where a semicolon before small letters parts only a title."""
    cue = folded.rfind("can cu", max(0, position - _RECITAL), position)
    return cue >= 0 and not _PARAGRAPH_END.search(folded, cue, position)


def title_after(text: str, folded: str, end: int) -> Span | None:
    """The running title that begins after ``end``, or ``None``; the span has no white space at its ends."""
    renamed = pattern("renamed").match(folded, end)
    end = renamed.end() if renamed else end
    quoted = _QUOTED.match(folded, _skip(folded, end))
    if quoted:
        return Span(quoted.start(), quoted.end())
    match = _start().match(folded, end)
    if not match or _BLANK_LINE.search(folded, end, match.end()):
        return None
    start = _skip(folded, match.start())
    limit = min(len(folded), start + MAX_TITLE)
    bar = folded.find("|", start, limit)  # the end of a table's cell or of a document
    limit = bar if bar >= 0 else limit
    quoted = _QUOTED.search(folded, start, limit)
    until = _stop(text, folded, match.end(), limit)
    if quoted and quoted.start() < until and until - quoted.end() < 3:
        until = quoted.end()
    verb = pattern("title_verb").search(folded, start, until) if folded[until : until + 1] in _SAYING else None
    until = verb.start() if verb else until
    while until > start and folded[until - 1] in " \n,;":
        until -= 1
    return Span(start, until) if until - start > 4 else None


def _skip(folded: str, position: int) -> int:
    while position < len(folded) and folded[position] in " \n,":
        position += 1
    return position


def _inside_quotes(folded: str, start: int, position: int) -> bool:
    return folded.count('"', start, position) % 2 == 1
