"""Instruments cited by name: laws, congress resolutions, programmes, plans, and "Nghị quyết của HĐND tỉnh"."""

from __future__ import annotations

import re
from functools import cache

from ingest.agencies import Territory, match_at
from ingest.agencies.spelling import spelling_of
from ingest.data import load
from ingest.facts import Span
from ingest.identifiers.doctypes import DocType
from ingest.references.draft import Draft
from ingest.references.lexicon import (
    compiled,
    law_names,
    named_patterns,
    one_of,
    pattern,
    stands_alone,
    type_words,
    words,
)
from ingest.references.titles import title_after
from ingest.text.fold import fold

_AMENDING = re.compile(
    r"(?:ve\s+)?sua\s+doi\s*,?\s*(?:va\s+)?bo\s+sung(?:\s+(?:mot\s+so|cac))?(?:\s+dieu)?(?:\s+khoan)?(?:\s+(?:cua\s+)?(?:cac\s+)?)?\s*"
)


def tidy(text: str, folded: str, span: Span) -> str:
    """The words of a span, without those that the folded view blanks (stamp words), without asterisks and quotes."""
    kept = (word[0] for word in re.finditer(r"\S+", text[span.start : span.end]) if _is_shown(folded, span, word))
    return " ".join(re.sub(r'[*“”"„«»]', "", " ".join(kept)).split())


def _is_shown(folded: str, span: Span, word: re.Match[str]) -> bool:
    return bool(folded[span.start + word.start() : span.start + word.end()].strip())


_TO_NUMBER = re.compile(r"[^,;.()\n]{0,120}?(?=\s+so\s+\d)")
_RELATED = re.compile(
    r"\s+(?:co\s+)?lien\s+quan\s+den\s+[^,;.()|]{3,90}?(?=\s+(?:so|ngay|nam)\s+\d|\s*[,;.()]|\s+va\s+(?:luat|nghi))"
)
_NEXT_LAW = re.compile(r"\s*(?:,|va|,\s*va)\s+(?:luat|bo\s+luat|phap\s+lenh)(?=\s)")
_LAW_NUMBER = re.compile(r"\s+so\s+\d{1,3}/\d{4}/[a-z0-9-]+")
_OWN_NUMBER = re.compile(r"\s+(?:so|ngay|nam)\s+\d")
_GAP = re.compile(r"[ \n]+")
_LEAST_AMENDING = 12
_NAME_WORDS = 9
_ABOUT = re.compile(r"ve\s+")
_WORD = re.compile(r"\s+[a-z]+(?!\w)")


@cache
def _spelling() -> dict[str, str]:
    return {fold(word): word for word in load("references.toml")["name_spelling"]}


def respelt(text: str, folded: str, span: Span) -> str:
    """The name at a span; in a damaged text its fixed words get their diacritics back, a split numeral is joined."""
    if spelling_of(text) != "damaged":
        return tidy(text, folded, span)
    said = []
    for match in re.finditer(r"\S+", folded[span.start : span.end]):
        printed = text[span.start + match.start() : span.start + match.end()]
        word = _spelling().get(match[0].strip(" ,"), printed)
        said.append(word.capitalize() if printed[:1].isupper() and word != printed else word)
    return re.sub(r"\b([IVX]+) ([IVX]+)\b", r"\1\2", " ".join(said))


def law_name_end(text: str, folded: str, end: int) -> int | None:
    """Where the law name that follows a type word ending at ``end`` ends; ``None`` if no name follows."""
    gap = _GAP.match(folded, end)
    amending = _AMENDING.match(folded, gap.end()) if gap else None
    if not amending:
        return _own_name_end(text, folded, end)
    inner = type_words().match(folded, amending.end())
    related = _RELATED.match(folded, inner.end()) if inner else None
    if related:
        return related.end()
    if inner and inner["long"]:
        return _amended_end(text, folded, _own_name_end(text, folded, inner.end()) or inner.end())
    numbered = _TO_NUMBER.match(folded, amending.end())
    if numbered:
        return numbered.end()
    return amending.end() if amending.end() - amending.start() > _LEAST_AMENDING else None


def _amended_end(text: str, folded: str, end: int) -> int:
    """Where the list of amended laws ends, if it is one list of the amending law's name; else the first one's end.

    It is where the amending law's own number or date follows the list, where each amended law has its number, or
    where three laws and more are joined by "và".
    """
    position, numbers, links = end, 0, list[str]()
    while True:
        number = _LAW_NUMBER.match(folded, position)
        link = _NEXT_LAW.match(folded, number.end() if number else position)
        if not link or (number and numbers < len(links)):  # a number after laws without one is the amending law's
            break
        numbers += number is not None
        links.append(link[0])
        position = _own_name_end(text, folded, link.end()) or link.end()
    last = _LAW_NUMBER.match(folded, position)
    if links and last and numbers == len(links):
        return last.end()
    several = len(links) > 1 and "va" in links[-1].split()
    return position if several or _OWN_NUMBER.match(folded, position) else end


def _own_name_end(text: str, folded: str, end: int) -> int | None:
    """Where a law's name ends: one of the gazetteer, else words up to one that cannot belong to a name."""
    gap = _GAP.match(folded, end)
    if not gap:
        return None
    about = _ABOUT.match(folded, gap.end())
    start = about.end() if about else gap.end()
    known = law_names().match(folded, start)
    if known and (" " in known[0] or text[start].isupper() or _OWN_NUMBER.match(folded, known.end())):
        return known.end()
    if words("law_not", r"\s+").match(text, folded, end) or (
        text[start : start + 1].islower() and text[end - 4 : end].islower()
    ):
        return None
    position = end
    for _ in range(_NAME_WORDS):
        if folded.startswith(",", position) and words("name_comma", r",\s+").match(text, folded, position):
            position += 1
        word = _WORD.match(folded, position)
        stop = words("law_stop", r"\s+").match(text, folded, position) if position > end else None
        if not word or (stop and stands_alone(text, stop)):
            break
        position = word.end()
    return position if position > end else None


def congress(text: str, folded: str, kind: DocType, start: int) -> Draft | None:
    """An instrument whose name has a fixed form (congress and plenum resolutions, the constitution, statutes)."""
    for rule, form in named_patterns().get(kind.name, ()):
        match = form.match(folded, start)
        if match:
            span = Span(start, match.end())
            return Draft(span, span, kind.name, rule, name=respelt(text, folded, span))
    return None


def elided_congress(text: str, folded: str, previous: Draft) -> Draft | None:
    """The congress resolution whose type word an enumeration leaves out, right after ``previous``."""
    match = pattern("elided_congress").match(folded, previous.span.end)
    if not match:
        return None
    span = Span(match.start("body"), match.end("body"))
    name = f"{previous.kind} {respelt(text, folded, span)}"
    return Draft(span, span, previous.kind, "elided-congress-resolution", name=name)


@cache
def _future() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('name_future')})\s+$")


_NAME_END = re.compile(r"[.,;:()\"|/<>]|\s(?:khoan|dieu|diem)\s+(?:\d|[a-z]\b)|\n\s*\n|\n\s*(?:[-+#]\s|\d{1,2}[.)]\s)")


@cache
def _name_start() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{one_of('name_start')})")


@cache
def _name_tail() -> re.Pattern[str]:
    return compiled("(?:" + load("references.toml")["name_tail"] + "|" + load("references.toml")["name_bracket"] + ")")


def _name_end(text: str, folded: str, start: int, limit: int) -> re.Match[str] | None:
    """The first sign that ends a name; not a comma with which a name goes on ("phòng, chống")."""
    return next(
        (
            sign
            for sign in _NAME_END.finditer(folded, start, limit)
            if sign[0] != "," or not words("name_comma", r"\s+").match(text, folded, sign.end())
        ),
        None,
    )


@cache
def _numbered_inside() -> re.Pattern[str]:
    """An instrument with a number, and the words that join it to a name before it; it is a mention of its own."""
    return re.compile(rf"\s+(?:(?:de\s+)?(?:thuc\s+hien|trien\s+khai)\s+)?{type_words().pattern}\s+so\s*:?\s*\d")


_QUOTED_NAME = re.compile(r'[\s*]+(?:“(?:[^“”|\n]|\n(?!\s*\n)){3,250}”|"[^"\n]{3,200}")')
_IN_QUOTES = re.compile(r'\s+(?:[^“”"|\n]|\n(?!\s*\n)){3,250}(?=[”"])')


def programme(text: str, folded: str, kind: DocType, start: int, end: int) -> Draft | None:
    """A plan, programme or scheme cited by a proper name: capital type word, then a quoted or descriptive name."""
    if not text[start].isupper() or text[start:end].isupper() or _future().search(folded, max(0, start - 24), start):
        return None
    quoted = _QUOTED_NAME.match(text, end)
    if not quoted and folded[start - 1 : start] == '"':
        quoted = _IN_QUOTES.match(text, end)
    if quoted:
        position = quoted.end()
    elif _name_start().match(folded, end):
        limit = min(len(folded), end + 240)
        stops = (
            _name_end(text, folded, end + 1, limit),
            words("name_stop", r"\s").search(text, folded, end + 1, limit),
            _numbered_inside().search(folded, end + 1, limit),
        )
        position = len(folded[: min((stop.start() for stop in stops if stop), default=limit)].rstrip())
        if len(folded[end:position].split()) < 3 and not _name_tail().match(folded, position):
            return None
    else:
        return None
    while tail := _name_tail().match(folded, position):
        position = tail.end()
    span = Span(start, position)
    return Draft(span, span, kind.name, "programme", name=tidy(text, folded, span))


def _as_printed(agency: str, printed: str) -> str:
    """The full name of an agency without a territory that is not printed: "Ủy ban nhân dân tỉnh" for "UBND tỉnh"."""
    words, said = agency.split(), set(printed.split())
    while len(words) > 1 and fold(words[-1]) not in said and words[-1][0].isupper():
        words.pop()
    return " ".join(words)


@cache
def _several() -> re.Pattern[str]:
    """Words that make a type word a class: "các Nghị định của Chính phủ" cites none in particular."""
    return re.compile(rf"(?<!\w)(?:{one_of('several')})\s+$")


def of_issuer(text: str, folded: str, kind: DocType, start: int, end: int, territory: Territory | None) -> Draft | None:
    """A type word with its issuing agency and no number: "Nghị quyết của HĐND tỉnh", "Nghị quyết HĐND tỉnh"."""
    if kind.name not in load("references.toml")["issuer_types"] or not text[start].isupper():
        return None
    link = re.compile(r"\s+(?:c[a-z]{1,2}a\s+)?").match(folded, end)
    if not link or text[start:end].isupper() or _several().search(folded, max(0, start - 12), start):
        return None
    agency = match_at(text, folded, link.end(), territory)
    if not agency or re.compile(r"\s+(?:cac\s+cap|so\s+\d)").match(folded, agency[0]):
        return None
    title = title_after(text, folded, agency[0])
    span = Span(start, title.end if title else agency[0])
    if not title and link.end() - end < 3 and kind.name != "Nghị quyết":
        return None
    agency_name = _as_printed(agency[1], folded[link.end() : agency[0]])
    name = " ".join(
        part
        for part in (
            respelt(text, folded, Span(start, link.end())),
            agency_name,
            tidy(text, folded, title) if title else "",
        )
        if part
    )
    return Draft(span, span, kind.name, "issuer", issuer=agency[1], name=name, title=title)


@cache
def _citing() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of('citing')})\s+$")


def titled(text: str, folded: str, kind: DocType, start: int, end: int) -> Draft | None:
    """A decree or circular cited by its title alone: "theo Thông tư hướng dẫn xác định đơn giá ca máy"."""
    if (
        kind.name not in load("references.toml")["titled_types"]
        or not text[start].isupper()
        or text[start:end].isupper()
    ):
        return None
    if not _citing().search(folded, max(0, start - 16), start):
        return None
    title = title_after(text, folded, end)
    if not title or text[title.start] in '"“':
        return None
    span = Span(start, title.end)
    return Draft(span, span, kind.name, "titled", name=tidy(text, folded, span), title=title)
