"""Conditions on the documents that a question asks for, wherever they stand: held, or not held yet."""

from __future__ import annotations

import re
from functools import cache

from search_api.question.data import table


def qualifiers(masked: str) -> tuple[str, tuple[str, ...]]:
    """The question without its qualifiers, and what they set ("held", "missing")."""
    found = []
    for name, pattern in _qualifiers():
        masked, count = pattern.subn(" ", masked)
        found += [name] * min(count, 1)
    return " ".join(masked.split()), tuple(found)


@cache
def _qualifiers() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = table("concepts.toml")["qualifier"]
    return tuple((row["sets"], re.compile(rf"(?:^|(?<= ))(?:{row['pattern']})(?= |$)")) for row in rows)
