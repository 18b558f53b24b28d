"""Anniversaries that a text commemorates: "Kỷ niệm 190 năm thành lập tỉnh (04/11/1831 - 04/11/2021)".

Read after the words "kỷ niệm", or by the bracket of the first and the celebrated day, whose years must lie as far apart
as the number of years printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.facts import Anniversary, Document, Span
from ingest.references.names import tidy
from ingest.values.dates import FULL_DATE, iso_match

_START: Final = re.compile(
    r"(?P<lead>(?<!\w)ky\s+niem\s+(?:lan\s+thu\s+)?)?(?<![\w/.,])(?P<years>\d{1,4})\s+n[a-z]{1,3}m\s+"
    r"(?=(?:ngay|nam|thanh|chien|giai|khoi|cach|truyen|mat|sinh|ra|quoc)\b|ng[a-z]{1,2}y\b)"
)
_EVENT: Final = re.compile(r"(?:[^(),.;:\"|\n]|\n(?!\s*\n))+")
_STOP: Final = re.compile(
    r"\s(?:va\s+(?:ky\s+niem\s+)?\d|va\s+ky\s+niem|va\s+cac|tien\s+toi|gan\s+voi|trong\s+nam|nham|duoc|tren\s+dia\s+ban)"
)
_DAYS: Final = re.compile(r"\s*\(\s*(?P<first>[\d/.oil-]{4,12}?)\s*-\s*(?P<last>[\d/.oil-]{4,12}?)\s*\)")
_LONGEST: Final = 120
_LEAST_WORDS: Final = 2


def find(text: str, folded: str, documents: Sequence[Document]) -> tuple[Anniversary, ...]:
    """Every anniversary that the documents name, in reading order.

    Args:
        text: The source text.
        folded: Its folded view.
        documents: The documents of the file, each mention going to the one that holds it.
    """
    found = []
    for match in _START.finditer(folded):
        read = _read(text, folded, match)
        document = next((d for d in reversed(documents) if d.span.start <= match.start()), None)
        if read and document:
            span, event, years, first, last = read
            found.append(Anniversary(span, text[slice(*span)], document.id, event, years, first, last))
    return tuple(found)


def _read(text: str, folded: str, match: re.Match[str]) -> tuple[Span, str, int, str | None, str | None] | None:
    named = _EVENT.match(folded, match.end(), match.end() + _LONGEST)
    if not named:
        return None
    stop = _STOP.search(folded, named.start(), named.end())
    end = len(folded[: stop.start() if stop else named.end()].rstrip())
    event = tidy(text, folded, Span(match.end(), end))
    if len(event.split()) < _LEAST_WORDS:
        return None
    years = int(match["years"])
    days = _DAYS.match(folded, end)
    first, last = (_day(days["first"]), _day(days["last"])) if days else (None, None)
    fits = bool(first and last) and abs(int(str(last)[:4]) - int(str(first)[:4]) - years) <= 1
    if not match["lead"] and not fits:
        return None
    return (
        Span(match.start(), days.end() if days and fits else end),
        event,
        years,
        *((first, last) if fits else (None, None)),
    )


def _day(printed: str) -> str | None:
    """An ISO day, or year, from one side of the bracket."""
    full = FULL_DATE.fullmatch(printed)
    if full:
        return iso_match(full)
    return printed if re.fullmatch(r"[12]\d{3}", printed) else None
