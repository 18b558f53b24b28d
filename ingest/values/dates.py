"""Calendar dates and periods, with their ISO 8601 values.

Everything is matched in the folded view, whose offsets are those of the source. A span runs from the first digit to
the last ("26 tháng 10 năm 2021", "2018", "01/2020"); quarters and halves of a year begin at their own word.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

from ingest.data import load
from ingest.facts import DateMention, Span

_GAP: Final = r"[\s,]{1,8}"
# The letters o, i, l stand where OCR read a digit; a word boundary on both sides keeps them out of words.
_DAY: Final = r"[0-3oil]?[0-9oil]"
_YEAR: Final = r"[12][0-9o][0-9oil]{2}"
_MONTH_WORD: Final = r"th[a-z]{1,2}ng"
_YEAR_WORD: Final = r"n[a-z]{1,2}m"
_END: Final = r"(?![0-9a-z]|[./,\-][0-9a-z])"

FULL_DATE: Final = re.compile(
    rf"(?<![\w/.])(?<![a-z]-)(?P<day>{_DAY})"
    rf"(?:\s{{0,4}}{_MONTH_WORD}\s{{0,4}}(?P<month>{_DAY})[\s,]{{0,8}}{_YEAR_WORD}{_GAP}"
    rf"|\s?(?P<sign>[/.\-])\s?(?P<month_number>{_DAY})(?:\s?(?P=sign)\s?|{_GAP}{_YEAR_WORD}{_GAP}))"
    rf"(?P<year>{_YEAR})(?![0-9a-z]|[/\-][0-9a-z]|[.,][0-9])"
)
"""A full date in the folded view, read with :func:`iso_match`."""

_DIGITS: Final = str.maketrans("oil", "011")
_OTHER_TONES: Final = frozenset("\u0300\u0303\u0309\u0323")  # grave, tilde, hook, dot below
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "2": 2, "3": 3, "4": 4}


class _Found(NamedTuple):
    span: Span
    value: str


def iso_date(day: int, month: int, year: int) -> str | None:
    """The ISO 8601 form of a calendar day, or ``None`` if there is no such day.

    Args:
        day: 1 to 31.
        month: 1 to 12.
        year: Four digits, 1000 to 2999.
    """
    if not (1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def iso_match(match: re.Match[str]) -> str | None:
    """The ISO date of a match of :data:`FULL_DATE`, with OCR look-alikes read as digits; ``None`` if there is none."""
    return iso_date(_number(match["day"]), _number(match["month"] or match["month_number"]), _number(match["year"]))


def parse(folded: str) -> str | None:
    """The ISO date of the first full date in a folded text, or ``None``."""
    return next((value for match in FULL_DATE.finditer(folded) if (value := iso_match(match))), None)


def find(text: str, folded: str, *, year: int | None = None) -> list[DateMention]:
    """Every calendar date and period of a text, in reading order.

    Args:
        text: The source text.
        folded: Its folded view, of the same length.
        year: The year that the document's subject fixes, if it does; a bare "QUÝ I" is then a quarter of it.

    Returns:
        Mentions without a document (``document`` is empty: the caller knows the documents of the file).
    """
    taken = bytearray(len(folded))
    found: list[_Found] = []
    for finder in (
        _month_ranges,
        _full,
        _first_days,
        _halves,
        _quarters(text, year),
        _months,
        _first_months,
        _periods,
        _years,
    ):
        fresh = [item for item in finder(folded) if not any(taken[item.span.start : item.span.end])]
        for span, _ in fresh:
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
        found += fresh
    return [
        DateMention(span, text[span.start : span.end], "", value)
        for span, value in sorted(found, key=lambda item: item.span)
    ]


def _number(printed: str) -> int:
    return int(printed.translate(_DIGITS))


@cache
def _words(name: str) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(load("dates.toml")[name], key=len, reverse=True))


def _full(folded: str) -> Iterator[_Found]:
    for match in FULL_DATE.finditer(folded):
        if value := iso_match(match):
            yield _Found(Span(*match.span()), value)


def _first_days(folded: str) -> Iterator[_Found]:
    """The day before another whose month it shares: "từ 7 giờ ngày 16 đến 13 giờ ngày 17/11/2025"."""
    hour = r"(?:\d{1,2}\s?(?:gio|h)(?:\s?\d{1,2}(?:\s+phut)?)?\s+)?"
    for match in re.finditer(rf"\bngay\s+(\d{{1,2}})\s+(?:den|va)\s+(?:het\s+)?{hour}(?:ngay\s+)?(?=\d)", folded):
        last = FULL_DATE.match(folded, match.end())
        whole = iso_match(last) if last else None
        if whole and 1 <= int(match[1]) < int(whole[-2:]):
            yield _Found(Span(*match.span(1)), f"{whole[:-2]}{int(match[1]):02d}")


def _first_months(folded: str) -> Iterator[_Found]:
    """Months before another whose year they share: "tháng 4 và tháng 8 năm 2026"."""
    link = r"(?:\s?,\s{1,4}|\s{1,4}va\s{1,4})"
    year = rf"(\d{{1,2}})(?:\s?/\s?|{_GAP}{_YEAR_WORD}{_GAP})([12]\d{{3}}){_END}"
    for match in re.finditer(rf"\b((?:thang\s{{1,4}}\d{{1,2}}{link}){{1,11}})thang\s{{1,4}}{year}", folded):
        for number in re.finditer(r"\d+", match[1]):
            if 1 <= int(number[0]) < int(match[2]) <= 12:
                start = match.start() + number.start()
                yield _Found(Span(start, start + len(number[0])), f"{match[3]}-{int(number[0]):02d}")


def _month_ranges(folded: str) -> Iterator[_Found]:
    """Months of one year: "tháng 11 - 12/2025", "từ tháng 6 đến tháng 9 năm 2025"."""
    link = rf"(?:\s?-\s?|\s+den\s+(?:het\s+)?)(?:{_MONTH_WORD}\s+)?"
    pattern = rf"{_MONTH_WORD}\s+(\d{{1,2}}){link}(\d{{1,2}})(?:\s?/\s?|{_GAP}{_YEAR_WORD}{_GAP})([12]\d{{3}}){_END}"
    for match in re.finditer(pattern, folded):
        first, last = int(match[1]), int(match[2])
        if 1 <= first < last <= 12:
            yield _Found(Span(match.start(1), match.end()), f"{match[3]}-{first:02d}/{match[3]}-{last:02d}")


def _halves(folded: str) -> Iterator[_Found]:
    """Parts of a year: "6 tháng đầu năm 2021", "sáu tháng cuối năm 2021"."""
    words = load("dates.toml")["months"]
    pattern = rf"\b(\d{{1,2}}|{'|'.join(words)})\s+{_MONTH_WORD}\s+(dau|cuoi)\s+{_YEAR_WORD}\s+(\d{{4}}){_END}"
    for match in re.finditer(pattern, folded):
        count = words.get(match[1]) or int(match[1])
        if 1 <= count <= 12:
            first, last = (1, count) if match[2] == "dau" else (13 - count, 12)
            yield _Found(Span(*match.span()), f"{match[3]}-{first:02d}/{match[3]}-{last:02d}")


def _quarters(text: str, year: int | None) -> Callable[[str], Iterator[_Found]]:
    def find_quarters(folded: str) -> Iterator[_Found]:
        year_part = rf"(?:\s?[/\-]\s?|,?\s{{1,3}}{_YEAR_WORD}\s+)(\d{{4}}){_END}"
        for match in re.finditer(rf"\bqu[iy]\s+([il1]{{1,3}}|[il1]v|[234])\b(?:{year_part})?", folded):
            quarter = _QUARTERS.get(re.sub("[l1]", "i", match[1]))
            of_year = match[2] or (str(year) if year else None)
            if quarter and of_year and _is_quarter(text, match.start(), match.start(1)):
                first = 3 * quarter - 2
                yield _Found(Span(*match.span()), f"{of_year}-{first:02d}/{of_year}-{first + 2:02d}")

    return find_quarters


def _is_quarter(text: str, start: int, number: int) -> bool:
    """Whether the word before a numeral is "quý" and not "quỹ" or "quy", and stands on its line or the one above."""
    word, gap = text[start : start + 3], text[start + 3 : number]
    if "*" in gap or gap.count("\n") > 1:
        return False
    marks = set(unicodedata.normalize("NFD", word)) & _OTHER_TONES
    unmarked = word.isascii() and any(ord(char) > 127 for char in text[max(0, start - 80) : number + 80])
    return not marks and not unmarked


def _months(folded: str) -> Iterator[_Found]:
    """Months: "6/2021", "tháng 6 năm 2021"; a month alone or a number cut short ("Thông tư 01/2020") is none."""
    numbered = re.compile(rf"\b(?:{_words('numbered')})\s*:?\s*$")
    pattern = (
        rf"(?P<cue>{_MONTH_WORD}\s+)?(?<![\w/.,\-])(?P<month>[01o]?[0-9oil])"
        rf"(?:\s?[/\-]\s?|(?P<word>{_GAP}{_YEAR_WORD}{_GAP}))(?P<year>{_YEAR}){_END}"
    )
    for match in re.finditer(pattern, folded):
        month = _number(match["month"])
        if not 1 <= month <= 12 or (match["word"] and not match["cue"]):
            continue
        start = match.start("month")
        if match["cue"] or not numbered.search(folded, max(0, start - 24), start):
            yield _Found(Span(start, match.end()), f"{_number(match['year']):04d}-{month:02d}")


def _periods(folded: str) -> Iterator[_Found]:
    """Periods of years: "2016 - 2020"; in "(1950 - 2020)" after "70 năm chiến thắng" the two years are two dates."""
    since = re.compile(rf"\b(\d{{1,4}})\s+{_YEAR_WORD}\b(?P<what>[^()]{{3,200}})\(\s*$")
    ceremony = re.compile(rf"\b(?:{_words('commemorations')})\b")
    for match in re.finditer(rf"(?<![\w/.,\-])([12]\d{{3}})\s{{0,3}}-\s{{0,3}}([12]\d{{3}}){_END}", folded):
        first, last = int(match[1]), int(match[2])
        if not (1000 <= first < last <= 2200):
            continue
        before = since.search(folded, max(0, match.start() - 220), match.start())
        commemorates = before and int(before[1]) == last - first and (last - first > 20 or ceremony.search(before[0]))
        if commemorates:
            yield _Found(Span(*match.span(1)), match[1])
            yield _Found(Span(*match.span(2)), match[2])
        else:
            yield _Found(Span(*match.span()), f"{first}/{last}")


def _years(folded: str) -> Iterator[_Found]:
    """Lone years.

    It stands after "năm", in a list of years, after a word that asks for a year, closing a phrase of
    words, or alone in a cell of a table.
    """
    tell = re.compile(
        rf"(?:(?P<named>\b{_YEAR_WORD}\s+|\b(?:{_words('stems')})\s+(?:{_words('branches')})\s+)"
        rf"|(?P<listed>(?:19|20)\d\d(?:\s*[,;/]|\s+va|\s+hoac|\s+den)\s+)"
        rf"|(?P<cued>\b(?:{_words('year_cues')})\s+)|(?P<counted>\b(?:{_words('quantity_cues')})\s+)"
        r"|(?P<word>[a-z]{2,}[^\S\n]+)|(?P<cell>(?:^|[\n|])[^\S\n]*)|(?P<bracket>\(\s?))$"
    )
    closes = re.compile(rf"\s*(?:[.;:)\"|\n]|,(?!\d)|$)|\s+(?:{_words('year_followers')})\b")
    onwards = re.compile(r"\s+tro\s+(?:di|len|ve)\b")
    cell_ends = re.compile(r"[^\S\n]*(?:[\n|]|$)")
    previous = -1
    for match in re.finditer(r"(?<![\w/.,\-+:])([12]\d{3})(?![0-9a-z]|[./\-][0-9a-z]|[,:]\d|\s?[%°])", folded):
        start, end = match.span()
        year = int(match[1])
        cue = tell.search(folded, max(0, start - 24), start)
        if not cue:
            continue
        kind = cue.lastgroup
        known = kind == "named" or (kind == "listed" and 0 <= start - previous <= 12)
        likely = kind in {"cued", "word"} and 1900 <= year <= 2100 and closes.match(folded, end)
        likely = likely or (kind == "cell" and 1990 <= year <= 2050 and cell_ends.match(folded, end))
        likely = likely or (kind == "bracket" and onwards.match(folded, end))
        if known or likely:
            previous = end
            yield _Found(Span(start, end), match[1])
