"""Words that make the name before them a class of bodies: "UBND cấp xã", "VKSND các huyện", "UBND 6 tỉnh"."""

from __future__ import annotations

import re
from functools import cache

from ingest.agencies.spelling import Spelling, phrase_expression, spelling_of
from ingest.data import load


def is_class(text: str, folded: str, end: int) -> bool:
    """Whether a body's name (with the kind of its unit, if printed) that ends at ``end`` goes on as a class."""
    spelling = spelling_of(text)
    return _pattern(spelling).match(text if spelling == "clean" else folded, end) is not None


@cache
def _pattern(spelling: Spelling) -> re.Pattern[str]:
    data = load("agencies.toml")["classes"]

    # Clean text is matched with its diacritics: folded, "quận" and "quán triệt" begin alike.
    def words(name: str) -> str:
        return "|".join(
            word.replace(" ", r"\s+") if spelling == "clean" else phrase_expression(word, spelling)
            for word in data[name]
        )

    joint = "và|hoặc" if spelling == "clean" else "va|hoac"
    return re.compile(
        rf"[\s*]{{1,8}}(?:(?:{words('words')})(?!\w)|\d+\s)"
        rf"|[\s*]{{0,4}}(?:,|/|\s(?:{joint})\s)[\s*]{{0,4}}(?:{words('units')})(?!\w)",
        re.IGNORECASE,
    )
