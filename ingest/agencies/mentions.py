"""Mentions of agencies: known bodies with their territory and office, lists of them, and open names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from ingest.agencies.classes import is_class, is_class_of_names, is_class_of_units
from ingest.agencies.gazetteer import Body, gazetteer, official
from ingest.agencies.known import concept_follows, known_at, starts, without_emphasis
from ingest.agencies.offices import is_deputy, is_listed_person, office_at, office_before
from ingest.agencies.open_names import open_name_at
from ingest.agencies.spelling import spelling_of
from ingest.agencies.territory import Territory, Unit, kind_of_province, province_at, unit_at, with_kind
from ingest.cover import Cover
from ingest.data import load
from ingest.facts import AgencyMention, Span
from ingest.text.fold import fold

# Marks of the archive, not agencies: "Lưu: VT, KG-VX (NTB)" (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9).
_FILING: Final = re.compile(r"(?m)^[ \-+>#]{0,40}luu\b[^\n]*")
_TERM: Final = re.compile(r"\s{1,4}kho[aá]\s{1,4}[ivxl1]+(?![a-z0-9])")
_SEPARATOR: Final = re.compile(r"\s{0,4}(?:[,;]|\s(?:va|hoac))\s{1,8}")
_HEAD_OF_LIST: Final = re.compile(rf"({'|'.join(load('agencies.toml')['fields'])})\s?:\s{{1,4}}")
_PARENT_GAP: Final = re.compile(r"[\s]*(?:[,\-(]|thuoc|cua|truc thuoc)?[\s]*")
_ROMAN: Final = re.compile(r"(?<=\s)[Il1]{1,3}$")


class _Named(NamedTuple):
    """A mention: where it stands and its full name."""

    start: int
    end: int
    name: str


def find(text: str, folded: str, territory: Territory | None) -> list[AgencyMention]:
    """Every mention of a particular agency or organisation, in reading order.

    Args:
        text: The source text.
        folded: Its folded view.
        territory: What the document implies where a name lacks its territory (see ``territory_of``).

    Returns:
        Mentions with full official names, without a document (the caller knows the documents of the file).
    """
    where = territory or Territory()
    plain = without_emphasis(text)
    named = list(_all(plain, folded, where))
    return [
        AgencyMention(Span(item.start, item.end), text[item.start : item.end], "", _under(named, index, folded, where))
        for index, item in enumerate(named)
    ]


def match_at(text: str, folded: str, position: int, territory: Territory | None) -> tuple[int, str] | None:
    """The agency or office whose name begins at ``position`` (after "của "): its end and full name, or ``None``.

    Unlike a mention, an issuer counts without its territory: "Ủy ban nhân dân tỉnh" where no province is implied.
    """
    where = territory or Territory()
    text = without_emphasis(text)
    if named := _names_at(text, folded, position, where):
        return named[0].end, named[0].name
    office = office_at(text, folded, position)
    if office and (found := match_at(text, folded, office[0], where)):
        return found[0], f"{office[1]} {found[1]}"
    return _unplaced(text, folded, position)


def full_name(phrase: str, territory: Territory | None) -> str | None:
    """The full official name of the agency or office that a phrase begins with ("Chủ tịch UBND tỉnh"), or ``None``."""
    found = match_at(phrase, fold(phrase), 0, territory)
    return found[1] if found else None


def _unplaced(text: str, folded: str, position: int) -> tuple[int, str] | None:
    known = known_at(text, folded, position)
    if not known:
        return None
    end, body = known
    if unit := unit_at(text, folded, end):
        return unit.end, f"{official(body.name)} {unit.full or unit.kind}"
    return end, official(body.name)


def _all(text: str, folded: str, where: Territory) -> Iterator[_Named]:
    filing = Cover(len(folded) + 1, (Span(*match.span()) for match in _FILING.finditer(folded)))
    reached = 0
    for position in starts(text):
        if position < reached or filing.meets(Span(position, position + 1)):
            continue
        if is_deputy(text, folded, position) and office_at(text, folded, position):
            continue
        found = _names_at(text, folded, position, where)
        office = office_before(text, folded, position) if found else None
        if office and is_listed_person(text, folded, office, found[-1].end):
            office = None
        for item in found:
            start = office[0] if office and item is found[0] else item.start
            yield _Named(start, item.end, f"{office[1]} {item.name}") if office else item
            reached = item.end
        if not found and (passed := known_at(text, folded, position)):
            reached = passed[0]


def _names_at(text: str, folded: str, position: int, where: Territory) -> list[_Named]:
    """The mentions that begin at ``position``: one, several for a list ("Sở Nội vụ, Tài chính"), or none."""
    if listed := _headed_list(text, folded, position, where):
        return listed
    known = known_at(text, folded, position)
    if not known:
        unlisted = open_name_at(text, folded, position, where) if text[position : position + 1].isupper() else None
        common = unlisted and is_class_of_names(text, folded, position, unlisted[0])
        return [_Named(position, unlisted[0], unlisted[1])] if unlisted and not common else []
    end, body = known
    if provinces := _provinces_after(text, folded, position, end, body):
        return provinces
    named = _resolve(text, folded, position, end, body, where)
    if named is None:
        return []
    return [named, *_series(text, folded, named.end, body.series, where)] if body.series else [named]


def _resolve(text: str, folded: str, start: int, end: int, body: Body, where: Territory) -> _Named | None:
    """One body with its territory and term; ``None`` if the words after it make it a class or a concept."""
    if concept_follows(folded, end, body.name):
        return None
    if body.level == "tỉnh" and text[start:end].endswith("TU") and where.of_kind("thành phố"):
        body = replace(body, name=body.name.replace("Tỉnh ủy", "Thành ủy"), level="thành phố")
    unit = unit_at(text, folded, end) if body.series != "Bộ" and (not body.national or body.local) else None
    if unit and (unit.name or not body.national):
        if unit.name is None and is_class_of_units(text, folded, unit.end):
            return None
        end, place = unit.end, _place(body, unit, where)
    else:
        place = _implied(text, folded, end, body, where)
    if place is None:
        return None
    full = f"{official(body.name)} {place}".strip()
    if body.ministry:
        full = body.name.removesuffix("Bộ") + place
    if term := _TERM.match(folded, end):
        full += f" {' '.join(text[end : term.end()].split())}"
        end = term.end()
    return _Named(start, end, full)


def _implied(text: str, folded: str, end: int, body: Body, where: Territory) -> str | None:
    """The territory of a body printed without one: "" if it needs none, ``None`` if it is no particular body."""
    if body.national or body.series == "Bộ":
        return ""
    if body.ministry:
        return where.central if where.central and where.central.startswith("Bộ ") else None
    if is_class(text, folded, end):
        return None
    if shared := _shared_unit(text, folded, end):
        return _place(body, shared, where)
    if body.level:
        return _name_of(where.of_kind(body.level))
    if body.local == "bare":
        return where.own
    return where.province if body.series else None


def _shared_unit(text: str, folded: str, end: int) -> Unit | None:
    """The unit at the end of a list of bodies: "Tỉnh ủy, HĐND, UBND tỉnh Phú Thọ"."""
    while gap := _SEPARATOR.match(folded, end):
        found = known_at(text, folded, gap.end())
        if not found or not (found[1].local or found[1].level):
            return None
        if unit := unit_at(text, folded, found[0]):
            return unit if unit.name and unit.printed_kind else None
        end = found[0]
    return None


def _place(body: Body, unit: Unit, where: Territory) -> str | None:
    if body.level:
        return unit.name or _name_of(where.of_kind(unit.kind))
    if unit.name:
        return unit.name if body.named and unit.printed_kind is None else unit.full
    return where.of_kind(unit.kind)


def _name_of(unit: str | None) -> str | None:
    return unit.removeprefix("tỉnh ").removeprefix("thành phố ") if unit else None


def _series(text: str, folded: str, end: int, head: str, where: Territory) -> Iterator[_Named]:
    """Further members after a first: "Sở Nội vụ, Tài chính và Y tế"."""
    while (gap := _SEPARATOR.match(folded, end)) and (named := _member(text, folded, gap.end(), head, where)):
        yield named
        end = named.end


def _headed_list(text: str, folded: str, position: int, where: Territory) -> list[_Named]:
    """Members after a colon: "Sở: Nội vụ, Tài chính"; the head belongs to the first."""
    head = _HEAD_OF_LIST.match(text, position)
    if not head or not (first := _member(text, folded, head.end(), head[1], where)):
        return []
    return [first._replace(start=position), *_series(text, folded, first.end, head[1], where)]


def _member(text: str, folded: str, start: int, head: str, where: Territory) -> _Named | None:
    lexicon, members = gazetteer(spelling_of(text)).fields[head]
    found = lexicon.match(folded, start) if text[start : start + 1].isupper() else None
    if not found or (head == "Bộ" and unit_at(text, folded, found[0])):
        return None
    return _resolve(text, folded, start, found[0], members[found[1]], where)


def _provinces_after(text: str, folded: str, start: int, end: int, body: Body) -> list[_Named]:
    """Lists such as "UBND các tỉnh: Sơn La, Điện Biên": one mention a province, the first with the name of the body."""
    head = _PROVINCES.match(folded, end) if body.local else None
    out: list[_Named] = []
    position = head.end() if head else len(text)
    while found := province_at(text, folded, position):
        unit = with_kind(kind_of_province(found[1]), found[1])
        out.append(_Named(position if out else start, found[0], f"{official(body.name)} {unit}"))
        gap = _SEPARATOR.match(folded, found[0])
        position = gap.end() if gap else len(text)
    return out


_PROVINCES: Final = re.compile(r"\s{1,8}cac\s{1,4}(?:tinh|thanh pho)(?:\s?,\s{0,4}thanh pho)?\s?:?\s{1,8}")


def _under(named: Sequence[_Named], index: int, folded: str, where: Territory) -> str:
    """The name of a body that belongs to another printed beside it: "Vụ III, Ban Thi đua - Khen thưởng Trung ương"."""
    item = named[index]
    name = _ROMAN.sub(lambda match: "I" * len(match[0]), item.name)
    heads = load("agencies.toml")["open"]["under"]
    if not any(re.search(rf"(?:^|\s){head}\s", name) for head in heads):
        return item.name
    for other in named[index + 1 : index + 2]:
        if _PARENT_GAP.fullmatch(folded, item.end, other.start):
            return f"{name}, {other.name}"
    if index and re.fullmatch(r"\s*\(\s*", folded[named[index - 1].end : item.start]):
        return f"{name}, {named[index - 1].name}"
    return f"{name}, {where.central}" if where.central else name
