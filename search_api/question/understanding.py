"""From a question as typed to what it asks."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.facts import Span
from ingest.pipeline import extract_mentions
from ingest.text.fold import fold
from ontology.periods import quarter
from search_api.question.agencies import find_agencies
from search_api.question.asides import without_asides
from search_api.question.composing import Reading, composed, composed_in_part
from search_api.question.concepts import Piece
from search_api.question.data import table
from search_api.question.describing import description
from search_api.question.diacritics import marked
from search_api.question.doctypes import types_in
from search_api.question.initials import with_initials
from search_api.question.instruments import find_instruments, with_issuer, with_year
from search_api.question.qualifiers import qualifiers
from search_api.question.typing_errors import with_digits
from search_api.question.understood import Instrument, Understood

_OF_ONE_WORK = frozenset({"signer", "position", "date", "place", "recipients", "subject", "document"})
_WITH_YEARS = frozenset(
    {"theme", "theme-of", "launches", "launched-by", "period-start", "period-end", "target", "deadline"}
)
_TENSES = {"planned": True, "done": False}
_IN_WORDS = frozenset({"name"})
_TIME = re.compile(r"\d{4}-\d\d(?:-\d\d)?")  # of dates, those that are a month or a day
_SPAN = re.compile(r"quy (?P<quarter>iv|i{1,3}|[1-4])|thang (?P<month>\d{1,2})")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_COUNTING = re.compile(r"^(?:bao nhieu|may) ")
_LONGEST = 400  # code points; a longer text is no question to the graph
_QUOTED = re.compile(r"[“\"«]([^”\"»]{2,200})[”\"»]")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?![\d/])")
_ISSUER = re.compile(r"X(\d+) (?:(?:cua|tu) )?A(\d+)(?! (?:ky|nhan|trien|thuc|phat))|X(\d+) do A(\d+) ban hanh")
_YEAR_AFTER = re.compile(r"X(\d+) (?:(?:ban hanh )?(?:trong )?nam )?Y(\d+)")
_TWICE_NAMED = re.compile(r"X(\d+) X(\d+)")  # "Luật Đất đai (31/2024/QH15)", "Luật Đất đai 31/2024/QH15"
# Titles go on after their sign: "X0 khen thưởng năm Y0".
_YEAR_OF_TITLE = re.compile(r"X(\d+)((?: (?!nao\b|gi\b|[A-Z]\d)\S+)+) nam Y(\d+)")


@dataclass(frozen=True, slots=True)
class _Slots:
    """What stands behind the signs of a masked question ("X0", "A1")."""

    masked: str
    instruments: Sequence[Instrument]
    agencies: Sequence[str]
    years: Sequence[str]
    times: Sequence[str]
    words: dict[str, str]

    def meant(self) -> dict[str, str | Instrument]:
        """What each sign stands for."""
        signs: dict[str, Sequence[str | Instrument]]
        signs = {"X": self.instruments, "A": self.agencies, "Y": self.years, "D": self.times}
        return {**self.words} | {f"{sign}{n}": each for sign, found in signs.items() for n, each in enumerate(found)}


def understand(question: str) -> Understood:
    """What a question asks of the graph, with or without diacritics; its words are looked up nowhere yet.

    Args:
        question: As typed.

    Returns:
        What was understood. If it is not clear what is asked, ``kind`` is ``None`` and the mentions are there still.
    """
    return next(understandings(question))


def understandings(question: str) -> Iterator[Understood]:
    """All that a question may ask, the surest first; one without a ``kind`` if it is not clear what is asked."""
    read = _read(question)
    if read is None:
        yield Understood(question)
        return
    found = set()
    texts = (question, *without_asides(question))
    for compose, text in itertools.product((composed, composed_in_part), texts):
        if read_of := _read(text):
            for understood in _asked(read_of, compose):
                if understood not in found:
                    found.add(understood)
                    yield replace(understood, question=question)
    if not found:
        yield read[0]


def _asked(read: tuple[Understood, str, _Slots], compose: Callable[[str], Iterator[Reading]]) -> Iterator[Understood]:
    known, masked, slots = read
    for reading in compose(masked):
        if understood := _understood(known, reading, slots):
            yield understood


@lru_cache(maxsize=64)  # a search asks what its question means and what it names
def _read(question: str) -> tuple[Understood, str, _Slots] | None:
    """What a question names, itself with signs in the place of these, and what they stand for."""
    text = with_initials(with_digits(unicodedata.normalize("NFC", question).strip()))
    if len(text) > _LONGEST:
        return None
    slots = _mask(text)
    masked, slots = _attach(slots)
    masked, limits = qualifiers(masked)
    known = Understood(
        question,
        instruments=tuple(slots.instruments),
        agencies=tuple(dict.fromkeys(slots.agencies)),
        years=tuple(dict.fromkeys(slots.years[int(index)] for index in re.findall(r"\bY(\d+)", masked))),
        held=False if "missing" in limits else True if "held" in limits else None,
        planned=_planned(masked),
    )
    return known, masked, slots


def _drive(words: str) -> str | None:
    drives: dict[str, str] = table("shorthand.toml")["drives"]
    return next((kind for head, kind in drives.items() if words.startswith(head)), None)


def _planned(masked: str) -> bool | None:
    tense = table("concepts.toml")["tense"]
    return next((meant for name, meant in _TENSES.items() if re.search(tense[name], masked)), None)


def _years(parts: Mapping[str, str], slots: _Slots) -> tuple[str, ...]:
    """The years between the other words of a question; those in a name belong to it."""
    return tuple(dict.fromkeys(slots.years[int(index)] for index in re.findall(r"\bY(\d+)", parts.get("years", ""))))


def _mask(text: str) -> _Slots:
    """Put a sign in the place of each instrument, agency, year and quotation."""
    folded = fold(text)
    facts = extract_mentions(text)
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text)]
    found: list[tuple[Span, str]] = [(span, "Q") for span in quoted]
    instruments, agencies = [], []
    for named in find_instruments(text, folded, facts.references, facts.dates):
        if not any(named.span.overlaps(span) for span, _ in found):
            found.append((named.span, "X"))
            instruments.append(named.instrument)
    for agency in find_agencies(text, folded, facts.agencies):
        if not any(agency.span.overlaps(span) for span, _ in found):
            found.append((agency.span, "A"))
            agencies.append(agency.name)
    taken = [span for span, _ in found]
    dates = [
        each for each in facts.dates if _TIME.fullmatch(each.value) and not any(each.span.overlaps(s) for s in taken)
    ]
    found += [(each.span, "D") for each in dates]
    taken += [each.span for each in dates]
    years = [Span(*m.span()) for m in _YEAR.finditer(text) if not any(Span(*m.span()).overlaps(s) for s in taken)]
    found += [(span, "Y") for span in years]
    pieces, words, counts, reached = [], {}, dict.fromkeys("QXAYD", 0), 0
    for span, sign in sorted(found):
        label = f"{sign}{counts[sign]}"
        counts[sign] += 1
        words[label] = folded[span.start : span.end].strip(' "')
        pieces += [marked(text, reached, span.start), f" {label} "]
        reached = span.end
    pieces.append(marked(text, reached, len(text)))
    masked = " ".join(re.findall(r"[A-Z]\d+|[a-z0-9]+(?:['^]|(?:/[a-z]+)*)", "".join(pieces)))
    times = [each.value for each in sorted(dates, key=lambda each: each.span)]
    return _Slots(masked, instruments, agencies, [text[span.start : span.end] for span in years], times, words)


def _attach(slots: _Slots) -> tuple[str, _Slots]:
    """Give each instrument the issuer and the year printed right after it."""
    instruments = list(slots.instruments)

    def year(match: re.Match[str]) -> str:
        index = int(match[1])
        instruments[index] = with_year(instruments[index], slots.years[int(match[2])])
        return f"X{index}"

    def year_of_title(match: re.Match[str]) -> str:
        index = int(match[1])
        if not instruments[index].named:
            return match[0]
        instruments[index] = with_year(instruments[index], slots.years[int(match[3])])
        return f"X{index}{match[2]}"

    def issuer(match: re.Match[str]) -> str:
        index, agency = int(match[1] or match[3]), int(match[2] or match[4])
        instruments[index] = with_issuer(instruments[index], slots.agencies[agency])
        return f"X{index}"

    def twice_named(match: re.Match[str]) -> str:
        title, number = instruments[int(match[1])], instruments[int(match[2])]
        return f"X{match[2]}" if title.named and not number.named else match[0]

    masked = _TWICE_NAMED.sub(twice_named, slots.masked)
    for _ in range(2):  # in either order
        masked = _YEAR_AFTER.sub(year, masked)
        masked = _ISSUER.sub(issuer, masked)
    masked = _YEAR_OF_TITLE.sub(year_of_title, masked)
    return masked, replace(slots, instruments=instruments)


def _due(parts: Mapping[str, str], years: Sequence[str], slots: _Slots) -> str | None:
    """The time that a question names by a day, by a quarter or month and its year, or by one year alone."""
    if dated := re.search(r"D(\d+)", parts.get("span", "")):
        return slots.times[int(dated[1])]
    span = _unmasked(parts.get("span", ""), slots)
    year = next(iter(_YEAR.findall(span)), years[0] if len(years) == 1 else None)
    named = _SPAN.search(span)
    if year is None or named is None:
        return year
    if named["quarter"]:
        return quarter(f"{year}-Q{_ROMAN.get(named['quarter'], named['quarter'])}")
    return f"{year}-{int(named['month']):02}"


def _understood(known: Understood, reading: Reading, slots: _Slots) -> Understood | None:
    parts = {key: _unmasked(words, slots) if key in _IN_WORDS else words for key, words in reading.parts.items()}

    def agency(*names: str) -> str | None:
        return next((slots.agencies[int(parts[name][1:])] for name in names if name in parts), None)

    years = _years(parts, slots)
    due = _due(parts, years, slots) if reading.kind == "due" or "span" in parts else None
    if due is None and (reading.kind == "due" or "span" in parts):
        return None
    instruments = [_instrument(piece, slots) for piece in reading.instruments]
    if instruments and reading.kind in _OF_ONE_WORK and (issuer := agency("issuer")):
        instruments[0] = with_issuer(instruments[0], issuer)
    if reading.kind == "validity":
        years = ()  # "sang năm 2026": what is known of today goes on
    if instruments and years and reading.kind not in _WITH_YEARS and "asked" not in parts:
        instruments[0] = with_year(instruments[0], " ".join(years))  # the year is that of the instrument
        years = ()
    return replace(
        known,
        kind=reading.kind,
        instruments=tuple(instruments) or known.instruments,
        issuer=agency("issuer", "by"),
        recipient=agency("to"),
        lead=agency("lead"),
        support=agency("support"),
        years=years,
        types=types_in(parts.get("asked", "")),
        relations=reading.relations,
        direction=reading.direction,
        name=parts.get("name"),
        drive=_drive(parts.get("movement", "")) if reading.kind == "movements" else None,
        due=due,
        unit=table("shorthand.toml")["units"].get(_COUNTING.sub("", parts.get("percent", ""))),
        reach="through" if "through" in parts else "indirect" if "indirect" in parts else "direct",
        tentative=reading.tentative,
        named=reading.named,
        passed_over=reading.passed_over,
    )


def _instrument(piece: Piece, slots: _Slots) -> Instrument:
    meant = slots.meant()
    if not piece.within:
        return slots.instruments[int(piece.words[1:])]
    words = _unmasked(piece.words, slots)
    return Instrument(words, words, described=description(piece.within, meant))


def _unmasked(words: str, slots: _Slots) -> str:
    return re.sub(r"[A-Z]\d+", lambda match: slots.words.get(match[0], match[0]), words).strip()
