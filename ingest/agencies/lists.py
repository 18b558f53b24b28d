"""Lists of bodies that share a printed part: "Sở Nội vụ, Tài chính", "Các VP: Thành ủy, UBND", "UBND các tỉnh: Huế"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ingest.agencies.gazetteer import Body, gazetteer, official
from ingest.agencies.known import meant
from ingest.agencies.resolve import SEPARATOR, Named, resolve
from ingest.agencies.spelling import spelling_of
from ingest.agencies.territory import Territory, kind_of_province, province_at, unit_at, with_kind
from ingest.data import load

_PROVINCES: Final = re.compile(r"\s{1,8}cac\s{1,4}(?:tinh|thanh pho)(?:\s?,\s{0,4}thanh pho)?\s?:?\s{1,8}")
_REACH: Final = 24


def series(text: str, folded: str, end: int, head: str, where: Territory) -> Iterator[Named]:
    """Further members after a first: "Sở Nội vụ, Tài chính và Y tế"."""
    while (gap := SEPARATOR.match(folded, end)) and (named := _member(text, folded, gap.end(), head, where)):
        yield named
        end = named.end


def headed_list(text: str, folded: str, position: int, where: Territory) -> list[Named]:
    """Members after a colon: "Sở: Nội vụ, Tài chính", "các sở: Nội vụ"; the head belongs to the first."""
    opened = _heads().match(text, position)
    start, first_at = (position, opened.end()) if opened else (-1, position)
    if not opened and text[max(0, position - 5) : position].rstrip()[-1:] == ":":
        opened = _plural().search(text, max(0, position - _REACH), position)
        start = opened.start("head") if opened else -1
    if not opened:
        return []
    head = _head_of()[opened["head"]]
    first = _member(text, folded, first_at, head, where)
    return [first._replace(start=start), *series(text, folded, first.end, head, where)] if first else []


def by_province(text: str, folded: str, start: int, end: int, body: Body) -> list[Named]:
    """Lists such as "UBND các tỉnh: Sơn La, Điện Biên": one mention a province, the first with the name of the body."""
    head = _PROVINCES.match(folded, end) if body.local else None
    out: list[Named] = []
    position = head.end() if head else len(text)
    while found := province_at(text, folded, position):
        unit = with_kind(kind_of_province(found[1]), found[1])
        out.append(Named(position if out else start, found[0], f"{official(body.name)} {unit}"))
        gap = SEPARATOR.match(folded, found[0])
        position = gap.end() if gap else len(text)
    return out


def _member(text: str, folded: str, start: int, head: str, where: Territory) -> Named | None:
    lexicon, members = gazetteer(spelling_of(text)).lists[head]
    found = lexicon.matches(folded, start) if text[start : start + 1].isupper() else None
    if not found or (head == "Bộ" and unit_at(text, folded, found[0])):
        return None
    return resolve(text, folded, start, found[0], meant(text[start : found[0]], found[1], members), where)


@cache
def _head_of() -> dict[str, str]:
    return {printed: head for head, forms in load("agencies.toml")["lists"].items() for printed in forms}


@cache
def _heads() -> re.Pattern[str]:
    capital = "|".join(printed for printed in _head_of() if printed[0].isupper())
    return re.compile(rf"(?P<head>{capital})\s?:\s{{1,4}}")


@cache
def _plural() -> re.Pattern[str]:
    return re.compile(rf"(?:[Cc]ác|[Ll]iên)\s{{1,4}}(?P<head>{'|'.join(_head_of())})\s?:\s{{1,4}}$")
