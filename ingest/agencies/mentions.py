"""Mentions of agencies: known bodies with their territory and office, lists of them, and open names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ingest.agencies.aliases import defined, uses
from ingest.agencies.classes import is_class_of_names
from ingest.agencies.gazetteer import Body, official
from ingest.agencies.known import known_at, starts, without_emphasis
from ingest.agencies.lists import by_province, headed_list, series
from ingest.agencies.offices import is_deputy, is_listed_person, office_at, office_before
from ingest.agencies.open_names import open_name_at
from ingest.agencies.resolve import Named, resolve
from ingest.agencies.spelling import spelling_of
from ingest.agencies.territory import Territory, unit_at
from ingest.data import load
from ingest.facts import AgencyMention, Span
from ingest.text.cover import Cover
from ingest.text.fold import fold

# Marks of the archive, not agencies: "Lưu: VT, KG-VX (NTB)" (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9).
_FILING: Final = re.compile(r"(?m)^[ \-+>#]{0,40}luu\b[^\n]*")
# The symbol of a number typed with blanks ("12/2025/QĐ -UBND").
_IN_NUMBER: Final = re.compile(r"\d\s?/\s?[A-ZĐ&]{1,8}\s{0,2}-\s{0,2}$")
_LINK: Final = re.compile(r"\s?[-&]\s|,\s|\s{1,4}va\s")
_PARENT_GAP: Final = re.compile(r"(?!\s*\n\s*\n)\s*(?:[,\-(]|thuoc|cua|truc thuoc)?(?!\s*\n\s*\n)\s*")
_ROMAN: Final = re.compile(r"(?<=\s)[Il1]{1,3}$")


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
    named = _with_aliases(plain, folded, list(_all(plain, folded, where)))
    return [
        AgencyMention(Span(item.start, item.end), text[item.start : item.end], "", _under(named, index, folded, where))
        for index, item in enumerate(named)
    ]


def _with_aliases(text: str, folded: str, named: list[Named]) -> list[Named]:
    """The mentions with those by short forms that the text defines, which take the place of what they meet."""
    found = [_with_office(text, folded, use) for use in uses(text, defined(text, named))]
    if not found:
        return named
    taken = Cover(len(text) + 1, (Span(item.start, item.end) for item in found))
    kept = [item for item in named if not taken.meets(Span(item.start, item.end))]
    return sorted([*kept, *found], key=lambda item: item.start)


def _with_office(text: str, folded: str, named: Named) -> Named:
    office = office_before(text, folded, named.start)
    if not office or is_listed_person(text, folded, office, named.end):
        return named
    return Named(office[0], named.end, f"{office[1]} {named.name}")


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


def _all(text: str, folded: str, where: Territory) -> Iterator[Named]:
    filing = Cover(len(folded) + 1, (Span(*match.span()) for match in _FILING.finditer(folded)))
    reached = 0
    for position in starts(text):
        if position < reached or filing.meets(Span(position, position + 1)):
            continue
        if is_deputy(text, folded, position) and office_at(text, folded, position):
            continue
        found = _names_at(text, folded, position, where)
        if found and _IN_NUMBER.search(text, max(0, position - 20), position):
            continue
        office = office_before(text, folded, found[0].start) if found else None
        if office and is_listed_person(text, folded, office, found[-1].end):
            office = None
        for item in found:
            start = office[0] if office and item is found[0] else item.start
            yield Named(start, item.end, f"{office[1]} {item.name}") if office else item
            reached = item.end
        if not found and (passed := known_at(text, folded, position)):
            reached = passed[0]


def _names_at(text: str, folded: str, position: int, where: Territory) -> list[Named]:
    """The mentions that begin at ``position``: one, several for a list ("Sở Nội vụ, Tài chính"), or none."""
    if listed := headed_list(text, folded, position, where):
        return listed
    known = known_at(text, folded, position)
    if not known:
        unlisted = _unlisted(text, folded, position, where)
        return [unlisted] if unlisted else []
    longer = _unlisted(text, folded, position, where) if _may_go_on(text, folded, *known) else None
    if longer and longer.end > known[0]:
        return [longer]
    return _known(text, folded, position, *known, where)


def _may_go_on(text: str, folded: str, end: int, body: Body) -> bool:
    """Whether a known name may be the beginning of a longer one: "Trung tâm Chuyển đổi số và Truyền thông"."""
    if body.national or not body.local or spelling_of(text) == "damaged":
        return False
    return _LINK.match(folded, end) is not None or (" " not in body.name and not body.name.isupper())


def _known(text: str, folded: str, position: int, end: int, body: Body, where: Territory) -> list[Named]:
    """The mentions that begin with a known body."""
    if provinces := by_province(text, folded, position, end, body):
        return provinces
    named = resolve(text, folded, position, end, body, where)
    if named is None:
        return []
    return [named, *series(text, folded, named.end, body.series, where)] if body.series else [named]


def _unlisted(text: str, folded: str, position: int, where: Territory) -> Named | None:
    """The mention of a body that no list holds."""
    found = open_name_at(text, folded, position, where) if text[position : position + 1].isupper() else None
    if not found or is_class_of_names(text, folded, position, found[0]):
        return None
    return Named(position, *found)


@cache
def _offices() -> tuple[str, ...]:
    return tuple(f"{head} " for head in load("agencies.toml")["offices"]["heads"])


def _under(named: Sequence[Named], index: int, folded: str, where: Territory) -> str:
    """The name of a body that belongs to another printed beside it: "Vụ III, Ban Thi đua - Khen thưởng Trung ương"."""
    item = named[index]
    name = _ROMAN.sub(lambda match: "I" * len(match[0]), item.name)
    heads = load("agencies.toml")["open"]["under"]
    if not any(re.search(rf"(?:^|\s){head}\s", name) for head in heads):
        return item.name
    for other in named[index + 1 : index + 2]:
        if not other.name.startswith((*heads, *_offices())) and _PARENT_GAP.fullmatch(folded, item.end, other.start):
            return f"{name}, {other.name}"
    if index and re.fullmatch(r"\s*\(\s*", folded[named[index - 1].end : item.start]):
        return f"{name}, {named[index - 1].name}"
    return f"{name}, {where.central}" if where.central else name
