"""Which province or smaller unit a document speaks for, and the units that follow the name of a body."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ingest.agencies.spelling import Lexicon, Spelling, compile_names, phrase_expression, spelling_of
from ingest.agencies.units import listed_name
from ingest.data import load
from ingest.text.fold import fold

_UPPER: Final = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper() and chr(code).isalpha())
_NAME: Final = re.compile(
    rf"\s{{1,4}}([{_UPPER}][\w’']*(?:\s?-\s?|[ ]+|\s?\n)?(?:[{_UPPER}][\w’']*(?:[ ]+|\n)?){{0,4}})"
)
_KINDS: Final = {
    "tỉnh": ("tỉnh",),
    "thành phố": ("thành phố", "TP", "T.P"),
    "huyện": ("huyện",),
    "quận": ("quận",),
    "thị xã": ("thị xã", "TX"),
    "xã": ("xã",),
    "phường": ("phường",),
    "thị trấn": ("thị trấn",),
    "đặc khu": ("đặc khu",),
}
PROVINCIAL: Final = ("tỉnh", "thành phố")
_PLACE: Final = re.compile(
    rf"(?m)(?:^[ \t*#]*|[ \t]{{3,}})(?P<name>[{_UPPER}]\w+(?: [{_UPPER}]\w+){{1,3}}),\s+ng[àa]y\s+\d"
)


@dataclass(frozen=True, slots=True)
class Territory:
    """What a document implies where it prints "UBND tỉnh" or "Sở Nội vụ" without a name.

    Attributes:
        province: The unit under the central government with its kind ("tỉnh Lạng Sơn"), or ``None``.
        unit: The smaller unit whose body issues the document ("xã Tân Thành"), or ``None``.
        central: The central body that issues the document ("Bộ Tài chính"), or ``None``.
        unnamed: The kind of the province ("thành phố") in a local document that names it nowhere, or ``None``.
    """

    province: str | None = None
    unit: str | None = None
    central: str | None = None
    unnamed: str | None = None

    def of_kind(self, kind: str) -> str | None:
        """The implied unit of a kind ("tỉnh", "xã"), with its name where the document says it."""
        units = (unit for unit in (self.province, self.unit) if unit and unit.lower().startswith(kind + " "))
        return next(units, kind if kind == self.unnamed else None)

    @property
    def own(self) -> str | None:
        """The unit of the document's own body: the smaller one if there is one; "" where it has no name."""
        return self.unit or self.own_province

    @property
    def own_province(self) -> str | None:
        """The document's province; "" where it has no name."""
        return "" if self.unnamed else self.province


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit after the name of a body: its kind, its name if printed, where it ends, and the kind if printed."""

    kind: str
    name: str | None
    end: int
    printed_kind: str | None

    @property
    def full(self) -> str | None:
        """Kind and name, or ``None`` for a kind alone."""
        return with_kind(self.kind, self.name) if self.name else None


@dataclass(frozen=True, slots=True)
class _Provinces:
    lexicon: Lexicon
    names: tuple[str, ...]
    kinds: dict[str, str]
    canonical: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Unlisted:
    name: str
    pattern: re.Pattern[str]


def with_kind(kind: str, name: str) -> str:
    """Such as "tỉnh Lạng Sơn"; the kind is part of the name of Thành phố Hồ Chí Minh."""
    return f"Thành phố {name}" if name == "Hồ Chí Minh" else f"{kind} {name}"


@cache
def _provinces(spelling: Spelling) -> _Provinces:
    rows = load("provinces.toml")["province"]
    canonical = {spelled: row["name"] for row in rows for spelled in (row["name"], *row.get("also", ()))}
    names = tuple(canonical)
    return _Provinces(compile_names(names, spelling), names, {row["name"]: row["kind"] for row in rows}, canonical)


@cache
def _kind_pattern(spelling: Spelling) -> re.Pattern[str]:
    """Clean text is matched with its diacritics: folded, "xã" and "xạ", "quận" and "quản" are alike."""

    def form_expression(form: str) -> str:
        if spelling == "damaged":
            return phrase_expression(form, spelling)
        return re.escape(form).replace(r"\ ", r"\s{1,8}")

    groups = ["(" + "|".join(form_expression(form) for form in forms) + ")" for forms in _KINDS.values()]
    return re.compile(rf"\s{{0,8}}(?:(?:{'|'.join(groups)})(?!\w)\.?|(t\.)(?=\s*\w))", re.IGNORECASE)


def province_at(text: str, folded: str, position: int) -> tuple[int, str] | None:
    """The province whose name begins at ``position`` with a capital letter: its end and its name."""
    provinces = _provinces(spelling_of(text))
    if not text[position : position + 1].isupper():
        return None
    found = provinces.lexicon.match(folded, position)
    if not found:
        own = _unlisted(text)
        printed = own.pattern.match(text, position) if own else None
        return (printed.end(), own.name) if own and printed else None
    end, index = found
    last = max(folded.rfind(" ", position, end), folded.rfind("\n", position, end)) + 1
    if last > position and text[last].islower():
        return None
    return end, provinces.canonical[provinces.names[index]]


@lru_cache(maxsize=8)
def _unlisted(text: str) -> _Unlisted | None:
    """A province of a text that no list has: the place of its date line, if it is printed after "tỉnh" too."""
    for place in _PLACE.finditer(text):
        words = r"\s+".join(map(re.escape, place["name"].split()))
        if re.search(rf"\btinh\s+{fold(words)}\b", fold(text)):
            return _Unlisted(" ".join(place["name"].split()), re.compile(rf"{words}\b", re.IGNORECASE))
    return None


def kind_of_province(name: str) -> str:
    """The kind of a province: "tỉnh" or "thành phố"; one that no list has is a "tỉnh"."""
    return _provinces("clean").kinds.get(name, "tỉnh")


def bare_name(unit: str | None) -> str | None:
    """A unit's name without its kind, as bodies of the Party take it ("Tỉnh ủy Lạng Sơn"); "" for a kind alone.

    The kind is part of the name of Thành phố Hồ Chí Minh.
    """
    if unit in PROVINCIAL:
        return ""
    return unit.removeprefix("tỉnh ").removeprefix("thành phố ") if unit else None


def unit_at(text: str, folded: str, position: int) -> Unit | None:
    """The unit after a body whose name ends at ``position``: "tỉnh Lạng Sơn", "tỉnh", "xã Tân Thành", "Hà Nội"."""
    spelling = spelling_of(text)
    match = _kind_pattern(spelling).match(text if spelling == "clean" else folded, position)
    if match and match.lastindex and (match.start(match.lastindex) > position or text[position].isupper()):
        kind = [*_KINDS, "tỉnh"][match.lastindex - 1]
        start = _skip(folded, match.end())
        if kind in PROVINCIAL and (found := province_at(text, folded, start)):
            return Unit(kind, found[1], found[0], kind)
        if folded[match.start(match.lastindex) : match.end()] == "t.":
            return None
        printed = _NAME.match(text, match.end()) if kind != "tỉnh" else None
        if printed and not _is_heading(text, match.end(), printed) and not _goes_on(printed[1]):
            name, spelt = _known_name(kind, _one_name(printed[1]), spelling)
            return Unit(kind, spelt, printed.start(1) + len(name), kind)
        return Unit(kind, None, match.end() - (folded[match.end() - 1] == "."), kind)
    start = _skip(folded, position)
    if start > position and (found := province_at(text, folded, start)):
        return Unit(kind_of_province(found[1]), found[1], found[0], None)
    return None


def counted_provinces(text: str, folded: str) -> Counter[str]:
    """How often each province is named with its kind ("tỉnh Lạng Sơn") or as the place of a date line."""
    counts: Counter[str] = Counter()
    kinds = "|".join(phrase_expression(kind, spelling_of(text)) for kind in PROVINCIAL)
    for match in re.finditer(rf"\b(?:{kinds}|tp\.?)\s{{1,4}}", folded):
        if found := province_at(text, folded, match.end()):
            counts[found[1]] += 1
    for match in re.finditer(r"(?m)^[ #]{0,80}(?=[^\n]{2,40}?,?[ ]{0,8}\n?[ ]{0,8}ngay\s[^\n]{0,12}th)", folded):
        if found := province_at(text, folded, match.end()):
            counts[found[1]] += 3
    return counts


def _skip(folded: str, position: int) -> int:
    stop = min(len(folded), position + 8)
    while position < stop and folded[position].isspace():
        position += 1
    return position


def _is_heading(text: str, position: int, printed: re.Match[str]) -> bool:
    """A capital on the next line after text in small letters begins something else."""
    gap = printed[0][: len(printed[0]) - len(printed[0].lstrip())]
    return "\n" in gap and not (printed[1].isupper() and text[max(0, position - 8) : position].rstrip()[-1:].isupper())


def _goes_on(printed: str) -> bool:
    """Whether capitals after the kind of a unit are the sentence's: "THÀNH PHỐ THUỘC ..."."""
    first = printed.split()[0]
    return first.isupper() and first.lower() in load("agencies.toml")["classes"]["after_capitals"]


def _one_name(printed: str) -> str:
    """The first name of a run of capitalised words: to the end of its line, amid capitals to the first small word."""
    first, _, rest = printed.partition("\n")
    if len(first.split()) > 1 or not rest:
        printed = first
    words = printed.split()
    kept = next((i for i, word in enumerate(words) if words[0].isupper() and not word.isupper()), len(words))
    match = re.match(r"\s*".join(map(re.escape, words[:kept])), printed)
    return match[0] if match else printed


def _known_name(kind: str, printed: str, spelling: Spelling) -> tuple[str, str]:
    """The words of a run that are a unit's name, and its spelling: a listed name where one begins so."""
    listed = listed_name(kind, printed)
    if not listed:
        return printed, _title(printed)
    count, official = listed
    printed = printed[: [match.end() for match in re.finditer(r"\S+", printed)][count - 1]]
    return printed, official if official and spelling == "damaged" else _title(printed)


def _title(printed: str) -> str:
    words = printed.split()
    return " ".join(word.capitalize() if word.isupper() and len(word) > 1 else word for word in words)
