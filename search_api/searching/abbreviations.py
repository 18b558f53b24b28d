"""Abbreviations in a question, written out, so that texts which write them out are found as well."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final

from ingest.data import load
from ingest.text.fold import fold

_SHORT: Final = re.compile(r"[A-ZĐƯ&]{3,}")


def written_out(text: str) -> str:
    """``text`` with the full form after each abbreviation of agencies and fields that has but one.

    Abbreviations are known in capitals, in small letters and without diacritics ("HĐND", "hdnd"); inside a number
    ("15/CT-UBND") they stay as they are.
    """
    parts, at = [], 0
    for match in _pattern().finditer(fold(text)):
        parts += [text[at : match.end()], f" {_full_forms()[match[0]]}"]
        at = match.end()
    return "".join(parts) + text[at:]


@cache
def _full_forms() -> Mapping[str, str]:
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for phrase, abbreviations in load("agencies.toml")["abbreviations"].items():
        for short in filter(_SHORT.fullmatch, abbreviations):
            forms[fold(short)].add(phrase)
    return {short: next(iter(phrases)) for short, phrases in forms.items() if len(phrases) == 1}


@cache
def _pattern() -> re.Pattern[str]:
    forms = "|".join(map(re.escape, sorted(_full_forms(), key=len, reverse=True)))
    return re.compile(rf"(?<![\w/-])(?:{forms})(?![\w/]|-\w)")
