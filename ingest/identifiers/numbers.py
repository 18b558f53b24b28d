"""Document numbers (số, ký hiệu): serial, year and symbol, in every printed form.

Forms after Nghị định 30/2020/NĐ-CP, Điều 8 ("206/KH-UBND"), Luật Ban hành văn bản quy phạm pháp luật
("57/2018/QĐ-UBND", "91/2015/QH13") and Hướng dẫn 36-HD/VPTW of the Party ("05-CT/TW"). Read from the source text, since
capitals tell a symbol from the words around it; lower case ("19/ct-ttg") is read when the symbol is a known one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.identifiers.doctypes import type_of_symbol

_SEGMENT: Final = r"(?:QH\s?\d\d|[A-ZĐÐÂƯÔ][A-Za-zĐđÐÂƯÔ]{0,14}\d{0,2})"
_NUMBER: Final = re.compile(
    rf"""
    (?P<serial>\d{{1,6}}(?:\.\d{{1,2}}(?=/\d{{4}}/))?[a-zA-ZđĐ]?|(?:\.{{2,}}|…+)[\s.…]{{0,12}})
    (?:\s?/\s?(?P<year>(?:19|20)\d\d(?=\s?[/-]|[A-ZĐ]{{2,8}}[-/])|\d{{3}}(?=/[A-ZĐ]))  # "18/013": a digit is lost
    )?
    (?:(?:\s?[/-]\s{{0,3}}|(?<=/\d{{4}}))(?P<symbol>{_SEGMENT}(?:(?:[-–/.&]|(?<=NĐ|QĐ|TT|NQ|CT|KH)\s[-–]\s(?=[A-Z]{{2}})|\s[-–/](?!\s)|[-–/]\s{{1,3}}(?=[A-ZĐ]{{2}}))(?:{_SEGMENT}))*)
     |/(?P<year_only>(?:19|20)\d\d)(?![\d/-]))
    """,
    re.VERBOSE,
)
_LOWER: Final = re.compile(
    r"(?P<serial>\d{1,6}[a-z]?)(?:/(?P<year>(?:19|20)\d\d))?[/-](?P<symbol>[a-zđ]+\d{0,2}(?:[-/.][a-zđ]+\d{0,2})*)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A document number and where it ends; ``value`` is as printed without white space."""

    start: int
    end: int
    value: str
    serial: str
    symbol: str | None


def number_at(text: str, start: int) -> Number | None:
    """The document number with a symbol or year that begins exactly at ``start`` of the source, or ``None``."""
    match = _NUMBER.match(text, start)
    if not match:
        match = _LOWER.match(text, start)
        if not match or type_of_symbol(match["symbol"]) is None:
            return None
    end = match.end()
    symbol = match["symbol"]
    value = re.sub(r"\s+", "", text[start:end]).replace("–", "-")
    return Number(start, end, value, match["serial"], re.sub(r"\s+", "", symbol) if symbol else None)


def find_numbers(text: str) -> list[Number]:
    """All document numbers with a symbol whose type is known, left to right, wherever they stand."""
    found = []
    for match in re.finditer(r"(?<![\w/.,-])\d", text):
        number = number_at(text, match.start())
        if number and number.symbol and type_of_symbol(number.symbol):
            found.append(number)
    return found


def serial_of(value: str) -> str:
    """The serial part of a number, without leading zeros: "02/CT-UBND" gives "2"."""
    return re.split(r"[/-]", value, maxsplit=1)[0].lstrip("0") or "0"
