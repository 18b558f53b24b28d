"""Words that make the name before them a class of bodies: "UBND cấp xã", "VKSND các huyện", "UBND 6 tỉnh"."""

from __future__ import annotations

import re
from functools import cache

from ingest.agencies.spelling import Spelling, phrase_expression, spelling_of
from ingest.data import load


def is_class(text: str, folded: str, end: int) -> bool:
    """Whether a body's name that ends at ``end`` goes on as a class ("UBND cấp xã") or as a blank ("UBND ....")."""
    blanks = tuple(load("agencies.toml")["classes"]["after_blank"])
    return text[end : end + 8].lstrip().startswith(blanks) or _matches(text, folded, end, "after_body")


def is_class_of_units(text: str, folded: str, end: int) -> bool:
    """Whether the kind of unit that ends at ``end`` stands for all of them ("UBND tỉnh, thành phố")."""
    return _matches(text, folded, end, "after_kind")


def is_class_of_names(text: str, folded: str, start: int, end: int) -> bool:
    """Whether an unlisted name is a common one ("các Trung tâm Y tế", "Ban Chỉ huy Phòng thủ dân sự cấp xã")."""
    before = text[max(0, start - 8) : start].split()
    if before and before[-1].lower() in load("agencies.toml")["classes"]["before"] and text[start - 1].isspace():
        return True
    return _matches(text, folded, end, "levels")


def _matches(text: str, folded: str, end: int, words: str) -> bool:
    spelling = spelling_of(text)
    match = _pattern(words, spelling).match(text if spelling == "clean" else folded, end)
    if match is None:
        return False
    # A capital on a fresh line begins another item: "Sở Tài chính", below it "Các sở, ngành".
    gap = match[0][: len(match[0]) - len(match[0].lstrip())]
    return "\n" not in gap or text[end + len(gap)].islower() or text[max(0, end - 8) : end].rstrip()[-1:].isupper()


@cache
def _pattern(name: str, spelling: Spelling) -> re.Pattern[str]:
    """Clean text is matched with its diacritics: folded, "quận" and "quán triệt" begin alike."""

    def words(key: str) -> str:
        return "|".join(
            word.replace(" ", r"\s+") if spelling == "clean" else phrase_expression(word, spelling)
            for word in load("agencies.toml")["classes"][key]
        )

    joint = "và|hoặc" if spelling == "clean" else "va|hoac"
    return re.compile(
        rf"\s{{1,8}}(?:(?:{words(name)})(?!\w)|\d+\s)"
        rf"|\s{{0,4}}(?:,|/|\s(?:{joint})\s)\s{{0,4}}(?:{words('units')})(?!\w)",
        re.IGNORECASE,
    )
