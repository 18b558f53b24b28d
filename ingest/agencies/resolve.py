"""From a known body to its full name: with the territory and term that stand after it or that the document implies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ingest.agencies.classes import is_class, is_class_of_units
from ingest.agencies.gazetteer import Body, official
from ingest.agencies.known import concept_follows, known_at
from ingest.agencies.territory import Territory, Unit, bare_name, province_at, unit_at
from ingest.data import load

SEPARATOR: Final = re.compile(r"\s{0,4}(?:[,;]|\s(?:va|hoac))\s{1,8}")
"""What stands between the members of a list, in the folded view."""

_TERM: Final = re.compile(r"\s{1,4}kho[aá]\s{1,4}[ivxl1]+(?![a-z0-9])")
# Units of the state that cover several provinces or districts bear a number ("Kho bạc Nhà nước khu vực XI").
_REGION: Final = re.compile(r"\s{1,8}khu\s{1,4}vuc\s{1,4}(?:[ivxl]{1,5}|\d{1,2})(?![a-z0-9])")
_OF_REGION: Final = re.compile(r"\s?-\s?")
_LIST_SIGN: Final = re.compile(r"\s{0,4}(?:(?P<sign>[,;/])|\s(?:va|hoac))\s{1,8}")
_LISTED_BEFORE: Final = re.compile(r"(?<![a-z])(?:so|ubnd|hdnd)\s[^.:\n]{1,80}[,;]\s{1,8}$")
_SYSTEM: Final = re.compile(r"he\s{1,4}thong\s{1,4}$")
_LONGEST_LIST: Final = 10
_HEAD_OF_PORTAL: Final = re.compile(r"tgd\.?\s{1,4}$")
_GOVERNMENT: Final = ("Chính phủ", "Thủ tướng Chính phủ", "Văn phòng Chính phủ")
_PORTAL: Final = "Cổng Thông tin điện tử"


class Named(NamedTuple):
    """A mention: where it stands and its full name."""

    start: int
    end: int
    name: str


class _Follower(NamedTuple):
    """A further body of a list: the sign before it (";" or "" for "và"), its end, and its unit if one is printed."""

    sign: str
    end: int
    body: Body
    unit: Unit | None


def resolve(text: str, folded: str, start: int, end: int, body: Body, where: Territory) -> Named | None:
    """One body with its territory and term; ``None`` if the words around it make it a class, a concept or a system."""
    if concept_follows(folded, end, body.name):
        return None
    if body.name.startswith(_PORTAL) and _SYSTEM.search(folded, max(0, start - 14), start):
        return None
    if region := _region(text, folded, end):
        return Named(start, region[0], f"{body.name} {region[1]}")
    if body.level == "tỉnh" and text[start:end].endswith("TU") and where.of_kind("thành phố"):
        body = replace(body, name=body.name.replace("Tỉnh ủy", "Thành ủy"), level="thành phố")
    unit = unit_at(text, folded, end) if body.series != "Bộ" and (not body.national or body.local) else None
    if unit and (unit.name or not body.national):
        if unit.name is None and is_class_of_units(text, folded, unit.end):
            return None
        end, place = unit.end, _place(body, unit, where)
    else:
        place = _implied(text, folded, start, end, body, where)
    if place is None:
        return None
    full = f"{official(body.name)} {place}".strip()
    if body.ministry:
        full = body.name.removesuffix("Bộ") + place
    if term := _TERM.match(folded, end):
        full += f" {' '.join(text[end : term.end()].split())}"
        end = term.end()
    return Named(start, end, full)


def _region(text: str, folded: str, end: int) -> tuple[int, str] | None:
    """The numbered region after a body, with the province that may follow: "khu vực 3 - Hà Nội"."""
    match = _REGION.match(folded, end)
    if not match:
        return None
    printed = " ".join(text[end : match.end()].split())
    dash = _OF_REGION.match(folded, match.end())
    province = province_at(text, folded, dash.end()) if dash else None
    name = "khu vực " + printed.split()[-1]
    return (province[0], f"{name} - {province[1]}") if province else (match.end(), name)


def _implied(text: str, folded: str, start: int, end: int, body: Body, where: Territory) -> str | None:
    """The territory of a body printed without one: "" if it needs none, ``None`` if it is no particular body."""
    if body.national or body.series == "Bộ":
        return ""
    if body.ministry:
        return where.central if where.central and where.central.startswith("Bộ ") else None
    followers = tuple(_following(text, folded, end))
    if is_class(text, folded, end) or _is_class_of_list(text, folded, followers, body):
        return None
    if shared := _shared_unit(followers):
        return _place(body, shared, where)
    if body.level:
        return bare_name(where.of_kind(body.level))
    if body.local == "bare":
        return where.own
    if body.local == "listed":
        return where.own_province if _is_listed(text, folded, start, end) else None
    if body.name == _PORTAL:
        of_government = where.central in _GOVERNMENT or _HEAD_OF_PORTAL.search(folded, max(0, start - 10), start)
        return "Chính phủ" if of_government else None
    return where.own_province if body.series or body.local == "provincial" else None


def _following(text: str, folded: str, end: int) -> Iterator[_Follower]:
    """The local bodies that follow in the same list, the first few of them."""
    for _ in range(_LONGEST_LIST):
        gap = _LIST_SIGN.match(folded, end)
        found = known_at(text, folded, gap.end()) if gap else None
        if not gap or not found or not (found[1].local or found[1].level):
            return
        end = found[0]
        yield _Follower(gap["sign"] or "", end, found[1], unit_at(text, folded, end))


def _shared_unit(followers: Sequence[_Follower]) -> Unit | None:
    """The unit at the end of a list of bodies: "Tỉnh ủy, HĐND, UBND tỉnh Phú Thọ"."""
    for follower in followers:
        if follower.sign == "/":
            return None
        if follower.unit:
            return follower.unit if follower.unit.name and follower.unit.printed_kind else None
    return None


def _is_class_of_list(text: str, folded: str, followers: Sequence[_Follower], first: Body) -> bool:
    """Whether a mark of a class after the last of coordinated bodies covers them all: "HĐND, UBND các xã"."""
    shared = load("agencies.toml")["classes"]["shared"]
    if first.name not in shared:
        return False
    for follower in followers:
        if follower.sign == ";" or follower.unit or follower.body.name not in shared:
            return False
        if is_class(text, folded, follower.end):
            return True
    return False


def _is_listed(text: str, folded: str, start: int, end: int) -> bool:
    """Whether other bodies of the province stand before and after a body in its list."""
    gap = SEPARATOR.match(folded, end)
    after = known_at(text, folded, gap.end()) if gap else None
    if not after or not (after[1].local in {"bare", "provincial"} or after[1].series == "Sở"):
        return False
    return _LISTED_BEFORE.search(folded, max(0, start - 90), start) is not None


def _place(body: Body, unit: Unit, where: Territory) -> str | None:
    if body.level:
        return bare_name(unit.full or where.of_kind(unit.kind))
    if unit.name:
        return unit.name if body.named and unit.printed_kind is None else unit.full
    return where.of_kind(unit.kind)
