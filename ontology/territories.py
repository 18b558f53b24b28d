"""Territories and issuing organs as segments of IRIs: provinces by ISO 3166-2:VN, organs by their usual symbol."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from ontology.iris import slug
from ontology.tables import read_table

NATIONAL: Final = "vn"
# A capital or digit must follow, which tells "xã Yên Khoái" from "xã hội".
_BELOW: Final = re.compile(
    r"\b(?P<level>(?i:thành phố|quận|huyện|thị xã|thị trấn|xã|phường|đặc khu))\s+(?P<name>[A-ZÀ-ỸĐ0-9][^,]*)"
)
_TERRITORY: Final = re.compile(rf"\s+(?i:tỉnh|thành phố|trung ương)\b|,|\s+{_BELOW.pattern}")


@dataclass(frozen=True, slots=True)
class Organ:
    """An issuing organ: symbol as a slug, full name, and whether each territory has its own."""

    slug: str
    local: bool
    name: str


@cache
def provinces() -> dict[str, str]:
    """Slug of a province's name ("lang-son") to its ISO segment (``vn-09``)."""
    return {slug(row["name"]): f"vn-{row['code'].lower()}" for row in read_table("territories.csv")}


@cache
def _cities() -> frozenset[str]:
    """Cities that are provinces themselves, unlike those of a province ("thành phố Lạng Sơn, tỉnh Lạng Sơn")."""
    return frozenset(slug(row["name"]) for row in read_table("territories.csv") if row["level"] == "thành phố")


@cache
def _province_pattern() -> re.Pattern[str]:
    names = sorted(provinces(), key=len, reverse=True)
    return re.compile(rf"(?<![a-z0-9])({'|'.join(names)})(?![a-z0-9])")


@cache
def organs() -> tuple[Organ, ...]:
    """Known organs, longest name first."""
    rows = [Organ(r["slug"], r["level"] == "local", r["name"]) for r in read_table("organs.csv")]
    return tuple(sorted(rows, key=lambda organ: len(organ.name), reverse=True))


def local_organ(symbol: str) -> bool | None:
    """Whether every territory has an organ of this symbol; ``None`` if the symbol is not a known one."""
    return next((organ.local for organ in organs() if organ.slug == symbol), None)


def province_of(text: str) -> str | None:
    """The segment of the first province of the list that a text names, wherever; ``None`` if it names none."""
    found = _province_pattern().search(slug(text))
    return provinces()[found[1]] if found else None


@cache
def _after_level(name: str) -> re.Pattern[str]:
    return re.compile(rf"(tinh|thanh-pho|tinh-uy|thanh-uy)-{name}(?![a-z0-9])")


def without_territory(text: str, segment: str) -> str:
    """A slug without the name of a territory after its level: "dang-bo-tinh-lang-son" gives "dang-bo-tinh"."""
    known = next((name for name, code in provinces().items() if code == segment), None)
    return _after_level(known or segment.removeprefix("vn-x-")).sub(r"\1", text)


@cache
def jurisdiction(name: str) -> str | None:
    """The territory that an agency's or place's full name contains, as an IRI segment; ``None`` if it names none.

    "Ủy ban nhân dân tỉnh Lạng Sơn" gives ``vn-09``, "... huyện Cao Lộc, tỉnh Lạng Sơn" ``vn-09-huyen-cao-loc``, a
    province that is not in the list ``vn-x-...``.
    """
    province = province_of(name)
    below = _BELOW.search(name)
    if below and not (below["level"].lower() == "thành phố" and slug(below["name"]) in _cities()):
        return f"{province or 'vn-x'}-{slug(below[0])}"
    if province:
        return province
    own = re.search(r"(?:^|-)(?:tinh-uy|thanh-uy|tinh(?!-(?:uy|doan)$))-([a-z0-9-]+)$", slug(name))
    return f"vn-x-{own[1]}" if own else None


def organ_of_name(name: str) -> str:
    """The symbol of an agency as a slug: that of a known organ in its name, else initials without the territory."""
    text = slug(name)
    for organ in organs():
        if slug(organ.name) in text:
            return organ.slug
    own = slug(_TERRITORY.split(name)[0]).replace("-va-", "-")
    return "".join(word[0] for word in own.split("-"))
