"""Targets: figures that a plan sets, with indicator, value or range, unit, year and comparison.

A figure is a number or range with a unit (``ingest.figures``). Its indicator stands before it ("tỷ lệ che phủ của rừng
đạt 63,4%") or, where a verb alone does, after it ("Xây dựng thêm 10 xã đạt chuẩn nông thôn mới"). Everything is matched
in the folded view.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ingest.data import load
from ingest.facts import Change, Comparison, DateMention, Document, Span, Target
from ingest.figures import Figure, figures
from ingest.items import Item, body_of, items
from ingest.tables import Row
from ingest.text.fold import fold

_SENTENCE: Final = re.compile(r"(?<=[a-z0-9)\"%])[.?!][*)\"]*\s+(?=[^\s\d])")
_PERIOD: Final = re.compile(r"\d{4}(?:/\d{4})?")
_HEADING: Final = 200
_SHORT: Final = 10
_LONGEST_PHRASE: Final = 30
_EDGE: Final = " \t\n\r*,;:.-+(“”\"'"


@dataclass(frozen=True, slots=True)
class _Context:
    """What the headings above an item say: its year, and whether they state goals or look back."""

    rank: int
    period: str | None
    goals: bool
    looks_back: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """The words before a figure, without what links them with it."""

    span: Span
    linked: bool
    change: Change | None
    bound: Comparison | None
    part_of: str | None


def find(
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
        cited: Where references stand; a number in one of them is no figure.
        table: The rows of the document's tables of work.
    """
    if not _plans(document):
        return []
    in_subject = set(re.findall(r"\b(?:19|20)\d\d\b", document.subject or ""))
    whole = _Context(-1, in_subject.pop() if len(in_subject) == 1 else None, goals=False, looks_back=False)
    taken = sorted([*(date.span for date in dates), *cited])
    years = [date for date in dates if not any(span.contains(date.span) for span in cited)]
    reader = _Reader(text, folded, document.id, years, taken)
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
    if _expression("rules").search(subject):
        return False
    data = load("targets.toml")
    return document.type in data["types"] or (
        document.type in data["approving"] and _expression("plans").search(subject) is not None
    )


def _of_row(reader: _Reader, row: Row, whole: _Context) -> _Context:
    spans = [span for span in (row.section, row.time) if span]
    years = [year for span in spans for year in re.findall(r"\b20\d\d\b", reader.folded[span.start : span.end])]
    return _Context(0, years[0] if years else whole.period, goals=False, looks_back=False)


@cache
def _expression(name: str) -> re.Pattern[str]:
    return re.compile(load("targets.toml")["words"][name])


@cache
def _ending(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[^a-z]))(?:{_expression(name).pattern})[\s,:(*]*$")


@cache
def _beginning(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\s,;:.*+\-(\"]*(?:{_expression(name).pattern})(?![a-z])")


@cache
def _either(name: str) -> re.Pattern[str]:
    return re.compile(f"{_beginning(name).pattern}|{_beginning('dated').pattern}")


@cache
def _limit() -> re.Pattern[str]:
    after_comma, tail = _expression("next").pattern, _expression("tail").pattern
    return re.compile(
        rf"[;)|]|\.(?!\d)|,\s*(?={after_comma})|{tail}|\s(?:va|dong\s+thoi)\s+(?={_expression('joined').pattern})"
    )


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
        goals = _expression("goals").search(words) is not None
        back = above.looks_back or (not goals and _expression("looks_back").search(words) is not None)
        return _Context(
            item.rank, self._period(head, head.end) or above.period, above.goals or goals, back and not goals
        )

    def of_item(self, span: Span, above: _Context) -> Iterator[Target]:
        """The targets of one item or cell."""
        words = self.folded[span.start : span.end]
        goals = above.goals or _expression("goals").search(words) is not None
        if above.looks_back or (not above.goals and _expression("payments").search(words)):
            return
        start = span.start
        for match in _SENTENCE.finditer(self.folded, span.start, span.end):
            yield from self._of_sentence(Span(start, match.start() + 1), above.period, goals=goals)
            start = match.end()
        yield from self._of_sentence(Span(start, span.end), above.period, goals=goals)

    def _of_sentence(self, span: Span, period: str | None, *, goals: bool) -> Iterator[Target]:
        if _expression("past").search(self.folded, span.start, span.end):
            return
        reached, part_of = span.start, None
        before: Target | None = None
        for figure in figures(self.folded, span, self.taken):
            start = max(reached, self.folded.rfind(";", span.start, figure.start) + 1)
            left = self._left(Span(start, figure.start))
            if before and _expression("within").match(self.folded, start):
                part_of = before.indicator
            part_of = left.part_of or part_of
            year = self._period(span, figure.start) or period or self._due(span)
            target = self._target(figure, left, span, before if start == reached else None, year, part_of, goals=goals)
            reached = max(figure.end, target.span.end if target else 0)
            if target:
                yield target
            before = target or before

    def _left(self, span: Span) -> _Left:
        """The words before a figure, cut to the phrase that may name its indicator."""
        start, end = span
        part_of = None
        for match in _expression("strive").finditer(self.folded, start, end):
            start = match.end()
        colon = self.folded.rfind(":", start, len(self.folded[:end].rstrip(" *:")))
        if colon >= 0:
            head = self._without(Span(start, colon), "opening")
            if not _expression("label").search(self.folded[start:colon]):
                part_of = self._said(head) if len(self._said(head).split()) <= _LONGEST_PHRASE else None
            start = colon + 1
        if against := _expression("against").search(self.folded, start, end):
            end = against.start()
        linked = False
        change: Change | None = None
        bound: Comparison | None = None
        while cut := self._last_word(Span(start, end)):
            name, end = cut
            linked = linked or name in {"meets", "link"}
            bound = ">=" if name == "meets" else bound
            change = change or ("up" if name == "up" else "down" if name == "down" else None)
        return _Left(self._phrase(Span(start, end)), linked, change, bound, part_of)

    def _last_word(self, span: Span) -> tuple[str, int] | None:
        """What kind of word ends a span, of those that are no part of an indicator, and where it begins."""
        words = self.folded[span.start : span.end]
        for name in ("meets", "link", "up", "down", "closing", "dated"):
            if match := _ending(name).search(words):
                return name, span.start + match.start()
        return None

    def _phrase(self, span: Span) -> Span:
        """The last phrase of the words before a figure: from the last name of an indicator or verb of change on."""
        start, end = span
        for name in ("up", "down", "heads"):
            for match in re.finditer(rf",\s*(?={_expression(name).pattern}(?![a-z]))", self.folded[start:end]):
                span = Span(max(span.start, start + match.end()), end)
        if len(self.folded[span.start : end].split()) > _LONGEST_PHRASE:
            span = Span(max(span.start, self.folded.rfind(",", span.start, end) + 1), end)
        return self._without(span, "opening")

    def _without(self, span: Span, name: str) -> Span:
        """A span without edges, years and opening words at its beginning."""
        start, end = span
        while start < end:
            if self.folded[start] in _EDGE:
                start += 1
            elif match := _either(name).match(self.folded, start, end):
                start = match.end()
            else:
                break
        while end > start and (self.folded[end - 1] in _EDGE):
            end -= 1
        return Span(start, end)

    def _target(
        self,
        figure: Figure,
        left: _Left,
        sentence: Span,
        before: Target | None,
        period: str | None,
        part_of: str | None,
        *,
        goals: bool,
    ) -> Target | None:
        """The target that a figure states, or ``None`` if its words do not state one."""
        words = self.folded[left.span.start : left.span.end]
        verbs_only = not words or _expression("verbs").fullmatch(words) is not None
        after = self._after(figure, sentence.end)
        counts = verbs_only and not (left.linked and words and not figure.counted)
        cued = left.linked or figure.bounded or bool(left.change) or bool(left.bound)
        if (
            after
            and (figure.counted or figure.name.startswith("%"))
            and (counts or (figure.bounded and figure.counted and not left.linked))
        ):
            change = left.change or self._change(words if verbs_only else "")
            if change is None and not words and before and before.span.end > figure.start - 8:
                change = before.change
            if not (goals or cued or words or change):
                return None
            start = left.span.start if words and verbs_only else self._verb_start(figure, left, sentence)
            end = max(after.end, figure.end if figure.per else 0)
            return self._made(Span(start, end), after, figure, left, change, period, part_of)
        if before and (left.change or words) and _expression("elliptic").fullmatch(words):
            indicator = Span(before.span.start, before.span.start)
            made = self._made(
                Span(left.span.start, figure.end),
                indicator,
                figure,
                left,
                left.change or self._change(words),
                period,
                part_of,
            )
            return replace(made, indicator=before.indicator)
        if not words or (verbs_only and not figure.bounded and not goals) or not (goals or cued):
            return None
        if figure.counted and not left.linked:
            return None
        change, phrase = left.change, left.span
        if match := _beginning("turn").match(self.folded, *phrase):
            turned = self._change(match[0])
            phrase = Span(match.end() + 1, phrase.end)
            change = None if left.linked else change or turned
        if phrase.start >= phrase.end:
            return None
        return self._made(Span(left.span.start, figure.end), phrase, figure, left, change, period, part_of)

    @staticmethod
    def _names_after(figure: Figure, named: bool, *, goals: bool) -> bool:
        """Whether the words after a figure name its indicator although others than a verb stand before it."""
        if figure.counted:
            return figure.bounded and not named
        return figure.name == "%" and not named and (goals or figure.bounded)

    def _verb_start(self, figure: Figure, left: _Left, sentence: Span) -> int:
        """Where a count begins that has a verb taken off its left: "có thêm 10 xã", "rút ngắn ít nhất 20% ..."."""
        if left.change:
            match = _expression("turn").search(self.folded, max(sentence.start, left.span.end), figure.start)
            return match.start() if match else figure.start
        return figure.start

    def _after(self, figure: Figure, end: int) -> Span | None:
        """The words that name what is counted, after the number: from the counted unit, or after the percent sign."""
        start = figure.unit.start if figure.counted else figure.unit.end
        least = figure.unit.end
        match = _limit().search(self.folded, least, end)
        stop = match.start() if match else end
        if figure.per:
            stop = min(stop, figure.per.start) if figure.per.start >= least else stop
        span = Span(start, stop)
        words = self.folded[start:stop].strip(_EDGE)
        if not words or (not figure.counted and (len(words.split()) < 2 or _expression("no_object").match(words))):
            return None
        while self.folded[span.start] in _EDGE:
            span = Span(span.start + 1, span.end)
        while self.folded[span.end - 1] in _EDGE:
            span = Span(span.start, span.end - 1)
        return span

    def _change(self, words: str) -> Change | None:
        if _expression("down").search(words):
            return "down"
        return "up" if _expression("up").search(words) else None

    def _made(
        self,
        span: Span,
        indicator: Span,
        figure: Figure,
        left: _Left,
        change: Change | None,
        period: str | None,
        part_of: str | None,
    ) -> Target:
        return Target(
            span=span,
            text=self.text[span.start : span.end],
            document=self.document,
            indicator=self._said(indicator),
            value=None if figure.high is not None else figure.low,
            low=figure.low if figure.high is not None else None,
            high=figure.high,
            unit=f"{figure.name} {self._said(figure.per)}" if figure.per else figure.name,
            period=period,
            comparison=left.bound or figure.comparison,
            change=change,
            part_of=part_of,
        )

    def _said(self, span: Span) -> str:
        return " ".join(self.text[span.start : span.end].replace("*", " ").split())

    def _period(self, span: Span, position: int) -> str | None:
        """The year or period named last before a position of a span, else first after it."""
        inside = [
            date
            for date in self._dates(span)
            if _PERIOD.fullmatch(date.value) and not _ending("terms").search(self.folded, span.start, date.span.start)
        ]
        before = [date.value for date in inside if date.span.start < position]
        return before[-1] if before else inside[0].value if inside else None

    def _due(self, span: Span) -> str | None:
        """The year of the first day or month of a span, by which its figures are due."""
        return next((date.value[:4] for date in self._dates(span)), None)

    def _dates(self, span: Span) -> list[DateMention]:
        first = bisect_left(self.dates, span.start, key=lambda date: date.span.start)
        last = bisect_left(self.dates, span.end, key=lambda date: date.span.start)
        return list(self.dates[first:last])
