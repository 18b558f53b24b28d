"""Agencies that a question names, also in lower case and without diacritics ("ubnd lang son", "thu tuong")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from ingest.agencies.gazetteer import Body, gazetteer, official
from ingest.facts import AgencyMention, Span
from ingest.identifiers.doctypes import doc_types
from ingest.text.fold import fold
from ontology.tables import read_table
from search_api.question.data import table

_WORD = re.compile(r"(?<![a-z0-9/-])[a-z]")
_NAME = 4  # words of a territory's name at most
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class NamedAgency:
    """An agency in the question: where, and its full name as far as the question tells it."""

    span: Span
    name: str


def find_agencies(text: str, folded: str, mentions: tuple[AgencyMention, ...]) -> tuple[NamedAgency, ...]:
    """The agencies of a question.

    Args:
        text: The question; capitals tell where the name of a territory ends that is in no list.
        folded: Its folded view.
        mentions: What the extractor found in it, which needs capitals and diacritics.
    """
    found = [NamedAgency(mention.span, mention.name) for mention in mentions]
    reached = 0
    deputies = [Span(*match.span()) for match in _deputies().finditer(folded)]
    found = [agency for agency in found if not any(agency.span.overlaps(deputy) for deputy in deputies)]
    for match in _WORD.finditer(folded):
        if any(deputy.start <= match.start() < deputy.end for deputy in deputies):
            continue
        if match.start() >= reached and (named := _named_at(text, folded, match.start())):
            reached = named.span.end
            if not any(named.span.overlaps(other.span) for other in found):
                found.append(named)
    return tuple(sorted(found, key=lambda agency: agency.span))


def _named_at(text: str, folded: str, start: int) -> NamedAgency | None:
    alias = _aliases().match(folded, start)
    known = gazetteer("clean").lexicon.matches(folded, start)
    if known is None and (territory := _province_alone().match(folded, start)):
        level, name = _provinces()[territory["name"]]
        return NamedAgency(Span(start, territory.end()), f"{level} {name}")
    office = _offices().match(folded, start)
    if office and (body := _named_at(text, folded, office.end())):
        alone = _province_alone().match(folded, office.end())  # "Chủ tịch tỉnh Lạng Sơn"
        governing = table("shorthand.toml")["offices"]["of_province"] if alone else ""
        head = next(h for h in table("shorthand.toml")["offices"]["heads"] if fold(h) == office[1])
        return NamedAgency(Span(start, body.span.end), " ".join(f"{head} {governing} {body.name}".split()))
    if alias and (known is None or alias.end() > known[0]):
        return NamedAgency(Span(start, alias.end()), table("shorthand.toml")["aliases"][alias[0]])
    if known is None or known[0] - start < _SHORTEST:
        return None
    end, body_of = known[0], gazetteer("clean").bodies[known[1][0]]
    printed = folded[start:end]
    if printed in _not_alone() or (printed == fold(body_of.name) and " " not in printed):
        return None
    end, place = _place(text, folded, end, body_of)
    return NamedAgency(Span(start, end), f"{official(body_of.name)} {place}".strip())


def _place(text: str, folded: str, end: int, body: Body) -> tuple[int, str]:
    """The territory after a body: where it ends, and its level and name as they stand in full names."""
    if body.national and not body.local:
        return end, ""
    match = _territory().match(folded, end)
    if not match:
        return end, ""
    printed = match["name"] or match["bare"]
    if printed is None:
        unlisted = "".join(f" {word}" for word in takewhile(_is_capital, text[match.end() :].split()[:_NAME]))
        level = "" if body.level else table("shorthand.toml")["levels"][" ".join(match["level"].split())]
        return match.end() + len(unlisted), f"{level}{unlisted}".strip()
    level, name = _provinces()[printed]
    return match.end(), name if body.level or body.named else f"{level} {name}"


def _is_capital(word: str) -> bool:
    return word[0].isupper()


@cache
def _provinces() -> dict[str, tuple[str, str]]:
    return {fold(row["name"]): (row["level"], row["name"]) for row in read_table("territories.csv")}


@cache
def _territory() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_provinces(), key=len, reverse=True))
    levels = "|".join(table("shorthand.toml")["levels"]).replace(" ", r"\s+")
    return re.compile(rf"\s+(?:(?P<level>{levels})\b(?:(?:\.\s*|\s+)(?P<name>{names}))?|(?P<bare>{names}))(?![a-z0-9])")


@cache
def _province_alone() -> re.Pattern[str]:
    """A province in the place of its authorities: "tỉnh Lạng Sơn đã ban hành ..."."""
    names = "|".join(re.escape(name) for name in sorted(_provinces(), key=len, reverse=True))
    return re.compile(rf"(?:(?:tinh|thanh pho|tp)\s+|tp\.\s*)?(?P<name>{names})(?![a-z0-9])")


@cache
def _aliases() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, table('shorthand.toml')['aliases']))})(?![a-z0-9])")


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(fold(head) for head in table('shorthand.toml')['offices']['heads'])})\s+")


@cache
def _deputies() -> re.Pattern[str]:
    """Deputies, who are people and no agency: "Phó Thủ tướng Trần ..."."""
    heads = (*table("shorthand.toml")["offices"]["heads"], *table("shorthand.toml")["offices"]["persons"])
    return re.compile(rf"(?<![a-z0-9])(?:pho|thu) +(?:{'|'.join(map(fold, heads))})(?: chinh phu)?(?![a-z0-9])")


@cache
def _not_alone() -> frozenset[str]:
    """Short forms that are types of documents too ("hd", "tt")."""
    return frozenset(fold(short) for kind in doc_types() for short in (*kind.symbols, *kind.short))
