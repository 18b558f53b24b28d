"""Who a sentence or heading of a document charges with work: by a verb ("Giao Sở Nội vụ ...") or by its subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.data import load
from ingest.facts import DateMention, Document, Span
from ingest.tasks.bearers import Bearers, Run, either
from ingest.text.items import UNMARKED, Item
from ingest.text.spans import covered, dates_in

LONGEST_HEADING: Final = 220
"""A longer line is no heading."""
_LONGEST_OPENER: Final = 180
_NEXT_WORD: Final = 12
_LAST_WORDS: Final = 30
_ACTS_WITHIN: Final = 60


@dataclass(frozen=True, slots=True)
class Charge:
    """Who is charged with a piece of work: where the assigning words begin and end."""

    start: int
    end: int
    run: Run


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a document when its tasks are read."""

    text: str
    folded: str
    document: Document
    bearers: Bearers
    dates: Sequence[DateMention]
    cited: Sequence[Span]

    def dates_in(self, span: Span) -> Sequence[DateMention]:
        """The dates that lie in a span."""
        return dates_in(self.dates, span)

    def is_issuer(self, run: Run) -> bool:
        """Whether the issuer of the document is among some bearers, by its name or by the office of its head."""
        issuer = self.document.resolved("issuer")
        heads = load("tasks.toml")["heads_of_issuers"]
        return issuer is not None and not {issuer, *(f"{head} {issuer}" for head in heads)}.isdisjoint(run.names)

    def is_cited(self, position: int) -> bool:
        """Whether a position lies inside a reference to an instrument."""
        return covered(self.cited, position)


def heading_charge(page: Page, item: Item, following: Item | None) -> Charge | None:
    """Who is charged with what stands below a line such as "2. Sở Nội vụ" or "... yêu cầu các đơn vị:"."""
    start, end = item.span
    if following is None or item.rank == 0 or (item.rank < UNMARKED and following.rank <= item.rank):
        return None
    opens = page.folded[start:end].rstrip(" *").endswith(":")
    if enumerates(page, item, following) or (not opens and (item.closed or item.rank == UNMARKED)):
        return None
    if titled := _titled(page, item.span, opens=opens):
        return titled
    if not opens:
        return None
    last = _last_sentence(page.folded, item.span)
    charged = charge_of(page, item.span, tells=True) or charge_of(page, last, tells=True)
    return charged if charged and not page.is_issuer(charged.run) else None


def enumerates(page: Page, item: Item, following: Item) -> bool:
    """Whether an item is work whose contents, no work themselves, stand below it ("... báo cáo số liệu, gồm:")."""
    end = item.span.start + len(item.words(page.folded).rstrip(" *"))
    gives = expression("enumerates").search(page.folded, max(item.span.start, end - _LAST_WORDS), end)
    return gives is not None and not expression("work_verbs").match(page.folded, *following.span)


def topic_end(page: Page, item: Item) -> int:
    """Where the words of an item begin that follow its topic, if they name who is charged ("Báo cáo quý: Sở A ...")."""
    topic = expression("topic").match(page.folded, *item.span)
    run = page.bearers.run_at(topic.end()) if topic else None
    if topic is None or run is None:
        return item.span.start
    acts = expression("acts").search(page.folded, run.end, min(item.span.end, run.end + _ACTS_WITHIN))
    return topic.end() if topic["long"] or (run.names and acts) else item.span.start


def _titled(page: Page, span: Span, *, opens: bool) -> Charge | None:
    """Who a heading names and no more ("Trách nhiệm của Sở Nội vụ"), or says to have the duties below it."""
    start, end = span
    if end - start > LONGEST_HEADING:
        return None
    verb = _heading_verbs().match(page.folded, start, end)
    run = page.bearers.titled(Span(verb.end() if verb else start, end))
    if run is None:
        return None
    if not page.folded[run.end : end].strip(" *:."):
        return Charge(start, run.end, run)
    acts = (
        expression("acts").search(page.folded, run.end, end)
        or _verbs().search(page.folded, run.end, end)
        or (opens and expression("looks_back").match(page.folded, run.end, end))
    )
    if page.is_issuer(run):
        return None
    announces = expression("announces").match(page.folded, run.end, end) if opens else page.text.startswith("**", end)
    return Charge(start, run.end, run) if announces or not acts else None


def _last_sentence(folded: str, span: Span) -> Span:
    """The last sentence of a span."""
    start = span.start
    for match in re.finditer(r"(?<=[a-z0-9)])[.]\s+(?=[a-z])", folded[span.start : span.end]):
        start = span.start + match.end()
    return Span(start, span.end)


def charge_of(page: Page, span: Span, *, tells: bool) -> Charge | None:
    """Who a sentence charges: by a verb anywhere in it or, where ``tells``, by its subject."""
    if expression("binds").search(page.folded, span.start, span.end):
        return None
    ordered = _ordered(page, span)
    subject = _subject(page, span) if tells else None
    if subject is None or _only_tells(page, subject, span.end):
        return ordered
    if ordered is None:
        # What follows the subject may be an order to no one in particular: "Chủ tịch UBND tỉnh yêu cầu:".
        return None if _verb(page, subject.end + 1) else subject
    orders = page.is_issuer(subject.run) or ordered.start - subject.end < _NEXT_WORD
    return ordered if orders else subject


def _only_tells(page: Page, subject: Charge, end: int) -> bool:
    """Whether a sentence tells of its subject instead of charging it."""
    rest = page.folded[subject.end : end]
    if page.is_issuer(subject.run) and expression("issuer_tells").match(rest):
        return True
    if not expression("tells").match(rest):
        return False
    return expression("looks_back").match(rest) is not None or not expression("duty").match(rest)


def _ordered(page: Page, span: Span) -> Charge | None:
    """Who is charged by the first verb of a sentence that assigns ("Giao Sở Nội vụ ...")."""
    for match in _verbs().finditer(page.folded, span.start, span.end):
        before = page.folded[max(0, match.start() - 24) : match.start()].rstrip()
        if page.is_cited(match.start()) or _folds_alike(page, match) or _never_after().search(before):
            continue
        run = page.bearers.run_at(match.end())
        if run and len(page.folded[run.end : span.end].split()) > 1:
            proposed = expression("proposes").match(page.folded, run.end)
            return None if proposed else Charge(match.start(), run.end, run)
    return None


def _verb(page: Page, position: int) -> bool:
    """Whether a verb that assigns stands at a position."""
    match = _verbs().match(page.folded, position)
    return match is not None and not _folds_alike(page, match)


def _folds_alike(page: Page, match: re.Match[str]) -> bool:
    """Whether the printed word only folds like a verb ("giáo" like "giao")."""
    return page.text[match.start() : match.end()].split()[0].lower() in load("tasks.toml")["verb_lookalikes"]


def _subject(page: Page, span: Span) -> Charge | None:
    """The bearers with which a sentence begins, or which follow its opening clause ("Căn cứ Kế hoạch này, ...")."""
    if run := page.bearers.run_at(span.start):
        return Charge(span.start, run.end, run)
    opener = _openers().match(page.folded, span.start, span.end)
    if not opener:
        return None
    reached = opener.end()
    for match in re.finditer(
        r"(?P<before>[a-z]+|[,)])\s{1,4}(?=[a-z])", page.folded[reached : min(span.end, reached + _LONGEST_OPENER)]
    ):
        position = reached + match.end()
        if run := page.bearers.run_at(position):
            if match["before"] not in load("tasks.toml")["prepositions"] and not page.is_cited(position):
                return Charge(position, run.end, run)
            return None
    return None


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(load('tasks.toml')['openers'])})\b")


@cache
def expression(name: str) -> re.Pattern[str]:
    """An expression of ``data/tasks.toml``, over the folded view."""
    return re.compile(load("tasks.toml")[name])


@cache
def _never_after() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(load('tasks.toml')['not_after'])})$")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{either(load('tasks.toml')['verbs'])})\s*:?\s+")


@cache
def _heading_verbs() -> re.Pattern[str]:
    data = load("tasks.toml")
    return re.compile(rf"(?:(?:{either([*data['verbs'], *data['heading_verbs']])})\s*:?\s+)?")
