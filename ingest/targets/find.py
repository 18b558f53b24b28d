"""Targets: figures that a plan sets, with indicator, value or range, unit, year and comparison.

A figure is a number or range with a unit (``ingest.values.figures``). Its indicator stands before it ("tỷ lệ che phủ
của rừng đạt 63,4%") or, where a verb alone does, after it ("Xây dựng thêm 10 xã đạt chuẩn nông thôn mới"). Everything
is matched in the folded view.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.data import load
from ingest.facts import Change, DateMention, Document, Span, Target
from ingest.targets.indicators import Before, after, before, beginning, change_in, ending, expression, stripped
from ingest.tasks.tables import Row
from ingest.text.fold import fold
from ingest.text.items import Item, body_of, items
from ingest.text.spans import covered, dates_in, merged
from ingest.values.figures import Figure, figures

_SENTENCE: Final = re.compile(r"(?<=[a-z0-9)\"%])[.?!][*)\"]*\s+(?=[^\s\d])")
_PERIOD: Final = re.compile(r"\d{4}(?:/\d{4})?")
_HEADING: Final = 200
_SHORT: Final = 10
_ADJACENT: Final = 8
_TERM: Final = 20
_LONGEST_INDICATOR: Final = 45


@dataclass(frozen=True, slots=True)
class _Context:
    """What the headings above an item say: its year, and whether they state goals or look back."""

    rank: int
    period: str | None
    goals: bool
    looks_back: bool


def find_targets(
    text: str,
    folded: str,
    document: Document,
    dates: Sequence[DateMention],
    cited: Sequence[Span],
    table: Sequence[Row],
) -> list[Target]:
    """The targets that one document sets, in reading order; none unless the document plans.

    Args:
        text: The source text of the file.
        folded: Its folded view.
        document: The document, with its span, type and subject.
        dates: The dates of the document.
        cited: Where references stand, merged (see ``ingest.text.spans``); a number in one of them is no figure.
        table: The rows of the document's tables of work.
    """
    if not _plans(document):
        return []
    in_subject = set(re.findall(r"\b(?:19|20)\d\d\b", document.subject or ""))
    whole = _Context(-1, in_subject.pop() if len(in_subject) == 1 else None, goals=False, looks_back=False)
    taken = merged([*(date.span for date in dates), *cited])
    own = [date for date in dates if not covered(cited, date.span.start)]
    reader = _Reader(text, folded, document.id, own, taken)
    found: list[Target] = []
    above = [whole]
    for item in items(text, folded, body_of(document)):
        while above[-1].rank >= item.rank:
            above.pop()
        found += reader.of_item(item.span, above[-1])
        above.append(reader.context(item, above[-1]))
    for row in table:
        found += reader.of_item(row.content, _of_row(reader, row, whole))
    return sorted(found, key=lambda target: target.span)


def _plans(document: Document) -> bool:
    """Whether a document sets figures: a plan, or a decision whose title says that it approves one."""
    subject = fold(document.resolved("subject") or "")
    if expression("rules").search(subject):
        return False
    data = load("targets.toml")
    return document.type in data["types"] or (
        document.type in data["approving"] and expression("plans").search(subject) is not None
    )


def _of_row(reader: _Reader, row: Row, whole: _Context) -> _Context:
    spans = [span for span in (row.section, row.time) if span]
    years = [year for span in spans for year in re.findall(r"\b20\d\d\b", reader.folded[span.start : span.end])]
    return _Context(0, years[0] if years else whole.period, goals=False, looks_back=False)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A document whose targets are read: its dates outside references, and the spans in which a number is no figure."""

    text: str
    folded: str
    document: str
    dates: Sequence[DateMention]
    taken: Sequence[Span]

    def context(self, item: Item, above: _Context) -> _Context:
        """What an item says of those below it."""
        head = Span(item.span.start, min(item.span.end, item.span.start + _HEADING))
        words = self.folded[head.start : head.end]
        goals = expression("goals").search(words) is not None
        back = above.looks_back or (not goals and expression("looks_back").search(words) is not None)
        names_year = goals or len(words.split()) <= _SHORT
        period = _nearest(self._years(head), head.end) if names_year else None
        return _Context(item.rank, period or above.period, above.goals or goals, back and not goals)

    def of_item(self, span: Span, above: _Context) -> Iterator[Target]:
        """The targets of one item or cell."""
        words = self.folded[span.start : span.end]
        goals = above.goals or expression("goals").search(words) is not None
        if above.looks_back or (not above.goals and expression("payments").search(words)):
            return
        start = span.start
        for match in _SENTENCE.finditer(self.folded, span.start, span.end):
            yield from self._of_sentence(Span(start, match.start() + 1), above.period, goals=goals)
            start = match.end()
        yield from self._of_sentence(Span(start, span.end), above.period, goals=goals)

    def _of_sentence(self, span: Span, period: str | None, *, goals: bool) -> Iterator[Target]:
        if expression("past").search(self.folded, span.start, span.end):
            return
        years = self._years(span)
        due = next((date.value[:4] for date in dates_in(self.dates, span)), None)
        reached = span.start
        part_of: str | None = None
        earlier: Target | None = None
        for figure in figures(self.folded, span, self.taken):
            stated = figure.start if figure.since is None else figure.since
            start = max(reached, self.folded.rfind(";", reached, stated) + 1)
            left = before(self.text, self.folded, Span(start, stated))
            if figure.since is not None:
                left = replace(left, linked=True, change=None)
            if earlier and beginning("within").match(self.folded, start):
                part_of = earlier.indicator
            part_of = self._said(left.whole) if left.whole else part_of
            year = _nearest(years, figure.start) or period or due
            target = self._target(figure, left, earlier, span.end, year, part_of, goals=goals)
            reached = max(figure.end, target.span.end if target else 0)
            if target:
                yield target
            earlier = target or earlier

    def _target(
        self,
        figure: Figure,
        left: Before,
        earlier: Target | None,
        ends: int,
        year: str | None,
        part_of: str | None,
        *,
        goals: bool,
    ) -> Target | None:
        """The target that a figure states, or ``None`` if the words around it do not state one."""
        words = self.folded[left.span.start : left.span.end]
        verbs_only = not words or expression("verbs").fullmatch(words) is not None
        named = left.linked or expression("heads").match(words) is not None
        cued = goals or left.linked or figure.comparison in {">=", "<="} or bool(left.change)
        cued = cued or (named and figure.counted)
        counted = after(self.text, self.folded, figure, ends)
        if counted and (verbs_only or (not named and (figure.bounded or (goals and not figure.counted)))):
            return self._counted(figure, left, counted, earlier, verbs_only, cued, year, part_of)
        if earlier and (left.change or words) and expression("elliptic").fullmatch(words):
            change = left.change or change_in(words)
            said = self._made(Span(left.span.start, figure.end), "", figure, left, change, year, part_of)
            return replace(said, indicator=earlier.indicator)
        if not words or not cued or (verbs_only and not figure.bounded and not goals):
            return None
        if (figure.counted and not left.linked and not named) or len(words.split()) > _LONGEST_INDICATOR:
            return None
        return self._stated(figure, left, year, part_of)

    def _counted(
        self,
        figure: Figure,
        left: Before,
        counted: Span,
        earlier: Target | None,
        verbs_only: bool,
        cued: bool,
        year: str | None,
        part_of: str | None,
    ) -> Target | None:
        """A figure whose indicator follows it: "Xây dựng thêm 10 xã đạt chuẩn nông thôn mới"."""
        verbs = self.folded[left.span.start : left.span.end] if verbs_only else ""
        change = left.change or change_in(verbs)
        if not verbs and not change and verbs_only and earlier and earlier.span.end > figure.start - _ADJACENT:
            change = earlier.change
        if not (cued or verbs or change):
            return None
        start = left.span.start if verbs else self._verb_start(figure, left)
        end = max(counted.end, figure.end if figure.per else 0)
        return self._made(Span(start, end), self._said(counted), figure, left, change, year, part_of)

    def _stated(self, figure: Figure, left: Before, year: str | None, part_of: str | None) -> Target | None:
        """A figure whose indicator stands before it: "Tỷ lệ che phủ của rừng đạt 63,4%"."""
        change, phrase = left.change, left.span
        if turn := beginning("turn").match(self.folded, *phrase):
            phrase = stripped(self.folded, Span(turn.end(), phrase.end))
            change = None if left.linked else change or change_in(turn[0])
        if phrase.start >= phrase.end:
            return None
        return self._made(Span(left.span.start, figure.end), self._said(phrase), figure, left, change, year, part_of)

    def _verb_start(self, figure: Figure, left: Before) -> int:
        """Where a count begins whose verb was taken off the words before it: "rút ngắn ít nhất 20% thời gian"."""
        verb = expression("turn").search(self.folded, left.span.end, figure.start) if left.change else None
        return verb.start() if verb else figure.start

    def _made(
        self,
        span: Span,
        indicator: str,
        figure: Figure,
        left: Before,
        change: Change | None,
        year: str | None,
        part_of: str | None,
    ) -> Target:
        return Target(
            span=span,
            text=self.text[span.start : span.end],
            document=self.document,
            indicator=indicator,
            value=None if figure.high is not None else figure.low,
            low=figure.low if figure.high is not None else None,
            high=figure.high,
            unit=self._unit(figure),
            period=year,
            comparison=left.bound or figure.comparison,
            change=change,
            part_of=part_of,
        )

    def _unit(self, figure: Figure) -> str:
        """The unit with its base: "giường bệnh trên 1 vạn dân", "mẫu/năm"."""
        base = self._said(figure.per) if figure.per else ""
        return f"{figure.name}{base}" if base.startswith("/") else f"{figure.name} {base}".strip()

    def _said(self, span: Span) -> str:
        return " ".join(self.text[span.start : span.end].replace("*", " ").split())

    def _years(self, span: Span) -> list[DateMention]:
        """The years and periods that a span names, terms of office left out."""
        return [
            date
            for date in dates_in(self.dates, span)
            if _PERIOD.fullmatch(date.value)
            and not ending("terms").search(self.folded[max(span.start, date.span.start - _TERM) : date.span.start])
        ]


def _nearest(years: Sequence[DateMention], position: int) -> str | None:
    """The year or period named last before a position, else the first."""
    if not years:
        return None
    return years[max(0, bisect_left(years, position, key=lambda date: date.span.start) - 1)].value
