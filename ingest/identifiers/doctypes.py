"""Types of instruments: their names, symbols and abbreviations (data in ``data/doctypes.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ingest.data import load
from ingest.text.fold import fold


@dataclass(frozen=True, slots=True)
class DocType:
    """A type of instrument.

    ``symbols`` stand for it in document numbers, ``short`` for its type word in running text; ``named`` types are also
    cited by name alone, ``bare`` ones by a serial number without "số". Folded words in ``unless`` follow where the type
    word is only the fold of others ("thực hiện pháp luật" holds "hien phap").
    """

    name: str
    kind: str
    symbols: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    named: bool = False
    bare: bool = False
    unless: tuple[str, ...] = ()


@cache
def doc_types() -> tuple[DocType, ...]:
    """All types, in the order of the data file: of two types with one symbol the first is meant."""
    return tuple(
        DocType(
            name=row["name"],
            kind=row["kind"],
            symbols=tuple(row.get("symbols", ())),
            short=tuple(row.get("short", ())),
            named=row.get("named", False),
            bare=row.get("bare", False),
            unless=tuple(row.get("unless", ())),
        )
        for row in load("doctypes.toml")["type"]
    )


@cache
def by_folded_name() -> Mapping[str, DocType]:
    """Types by their folded name ("chi thi")."""
    return {fold(kind.name): kind for kind in doc_types()}


@cache
def generic_type() -> DocType:
    """The word for any instrument ("Văn bản số ..."), which names no type by itself."""
    return DocType(load("doctypes.toml")["generic"], "any")


@cache
def by_short() -> Mapping[str, DocType]:
    """Types by the abbreviation of their type word in running text ("QĐ")."""
    return {short: kind for kind in doc_types() for short in kind.short}


@cache
def _by_symbol() -> Mapping[str, DocType]:
    found: dict[str, DocType] = {}
    for kind in doc_types():
        for symbol in kind.symbols:
            found.setdefault(symbol, kind)
            found.setdefault(fold(symbol), kind)
    return found


def type_of_symbol(symbol: str) -> DocType | None:
    """The type that a number's symbol names ("QĐ-UBND", "CTr/TU"); ``None`` for a letter's (công văn)."""
    whole = _by_symbol().get(symbol)
    if whole:
        return whole
    segments = symbol.replace("/", "-").replace(".", "-").split("-")
    for segment in segments:
        known = _by_symbol().get(segment) or _by_symbol().get(fold(segment))
        if known:
            return known
        folded = fold(segment)
        if folded.startswith("ubtvqh"):
            return by_folded_name()["nghi quyet"]
        if folded.startswith("qh") and folded[2:].isdigit():
            return by_folded_name()["luat"]
    return None
