"""Mentions with a number: type word, number, date, issuer and title; lists whose type word is not repeated."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Final

from ingest.agencies import Territory, match_at
from ingest.facts import Span
from ingest.identifiers.doctypes import DocType, generic_type, type_of_symbol
from ingest.identifiers.numbers import Number, number_at
from ingest.references.draft import Draft
from ingest.references.lexicon import one_of
from ingest.references.names import law_name_end, tidy
from ingest.references.titles import title_after
from ingest.values.dates import FULL_DATE, iso_match
from ontology.authority import law_abbreviations

_SO: Final = re.compile(r"\s*(?:\(?\s*)?(?:so|s[o06]|ký\s+hieu)\s*(?:hieu\s*)?[:.]?\s*")
_GAP: Final = re.compile(r"\s+")
_BARE: Final = re.compile(
    r"(?P<serial>\d{1,4})(?![\w/%.,]*\d|[\w/%])(?!\s+(?:nam|thang|ngay\s+lam|phan|trieu|ty|nghin|dong|ha|km|xa|-)(?!\w))"
)
_DATE_LEAD: Final = re.compile(r"\s*,?\s*(?:(?:ban\s+hanh|ky|cong\s+bo|thong\s+qua)\s+)?(?:ng[a-z]{1,2}y\s*)")
_YEAR_TAIL: Final = re.compile(r"\s+(?:nam\s+)?(?P<year>(?:19|20)\d\d)(?!\s*-|[\w/])")
_PLAIN_DATE: Final = re.compile(r"\s+(?=\d{1,2}[/.-]\d{1,2}[/.-]\d{4})")
_BROKEN_DATE: Final = re.compile(
    r"(?:[\d.… ]{1,12}\s?(?:thang|ngay)|thang)\s?[\d.… ]{0,12}\s?(?:nam|thang)\s?[\d.…]{1,8}"
    r"|nam\s(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{3,4}(?![\d/])"
)
_OF: Final = re.compile(r"\s*,?\s*(?:c[a-z]{1,2}a|do)\s+")
_IN_GENERAL: Final = re.compile(r"(?:phap|ky|du\s+thao\s+cac)\s+$")
_LIST: Final = re.compile(r"\s*(?:,|;|va|hoac|,\s*va)\s*(?:(?:cac\s+)?so\s*[:.]?\s*)?(?=\d)")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{one_of('number_between')})(?=\s+(?:so|cua)\b)")


@cache
def _spaced() -> re.Pattern[str]:
    """A number whose symbol follows a blank, as instruments before 1996 have them: "210a TC/VP"."""
    return re.compile(rf"\d{{1,4}}[a-z]?\s(?:[A-ZĐ]{{2,8}}(?:[/-][A-ZĐ]{{2,8}})+|{one_of('spaced_symbol')})(?![\w/-])")


@cache
def _enacted() -> re.Pattern[str]:
    """How a body passed an instrument, up to the date: "được Quốc hội khóa XI, kỳ họp thứ 4 thông qua"."""
    return re.compile(
        rf"\s*,?\s*(?:da\s+)?(?:duoc|do)\s+(?:{one_of('enacting_body')})\b[^.;:()|]{{0,110}}?"
        r"\s(?:thong\s+qua|ban\s+hanh)(?=\s+ng[a-z]{1,2}y\s)"
    )


def date_after(folded: str, end: int) -> tuple[int, str] | None:
    """A date that follows, directly or after the body that passed the instrument: its end and ISO value.

    "ngày 29/12/2020", ", ngày 07 tháng 3 năm 1994", "được Quốc hội khóa XI thông qua ngày 26 tháng 11 năm 2003".
    """
    passed = _enacted().match(folded, end)
    end = passed.end() if passed else end
    lead = _DATE_LEAD.match(folded, end) or _PLAIN_DATE.match(folded, end)
    if not lead:
        return None
    match = FULL_DATE.match(folded, lead.end())
    value = iso_match(match) if match else None
    return (match.end(), value) if match and value else None


def _broken_date_after(folded: str, end: int) -> int | None:
    """Where a date ends that names no day: left blank in a draft ("ngày ... tháng ... năm 2021"), or misprinted."""
    lead = _DATE_LEAD.match(folded, end)
    match = _BROKEN_DATE.match(folded, lead.end()) if lead else None
    return len(folded[: match.end()].rstrip(" \n*.…")) if match else None


def issuer_after(text: str, folded: str, end: int, territory: Territory | None) -> tuple[int, str] | None:
    """An issuing agency that follows directly ("của Ủy ban nhân dân tỉnh"): its end and full name."""
    link = _OF.match(folded, end)
    return match_at(text, folded, link.end(), territory) if link else None


def _numbered(text: str, folded: str, position: int, kind: DocType) -> tuple[int, str] | None:
    """A number with "số" or without, at ``position`` right after a type word, a law's name or an issuer."""
    marked = _SO.match(folded, position)
    gap = marked or _GAP.match(folded, position)
    if not gap:
        return None
    found = number_at(text, gap.end())
    if found and (found.symbol or marked):
        return found.end, found.value
    spaced = _spaced().match(text, gap.end()) if marked else None
    if spaced:
        return spaced.end(), re.sub(r"\s", "", spaced[0])
    beside = text[position : gap.end()].strip(" ") == ""  # not in the next line or cell
    bare = _BARE.match(folded, gap.end()) if marked or (kind.bare and beside) else None
    if not bare or (not marked and FULL_DATE.match(folded, gap.end())):
        return None
    return bare.end(), text[bare.start() : bare.end()]


def _dated(text: str, folded: str, draft: Draft, territory: Territory | None) -> Draft:
    """Add the date and issuer that follow a number or law name, in either order."""
    end, core_end, date, issuer = draft.span.end, draft.core.end, draft.date, draft.issuer
    for _ in range(2):
        dated = date_after(folded, end) if not date else None
        broken = _broken_date_after(folded, end) if not date and not dated else None
        if dated:
            core_end = core_end if draft.number and _enacted().match(folded, end) else dated[0]
            end, date = dated
        elif broken:
            end = core_end = broken
        issued = issuer_after(text, folded, end, territory) if not issuer else None
        if issued:
            end, issuer = issued
        if not dated and not issued:
            break
    return replace(
        draft, span=Span(draft.span.start, end), core=Span(draft.core.start, core_end), date=date, issuer=issuer
    )


def _complete(text: str, folded: str, draft: Draft, territory: Territory | None) -> Draft:
    """Add what follows a number: date, issuer, then a running title."""
    dated = _dated(text, folded, draft, territory)
    title = title_after(text, folded, dated.span.end)
    return replace(dated, span=Span(dated.span.start, title.end), title=title) if title else dated


def _kind_of(kind: DocType, number: str) -> str:
    """The type of a numbered mention: that of its type word, or where it names none of the symbol's first part.

    Later parts name bodies: "văn bản số 5/SNNMT-KL" is a letter of the forest rangers, no Kết luận.
    """
    if kind != generic_type():
        return kind.name
    first = next((part for part in re.split(r"[/.-]", number)[1:] if not part.isdigit()), "")
    symbol = type_of_symbol(first)
    return symbol.name if symbol else "Công văn"


def numbered(text: str, folded: str, kind: DocType, start: int, end: int, territory: Territory | None) -> Draft | None:
    """The mention with a number whose type word stands at ``[start, end)``, or ``None``."""
    issuer: str | None = None
    between = _between().match(folded, end)
    end = between.end() if between else end
    found = _numbered(text, folded, end, kind)
    if not found:
        issued = issuer_after(text, folded, end, territory)
        found = _numbered(text, folded, issued[0], kind) if issued else None
        issuer = issued[1] if issued else None
    if not found:
        return None
    span = Span(start, found[0])
    draft = Draft(span, span, _kind_of(kind, found[1]), "number", number=found[1], issuer=issuer)
    return _complete(text, folded, draft, territory)


def law(text: str, folded: str, kind: DocType, start: int, end: int, territory: Territory | None) -> Draft | None:
    """A law, code or ordinance cited by its name, with number, year or date where they follow."""
    if _IN_GENERAL.search(folded, max(0, start - 12), start):
        return None
    name_end = law_name_end(text, folded, end)
    if name_end is None:
        return None
    span = Span(start, name_end)
    short = law_abbreviations()
    name = " ".join(short.get(word, word) for word in tidy(text, folded, span).split())
    year = _YEAR_TAIL.match(folded, name_end)
    found = _numbered(text, folded, name_end, kind)
    if found:
        span = Span(start, found[0])
    elif year:
        span = Span(start, year.end())
    draft = Draft(
        span,
        span,
        kind.name,
        "law-name",
        number=found[1] if found else None,
        date=year["year"] if year and not found else None,
        name=name,
    )
    return draft if draft.date else _dated(text, folded, draft, territory)


def listed(text: str, folded: str, previous: Draft, territory: Territory | None) -> Draft | None:
    """The next number of a list whose type word is not repeated ("các Nghị định số A, B và C")."""
    if previous.number is None:
        return None
    link = _LIST.match(folded, previous.core.end)
    if not link:
        return None
    number = number_at(text, link.end())
    if not number or not (number.symbol and (re.search(r"so", link[0]) or "/" in number.value or "-" in number.value)):
        return None
    return _elided(text, folded, number, _listed_kind(number, previous), "listed-number", territory)


def _listed_kind(number: Number, previous: Draft) -> str:
    """The type of the mention before where both symbols begin alike ("QH14", "QH15"), else what the symbol names."""
    before = number_at(previous.number or "", 0)
    if before and before.symbol and number.symbol and _head(before.symbol) == _head(number.symbol):
        return previous.kind
    named = type_of_symbol(number.symbol or "")
    return named.name if named else previous.kind


def _head(symbol: str) -> str:
    return re.split(r"[\d/.-]", symbol, maxsplit=1)[0]


def lone(text: str, folded: str, number: Number, territory: Territory | None) -> Draft | None:
    """A number that stands without any type word; its symbol names the type."""
    kind = type_of_symbol(number.symbol or "")
    return _elided(text, folded, number, kind.name, "lone-number", territory) if kind else None


def _elided(text: str, folded: str, number: Number, kind: str, rule: str, territory: Territory | None) -> Draft:
    lead = re.compile(r"(?<!\w)so\s*[:.]?\s*$").search(folded, max(0, number.start - 6), number.start)
    span = Span(lead.start() if lead else number.start, number.end)
    return _complete(text, folded, Draft(span, span, kind, rule, number=number.value), territory)
