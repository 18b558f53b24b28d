"""Short forms that a document itself gives to a body: "(sau đây viết tắt là Hội đồng ĐGKS)", "Bộ Xây dựng (BXD)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ingest.agencies.resolve import Named

_DEFINED: Final = re.compile(
    r"\s{0,4}\(\s?(?:[Ss]au\s+đây\s+)?(?:(?:gọi|viết)\s+)?(?:chung\s+|tắt\s+)?là:?\s+[\"“]?([^()\"”.;:,]{2,60}?)[\"”]?\s?\)"
)
_INITIALS: Final = re.compile(r"\s{0,4}\(([A-ZĐ&]{3,12})\)")
_SHORT: Final = re.compile(r"(?<!\w)[A-ZĐ][A-ZĐ&]{2,}(?!\w)")
_MOST: Final = 40


def defined(text: str, mentions: Iterable[Named]) -> Mapping[str, tuple[int, str]]:
    """The short forms that the text defines: where each stands in its definition, and the full name it stands for.

    Args:
        text: The source text.
        mentions: All mentions of bodies, in reading order.
    """
    found: dict[str, tuple[int, str]] = {}
    for mention in mentions:
        match = _DEFINED.match(text, mention.end) or _INITIALS.match(text, mention.end)
        if not match or len(found) == _MOST:
            continue
        short = " ".join(match[1].split())
        abbreviated = match.re is _INITIALS and _stands_for(short, mention.name)
        if (abbreviated or (match.re is _DEFINED and _SHORT.search(short))) and short not in found:
            found[short] = match.start(1), mention.name
    return found


def uses(text: str, names: Mapping[str, tuple[int, str]]) -> Iterator[Named]:
    """The places from its definition on where each short form stands, in reading order."""
    if not names:
        return
    forms = "|".join(r"\s+".join(map(re.escape, short.split())) for short in sorted(names, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w/])(?<!\w-)(?<!\w- )(?:{forms})(?![\w/]|-\w)", text):
        since, name = names[" ".join(match[0].split())]
        if match.start() >= since:
            yield Named(match.start(), match.end(), name)


def _stands_for(short: str, name: str) -> bool:
    """Whether letters are initials of a name, in its order and beginning with its first."""
    initials = iter(word[0].upper() for word in re.split(r"[\s\-]+", name) if word)
    return all(letter in initials for letter in short.replace("&", "")) and short[0] == name[0].upper()
