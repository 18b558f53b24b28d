"""Mentions of emulation movements, drives and themes, and what a launching document says of its own.

A movement is named in quotes after its head ("Phong trào thi đua “...”"), in a list of quoted names, or by its content
("phát động thi đua thực hiện thắng lợi ..."). Everything is matched in the folded view.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from ingest.agencies.spelling import Spelling, phrase_expression, spelling_of
from ingest.data import load
from ingest.facts import AgencyMention, Campaign, CampaignKind, DateMention, Span
from ingest.text.cover import Cover

_QUOTED: Final = r'"(?P<name>[^"\n]{4,400}(?:\n(?!\s*\n)[^"\n]{0,400}){0,6}?)"'
_YEARS: Final = re.compile(r"\s{1,3}\([\d/\s\-]{4,30}\)")
_LIST: Final = re.compile(rf"\s{{0,4}}(?:[,;]|\sva|[,;]\s{{0,4}}va)\s{{1,8}}{_QUOTED}")
_PARAGRAPH: Final = re.compile(r"\s{1,6}(?P<name>[^\s\d|#\-](?:[^\n]|\n(?!\s*\n|\s*[IVX\d]+[.)]\s)){20,900})")
_PERIOD_WINDOW: Final = 160
_JOINT: Final = re.compile(r"\s*(?:[,;]|va\b|cung\b)?\s*")  # between agencies that act together, and their verb
_LEAD: Final = 24
_BARE: Final[CampaignKind] = "phong trào"


class _Found(NamedTuple):
    span: Span
    name: Span
    kind: CampaignKind


def find(
    text: str,
    folded: str,
    span: Span,
    subject: Span | None,
    dates: Sequence[DateMention],
    agencies: Sequence[AgencyMention],
) -> list[Campaign]:
    """The campaigns that one document mentions, in reading order.

    Args:
        text: The source text of the file.
        folded: Its folded view.
        span: Where the document stands in the file.
        subject: Where its title (trích yếu) stands, or ``None``.
        dates: The dates of the file, for the period of a campaign that the document launches.
        agencies: The agencies of the file, for those that launch it.

    Returns:
        Mentions without a document. The one in the title of a launching document has ``launched``, and its theme,
        start and end where the text states them.
    """
    spelling = spelling_of(text)
    cover = Cover(span.end)
    taken: list[_Found] = []
    for finder in (_quoted, _themes, _known, _by_content):
        for item in finder(folded[: span.end], span.start, spelling):
            if not cover.meets(item.span):
                cover.take(item.span)
                taken.append(item)
    found = [
        Campaign(item.span, text[slice(*item.span)], "", _clean(text[slice(*item.name)]), item.kind)
        for item in sorted(taken)
    ]
    title = _launched(folded, span, subject, found, spelling)
    if title is None:
        return found
    launchers = _launchers(folded, Span(title.span.end, span.end), agencies, spelling)
    launch = replace(_launch(title, found, folded, span, dates, spelling), launchers=launchers)
    return [launch if item is title else item for item in found]


@cache
def _either(name: str, spelling: Spelling) -> str:
    phrases = sorted(load("campaigns.toml")["words"][name], key=len, reverse=True)
    return "(?:" + "|".join(phrase_expression(phrase, spelling) for phrase in phrases) + ")"


@cache
def _head(spelling: Spelling) -> tuple[str, tuple[CampaignKind, ...]]:
    """The expression of a head, one group for each, and their kinds."""
    heads: dict[str, CampaignKind] = load("campaigns.toml")["heads"]
    groups = "|".join(f"({phrase_expression(head, spelling)})" for head in heads)
    return f"(?:{groups})", tuple(heads.values())


@cache
def _quoted_pattern(spelling: Spelling) -> re.Pattern[str]:
    head, _ = _head(spelling)
    return re.compile(rf"(?<![a-z]){head}(?P<list>\s{{0,4}}:)?\s{{0,10}}{_QUOTED}")


def _quoted(folded: str, start: int, spelling: Spelling) -> Iterator[_Found]:
    """Heads with a quoted name, and the quoted names listed after them."""
    kinds = _head(spelling)[1]
    for match in _quoted_pattern(spelling).finditer(folded, start):
        kind = next(kind for kind, group in zip(kinds, match.groups(), strict=False) if group)
        name = Span(*match.span("name"))
        begin = name.start - 1 if match["list"] else match.start()
        end = _with_years(folded, match.end())
        yield _Found(Span(begin, end), Span(name.start, name.end), kind)
        while more := _LIST.match(folded, end):
            end = _with_years(folded, more.end())
            yield _Found(Span(more.start("name") - 1, end), Span(*more.span("name")), kind)


@cache
def _theme_patterns(spelling: Spelling) -> tuple[re.Pattern[str], re.Pattern[str]]:
    theme = _either("theme", spelling)
    bare = _either("bare_head", spelling)
    return (
        re.compile(rf"(?<![a-z]){theme}(?:\s{{1,4}}[^\n\".;:]{{1,40}}?)?\s{{0,3}}:?\s{{0,8}}{_QUOTED}"),
        re.compile(rf"(?:^|\n)[\s#]*(?:[\divx]+[.)]\s*)*{theme}(?:\s{{1,4}}{bare})?\s*:?\s*\n"),
    )


def _themes(folded: str, start: int, spelling: Spelling) -> Iterator[_Found]:
    """Themes: in quotes after "chủ đề", or as the paragraph under a heading "Chủ đề thi đua"."""
    quoted, heading = _theme_patterns(spelling)
    for match in quoted.finditer(folded, start):
        yield _Found(Span(match.start("name") - 1, match.end()), Span(*match.span("name")), "chủ đề")
    for match in heading.finditer(folded, start):
        if paragraph := _PARAGRAPH.match(folded, match.end() - 1):
            name = Span(paragraph.start("name"), len(folded[: paragraph.end()].rstrip(" .\n")))
            yield _Found(name, name, "chủ đề")


def _known(folded: str, start: int, spelling: Spelling) -> Iterator[_Found]:
    for phrase, kind in load("campaigns.toml")["known"].items():
        for match in re.finditer(rf'"(?P<name>{phrase_expression(phrase, spelling)}[^"]{{0,60}})"', folded[start:]):
            name = Span(start + match.start("name"), start + match.end("name"))
            yield _Found(Span(name.start - 1, name.end + 1), name, kind)


@cache
def _content_patterns(spelling: Spelling) -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = load("campaigns.toml")["words"]
    # Of a damaged text only longer phrases end a name: "đã" may be any short word there.
    closers = [phrase for phrase in data["ends"] if spelling == "clean" or " " in phrase]
    begins, never, goes_on, ends = (
        "|".join(phrase_expression(phrase, spelling) for phrase in phrases)
        for phrases in (data["content"], data["never"], data["goes_on"], closers)
    )
    bare = rf"(?P<bare>{_either('bare_head', spelling)}(?:\s{{1,8}}{_either('special', spelling)})?)"
    opening = re.compile(
        rf"(?P<plural>(?<![a-z]){_either('plural', spelling)}\s{{1,8}}|\d\s{{1,4}})?"
        rf"(?:(?<![a-z]){_head(spelling)[0]}|(?<![a-z]){_either('launch', spelling)}\s{{1,8}}{bare})"
        rf"\s{{1,8}}(?P<content>(?!(?:{never})(?![a-z]))(?:{begins})(?![a-z]))"
    )
    closing = re.compile(
        rf"\s*(?:[.:|\"]|\n\s*\n|$)|\s*\((?![\d/\s\-]{{4,30}}\))|\s{{0,4}}[,;](?!\s{{1,8}}(?:{goes_on})(?![a-z]))|(?<=[\d)])\s?,"
        rf"|[\s,]{{1,8}}(?:{ends})(?![a-z])"
    )
    return opening, closing


def _by_content(folded: str, start: int, spelling: Spelling) -> Iterator[_Found]:
    """Movements named by what is done: "phát động thi đua thực hiện ...", "phong trào làm đường giao thông"."""
    opening, closing = _content_patterns(spelling)
    kinds = _head(spelling)[1]
    for match in opening.finditer(folded, start):
        if match["plural"]:
            continue
        groups = match.groups()[1 : 1 + len(kinds)]
        named: Iterator[CampaignKind] = (kind for kind, group in zip(kinds, groups, strict=True) if group)
        kind = next(named, _BARE)
        begin = match.start("bare") if match["bare"] else match.start()
        end = closing.search(folded, match.end("content"))
        name = Span(match.start("content"), end.start() if end else len(folded))
        yield _Found(Span(begin, name.end), name, kind)


def _with_years(folded: str, end: int) -> int:
    years = _YEARS.match(folded, end)
    return years.end() if years else end


def _clean(name: str) -> str:
    return " ".join(name.replace("*", " ").split())


def _launched(
    folded: str, span: Span, subject: Span | None, found: Sequence[Campaign], spelling: Spelling
) -> Campaign | None:
    """The mention in the title if the title launches it: "Phát động ..." as its first word or as the heading above."""
    if subject is None:
        return None
    launch = re.compile(rf"(?<![a-z]){_either('launch', spelling)}(?![a-z])")
    lead = folded[max(span.start, subject.start - _LEAD) : subject.start + _LEAD]
    title = next((item for item in found if subject.overlaps(item.span)), None)
    if title is None or title.kind == "chủ đề" or title.span.start > subject.start + 2 * _LEAD:
        return None
    return title if launch.search(lead) else None


def _launch(
    item: Campaign, found: Sequence[Campaign], folded: str, span: Span, dates: Sequence[DateMention], spelling: Spelling
) -> Campaign:
    theme = next((other.name for other in found if other.kind == "chủ đề" and other.span.start > item.span.end), None)
    start, end = _period(folded, Span(item.span.end, span.end), dates, spelling)
    return replace(item, launched=True, theme=theme, start=start, end=end)


def _launchers(folded: str, span: Span, agencies: Sequence[AgencyMention], spelling: Spelling) -> tuple[str, ...]:
    """The agencies right before the first "phát động" that has some: "Tỉnh ủy, HĐND và UBND tỉnh phát động ..."."""
    inside = [agency for agency in agencies if span.contains(agency.span)]
    for verb in re.finditer(rf"(?<![a-z]){_either('launch', spelling)}(?![a-z])", folded[span.start : span.end]):
        reached, found = span.start + verb.start(), list[str]()
        for agency in reversed([each for each in inside if each.span.end <= reached]):
            if not _JOINT.fullmatch(folded, agency.span.end, reached):
                break
            reached = agency.span.start
            found.append(agency.name)
        if found:
            return tuple(dict.fromkeys(reversed(found)))
    return ()


def _period(folded: str, span: Span, dates: Sequence[DateMention], spelling: Spelling) -> tuple[str | None, str | None]:
    """Start and end after the first words that speak of the time ("Thời gian thi đua", "từ nay đến ngày ...")."""
    begins, until = (re.compile(rf"(?<![a-z]){_either(name, spelling)}\s{{1,4}}$") for name in ("from", "until"))
    for cue in re.finditer(rf"(?<![a-z]){_either('period', spelling)}(?![a-z])", folded[: span.end]):
        if cue.start() < span.start:
            continue
        near = [date for date in dates if cue.start() <= date.span.start < min(span.end, cue.end() + _PERIOD_WINDOW)]
        start = next((d.value for d in near if begins.search(folded, cue.start(), d.span.start)), None)
        end = next((d.value for d in near if until.search(folded, cue.start(), d.span.start)), None)
        if start or end:
            return start, end
    return None, None
