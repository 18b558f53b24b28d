"""Days, months, years and periods in ISO 8601: their first and last day, and their name in Vietnamese."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Final

_QUARTERS: Final = ("I", "II", "III", "IV")
_QUARTER: Final = re.compile(r"(\d{4})-Q([1-4])")
_DAY, _MONTH = len("2021-01-30"), len("2021-01")


def bounds(value: str) -> tuple[date, date]:
    """The first and last day of a day (``2021-01-30``), month, year or period (``2021-01/2021-03``).

    Raises:
        ValueError: if it is none of them.
    """
    first, _, last = value.partition("/")
    return _bounds(first)[0], _bounds(last or first)[1]


def quarter(value: str) -> str | None:
    """The period of a quarter written ``2021-Q1``: ``2021-01/2021-03``; ``None`` if it is no quarter."""
    match = _QUARTER.fullmatch(value)
    if not match:
        return None
    last = int(match[2]) * 3
    return f"{match[1]}-{last - 2:02}/{match[1]}-{last:02}"


def period_name(value: str) -> str:
    """How Vietnamese texts name it: "ngày 30/01/2021", "tháng 3 năm 2021", "quý I năm 2021", "năm 2021".

    Raises:
        ValueError: if it is no day, month, year or period.
    """
    first, _, last = value.partition("/")
    if not last:
        year, *rest = first.split("-")
        bounds(value)
        names = (
            f"năm {year}",
            f"tháng {int(rest[0]) if rest else 0} năm {year}",
            f"ngày {'/'.join(reversed(rest))}/{year}",
        )
        return names[len(rest)]
    for number, name in enumerate(_QUARTERS, 1):
        if quarter(f"{first[:4]}-Q{number}") == value:
            return f"quý {name} năm {first[:4]}"
    return f"{period_name(first)} đến {period_name(last)}"


def _bounds(value: str) -> tuple[date, date]:
    if len(value) == _DAY:
        return (date.fromisoformat(value),) * 2
    if len(value) == _MONTH:
        year, month = int(value[:4]), int(value[5:])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    year = int(value)
    return date(year, 1, 1), date(year, 12, 31)
