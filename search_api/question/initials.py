"""Provinces and departments by their initials, as clerks type them: "UBND tỉnh LS", "SNV"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from ingest.agencies.gazetteer import gazetteer
from ingest.identifiers.doctypes import doc_types
from ingest.text.fold import fold
from ontology.tables import read_table
from ontology.territories import organs
from search_api.question.data import table

_LEVELS: Final = ("tỉnh", "thành phố")
_DEPARTMENTS: Final = ("Sở", "Bộ")
_CAPITALS: Final = re.compile(r"(?<![\w/&-])[A-ZĐ]{2,6}(?![\w/&-])")


def with_initials(question: str) -> str:
    """The question with initials in capitals that only one province or department has as its name."""
    return _CAPITALS.sub(lambda match: _names().get(fold(match[0]), match[0]), question)


@cache
def _names() -> dict[str, str]:
    named = defaultdict(set)
    for row in read_table("territories.csv"):
        if row["level"] in _LEVELS:
            named["".join(word[0] for word in fold(row["name"]).split())].add(row["name"])
    ministries = {organ.name for organ in organs()}
    for name in (body.name for body in gazetteer("clean").bodies):
        head, _, field = name.partition(" ")
        # "SNV" is the department of the ministry of that field, not that of foreign affairs (Sở Ngoại vụ).
        if head in _DEPARTMENTS and f"Bộ {field}" in ministries:
            named["".join(word[0] for word in fold(name).split() if word != "va")].add(name)
    meant = {fold(word) for kind in doc_types() for word in (*kind.symbols, *kind.short)}
    meant |= set(table("shorthand.toml")["spelt"]) | set(table("shorthand.toml")["aliases"])
    return {short: names.pop() for short, names in named.items() if len(names) == 1 and short not in meant}
