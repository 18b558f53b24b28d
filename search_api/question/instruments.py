"""Instruments that a question names, as documents print them or as people type them ("CT 19 TTg", "KH 200")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.facts import DateMention, Reference, Span
from ingest.identifiers.doctypes import DocType, by_folded_name, doc_types, type_of_symbol
from ingest.text.fold import fold
from ontology.territories import organs, provinces
from search_api.question.agencies import find_agencies
from search_api.question.data import table
from search_api.question.understood import Instrument

_DAY = len("2021-01-30")
_WORD = 3
_ASKING = re.compile(r"\b(?:nao|gi|ai|duoc|may|dau|bao gio|bao nhieu)\b")  # a name that runs on into the question


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """An instrument in the question and where it stands."""

    span: Span
    instrument: Instrument


def find_instruments(
    text: str, folded: str, references: tuple[Reference, ...], dates: tuple[DateMention, ...]
) -> tuple[NamedInstrument, ...]:
    """The instruments of a question.

    Args:
        text: The question.
        folded: Its folded view.
        references: What the extractor found in it.
        dates: Dates that the extractor found; one right after an instrument is its date.
    """
    found = [_of_mention(text, mention) for mention in references if _identifies(mention)]
    for match in _shorthand().finditer(folded):
        if not (typed := _of_shorthand(text, match)):
            continue
        inside = [other for other in found if typed.span.overlaps(other.span)]
        if all(typed.span.contains(other.span) and typed.span != other.span for other in inside):
            found = [other for other in found if other not in inside] + [typed]
    return tuple(_dated(text, folded, named, dates) for named in sorted(found, key=lambda named: named.span))


def with_issuer(instrument: Instrument, issuer: str) -> Instrument:
    """The instrument of an issuer that the question names beside it."""
    if instrument.described:
        said = instrument.described
        return replace(instrument, described=replace(said, issuers=(*said.issuers, issuer)))
    return instrument if instrument.named else replace(instrument, reference=f"{instrument.reference} của {issuer}")


def with_year(instrument: Instrument, year: str) -> Instrument:
    """The instrument of a year that the question names beside it."""
    if instrument.described:
        said = instrument.described
        return replace(instrument, described=replace(said, times=(*said.times, year)))
    return replace(instrument, reference=f"{instrument.reference} năm {year}")


def _identifies(mention: Reference) -> bool:
    words = fold(mention.text)
    described = re.match(rf"{fold(mention.type)} (?:cua|ve|do|cac)\b", words)  # "chỉ thị của UBND tỉnh về ..."
    rest = words.removeprefix(fold(mention.type)).strip()  # "nghị quyết Chính phủ" names only who issued it
    of_agency = any(agency.span == (0, len(rest)) for agency in find_agencies(rest, rest, ()))
    named = bool(mention.name) and not described and not of_agency and not _ASKING.search(words)
    return (bool(mention.number) or named) and not (mention.self or mention.anaphor)


def _of_mention(text: str, mention: Reference) -> NamedInstrument:
    span = Span(mention.span.start, mention.core.end)
    words = text[span.start : span.end]
    if not mention.number:
        name = text[mention.core.start : mention.core.end]
        return NamedInstrument(span, Instrument(words, name, mention.type, named=True))
    number = mention.number.upper() if mention.number.islower() else mention.number
    reference = f"{mention.type} số {number}"
    serial = mention.number if mention.number.isdigit() else None
    return NamedInstrument(span, Instrument(words, reference, mention.type, bare=serial))


def _of_shorthand(text: str, match: re.Match[str]) -> NamedInstrument | None:
    kind = _type_named(match["type"]) if match["type"] else None
    organ = match["organ"] or ""
    if organ and len(organ) < _WORD and not text[match.start("organ") : match.end("organ")].isupper():
        return _of_serial(text, match, kind)
    symbols = re.findall(r"[a-z0-9]+", match["symbol"] or organ)
    of_symbol = type_of_symbol("-".join(symbols)) if symbols else None
    if kind is None and of_symbol is None and not ("/" in match[0] and symbols):
        return None  # a number in the text
    if not symbols:
        return _of_serial(text, match, kind)
    spelt = kind or of_symbol
    name = spelt.name if spelt else table("shorthand.toml")["letter"]
    abbreviated = (
        of_symbol is None and spelt is not None and spelt.symbols and name != table("shorthand.toml")["letter"]
    )
    symbol = "-".join([*([spelt.symbols[0]] if abbreviated and spelt else []), *symbols])
    return _typed(text, Span(*match.span()), name, f"{_serial(match)}/{symbol}", match["place"])


def _of_serial(text: str, match: re.Match[str], kind: DocType | None) -> NamedInstrument | None:
    """An instrument by its type and serial number alone."""
    if kind is None:
        return None
    end = match.end("year") if match["year"] else match.end("serial")
    return _typed(text, Span(match.start(), end), kind.name, _serial(match), None)


def _serial(match: re.Match[str]) -> str:
    return match["serial"] + (f"/{match['year']}" if match["year"] else "")


def _typed(text: str, span: Span, kind: str, number: str, place: str | None) -> NamedInstrument:
    reference = f"{kind} số {number.upper()}" + (f" {place}" if place else "")
    bare = number if number.isdigit() else None
    return NamedInstrument(span, Instrument(text[span.start : span.end], reference, kind, bare=bare))


def _type_named(word: str) -> DocType | None:
    words = " ".join(word.split())
    return by_folded_name().get(words) or next((k for k in doc_types() if words in map(fold, k.symbols)), None)


def _dated(text: str, folded: str, named: NamedInstrument, dates: tuple[DateMention, ...]) -> NamedInstrument:
    for date in dates:
        between = folded[named.span.end : date.span.start].strip(" ,")
        after = date.span.start >= named.span.end and between in ("", "ngay")
        inside = named.span.contains(date.span)
        if len(date.value) == _DAY and (after or inside) and not named.instrument.named:
            year, month, day = date.value.split("-")
            span = Span(named.span.start, max(named.span.end, date.span.end))
            reference = f"{named.instrument.reference} ngày {day}/{month}/{year}"
            words = text[span.start : span.end]
            return NamedInstrument(span, replace(named.instrument, text=words, reference=reference))
    return named


@cache
def _shorthand() -> re.Pattern[str]:
    data = table("shorthand.toml")
    kinds = sorted({fold(word) for k in doc_types() for word in (k.name, *k.symbols)}, key=len, reverse=True)
    symbols = sorted({fold(word) for k in doc_types() for word in k.symbols}, key=len, reverse=True)
    issuers = [*data["organs"], *sorted({organ.slug for organ in organs()}, key=len, reverse=True)]
    pattern = data["reference"].format(
        types="|".join(rf"{re.escape(kind)}(?![a-z])" for kind in kinds).replace(r"\ ", r"\s+"),
        symbols="|".join([*issuers, *map(re.escape, symbols)]),
        types_short="|".join(map(re.escape, symbols)),
        organs="|".join(issuers),
        provinces="|".join(name.replace("-", r"\s+") for name in sorted(provinces(), key=len, reverse=True)),
    )
    return re.compile(pattern + rf"(?!{data['not_before']})", re.VERBOSE)
