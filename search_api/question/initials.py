"""Provinces by their initials, as clerks type them: "UBND tỉnh LS"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from ingest.doctypes import doc_types
from ingest.text.fold import fold
from ontology.tables import read_table
from search_api.question.data import table

_CAPITALS: Final = re.compile(r"(?<![\w/&-])[A-ZĐ]{2,3}(?![\w/&-])")


def with_provinces(question: str) -> str:
    """The question with initials in capitals that only one province has, and nothing else, as its name."""
    return _CAPITALS.sub(lambda match: _provinces().get(fold(match[0]), match[0]), question)


@cache
def _provinces() -> dict[str, str]:
    named = defaultdict(set)
    for row in read_table("territories.csv"):
        if row["level"] in _LEVELS:
            named["".join(word[0] for word in fold(row["name"]).split())].add(row["name"])
    meant = {fold(word) for kind in doc_types() for word in (*kind.symbols, *kind.short)}
    meant |= set(table("shorthand.toml")["spelt"]) | set(table("shorthand.toml")["aliases"])
    return {short: names.pop() for short, names in named.items() if len(names) == 1 and short not in meant}


_LEVELS: Final = ("tỉnh", "thành phố")
