"""How a fact was read, told to people: rules, repairs and reasons of the extraction in their language."""

from __future__ import annotations

import re

from search_api.data import load
from search_api.wording import Language, say


def rule_told(rule: str, language: Language) -> str:
    """What a rule of the extraction does; its own name where it is not in the list."""
    known = load("readings.toml")["rule"].get(rule)
    return str(known[language]) if known else rule


def reason_told(reason: str, language: Language) -> str:
    """Why a value was inferred; the sentence of the extraction where it is not in the list."""
    for known in load("readings.toml")["reason"]:
        if match := re.fullmatch(known["pattern"], reason, re.DOTALL):
            return str(known[language]).format(**match.groupdict())
    return reason


def repair_told(repair: str, language: Language) -> str:
    """What was mended to read the words: ``diacritics``, or ``s6 > so`` of a misread scan."""
    if repair == "diacritics":
        return say("reading.diacritics", language)
    read, _, meant = repair.partition(" > ")
    return say("reading.misread", language, read=read, meant=meant) if meant else repair
