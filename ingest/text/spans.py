"""Ordered spans that do not overlap, for asking quickly what lies where."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from ingest.facts import DateMention, Span


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap joined to one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return kept


def covered(spans: Sequence[Span], position: int) -> bool:
    """Whether a position lies in one of some merged spans."""
    index = bisect_right(spans, position, key=lambda span: span.start) - 1
    return index >= 0 and position < spans[index].end


def touched(spans: Sequence[Span], other: Span) -> bool:
    """Whether a span overlaps one of some merged spans."""
    index = bisect_left(spans, other.end, key=lambda span: span.start) - 1
    return index >= 0 and other.start < spans[index].end


def dates_in(dates: Sequence[DateMention], span: Span) -> Sequence[DateMention]:
    """Those of some dates, in reading order, that begin in a span."""
    first = bisect_left(dates, span.start, key=lambda date: date.span.start)
    last = bisect_left(dates, span.end, lo=first, key=lambda date: date.span.start)
    return dates[first:last]
