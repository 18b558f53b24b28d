"""The header fields of one document: type, number, date, place, issuer and subject (trích yếu), as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ingest import agencies
from ingest.agencies import Territory
from ingest.documents.effect import find_effect
from ingest.documents.layout import form, heading_type, is_national, is_stamp, positions
from ingest.documents.recipients import find_recipients
from ingest.documents.signers import find_signers
from ingest.documents.split import real_number
from ingest.documents.stamps import find_stamps
from ingest.facts import AgencyMention, Document, Span
from ingest.identifiers.doctypes import type_of_symbol
from ingest.text.fold import fold
from ingest.text.lines import Line, lines_of
from ingest.values.dates import FULL_DATE, iso_match

_HEADER_LINES: Final = 60
_SUBJECT_LINES: Final = 12
_SUBJECT_CHARS: Final = 900


@dataclass(frozen=True, slots=True)
class _Field:
    value: str
    span: Span


def read_document(
    text: str,
    folded: str,
    identifier: str,
    span: Span,
    mentions: Sequence[AgencyMention],
    territory: Territory | None,
) -> Document:
    """The document at ``span`` with its printed header fields, signers, recipients, stamps and time of effect.

    Args:
        text: The source text.
        folded: Its folded view.
        identifier: ``d1``, ``d2``, ... in reading order.
        span: Where the document stands.
        mentions: All agency mentions of the file, in reading order.
        territory: What "tỉnh" means here.
    """
    lines = lines_of(text, folded, span)
    head = _head(lines)
    heading = next((index for index, line in enumerate(head) if heading_type(line)), None)
    number = _number(head)
    placed = _place_and_date(head)
    subject = _subject(text, lines, head, heading)
    issuer = _issuer(head, number, heading, mentions, span, territory) or _issuer_beside(head, territory)
    recipients = find_recipients(lines)
    kind = _type(head, heading, number)
    effect = find_effect(folded, span, kind, placed[1].value if placed[1] else None)
    where = {
        name: field.span
        for name, field in (
            ("number", number),
            ("date", placed[1]),
            ("place", placed[0]),
            ("issuer", issuer),
            ("subject", subject),
        )
        if field
    }
    where |= {name: found[1] for name in ("effective", "expires") if (found := getattr(effect, name))}
    if heading is not None:
        where["type"] = head[heading].span
    return Document(
        id=identifier,
        span=span,
        type=kind,
        number=number.value if number else None,
        date=placed[1].value if placed[1] else None,
        place=placed[0].value if placed[0] else None,
        issuer=issuer.value if issuer else None,
        subject=subject.value if subject else None,
        signers=find_signers(lines[max(0, len(head) // 2) :]),
        recipients=tuple(value for value, _ in recipients),
        recipient_spans=tuple(where for _, where in recipients),
        stamps=find_stamps(lines),
        effective=effect.effective[0] if effect.effective else None,
        expires=effect.expires[0] if effect.expires else None,
        where=where,
    )


def _head(lines: Sequence[Line]) -> list[Line]:
    """The lines that can hold header fields: up to the first line of the body."""
    filled = 0
    for index, line in enumerate(lines):
        filled += not line.blank
        if filled > _HEADER_LINES or form("copies_to").match(line.folded):
            return list(lines[:index])
        if filled > 3 and form("basis").match(line.folded) and not line.upper:
            return list(lines[:index])
    return list(lines)


def _number(head: Sequence[Line]) -> _Field | None:
    for line in head:
        found = real_number(line)
        if found:
            start, end = line.span.start + found[0], line.span.start + found[1]
            return _Field(re.sub(r"\s+", "", line.text[found[0] : found[1]]), Span(start, end))
    return None


def _place_and_date(head: Sequence[Line]) -> tuple[_Field | None, _Field | None]:
    for index, line in enumerate(head):
        words, folded = line.text, line.folded
        if index + 1 < len(head) and re.search(r",\s*ngay(?:\s+[\doil]{1,2})?$", folded):
            gap = head[index + 1].span.start - line.span.end
            words, folded = words + " " * gap + head[index + 1].text, folded + " " * gap + head[index + 1].folded
        printed = real_number(line)
        match = form("place_date").search(folded, printed[1] if printed else 0)
        dated = FULL_DATE.match(folded, match.end()) if match else None
        value = iso_match(dated) if dated else None
        if match and dated and value:
            start = line.span.start
            at = re.search(r"[a-z]", match["place"])
            first = match.start("place") + (at.start() if at else 0)
            place = _plain_place(words[first : match.end("place")])
            return (
                _Field(place, Span(start + first, start + match.end("place"))) if place else None,
                _Field(value, Span(start + dated.start(), start + dated.end())),
            )
    return None, None


def _plain_place(printed: str) -> str:
    return " ".join(printed.replace("*", " ").split())


def _type(head: Sequence[Line], heading: int | None, number: _Field | None) -> str:
    symbol = type_of_symbol(re.split(r"(?<=\d)[/-]", number.value, maxsplit=1)[-1]) if number else None
    if symbol and symbol.name == "Văn bản hợp nhất":
        return symbol.name
    if heading is not None:
        named = heading_type(head[heading])
        if named:
            return named
    letter = any(form("about").match(line.folded) or form("dear").match(line.folded) for line in head)
    if symbol and not letter:
        return symbol.name
    return "Công văn" if letter or number else "Văn bản"


def _subject(text: str, lines: Sequence[Line], head: Sequence[Line], heading: int | None) -> _Field | None:
    letter = next((index for index, line in enumerate(head) if form("about").match(line.folded)), None)
    if letter is not None and (heading is None or letter < heading):
        label = form("about").match(head[letter].folded)
        return _joined(text, _run(lines, letter), skip=label.end() if label else 0)
    if heading is None:
        return None
    index = heading + 1
    while index < len(lines) and (lines[index].blank or _interrupts(lines[index], heading, index, lines)):
        index += 1
    if index < len(lines) and form("basis").match(lines[index].folded) and not lines[index].upper:
        return None
    label = form("about").match(lines[index].folded) if index < len(lines) else None
    return _joined(text, _run(lines, index, whole=lines), skip=label.end() if label else 0)


def _interrupts(line: Line, heading: int, index: int, lines: Sequence[Line]) -> bool:
    """A stamp's agency line between heading and subject, where the subject itself is not in capitals."""
    if is_stamp(line) or is_national(line):
        return True
    following = next((later for later in lines[index + 1 : index + 3] if not later.blank), None)
    return (
        line.upper
        and following is not None
        and following.folded[:1].isalpha()
        and not following.upper
        and not form("basis").match(following.folded)
        and index - heading < 4
        and len(line.text) < 60
        and not line.folded.startswith(("ve ", "v/v"))
    )


def _run(lines: Sequence[Line], first: int, whole: Sequence[Line] = ()) -> list[Line]:
    """Lines of one paragraph from ``first``: to a blank line, another header part or the body."""
    block: list[Line] = []
    size = 0
    for line in lines[first : first + _SUBJECT_LINES]:
        other_part = form("dear").match(line.folded) or form("place_date").match(line.folded)
        ends = line.blank or is_national(line) or is_stamp(line) or bool(other_part) or real_number(line) is not None
        if block and (
            ends
            or (form("basis").match(line.folded) and whole and not (line.upper and block[-1].upper))
            or line.folded.startswith("(")
            or _is_authority(line, block)
        ):
            break
        if ends:
            return []
        size += len(line.text)
        if size > _SUBJECT_CHARS:
            return []
        block.append(line)
        if re.fullmatch(r"-{3,}|_{3,}", line.text):
            block.pop()
            break
    return block


def _is_authority(line: Line, block: Sequence[Line]) -> bool:
    """An issuing authority in capitals after the subject ("BỘ TRƯỞNG BỘ NỘI VỤ") is not part of it."""
    if not line.upper or (block[-1].upper and form("open_end").search(block[-1].folded)):
        return False
    return positions().match(line.folded) is not None or not block[-1].upper


def _joined(text: str, block: Sequence[Line], skip: int) -> _Field | None:
    if not block:
        return None
    start, end = block[0].span.start + skip, block[-1].span.end
    printed = " ".join(text[start:end].replace("*", " ").replace("#", " ").split()).strip(" .:;-_")
    if len(printed) < 4:
        return None
    return _Field(printed, Span(start, end))


def _issuer(
    head: Sequence[Line],
    number: _Field | None,
    heading: int | None,
    mentions: Sequence[AgencyMention],
    span: Span,
    territory: Territory | None,
) -> _Field | None:
    """The last agency that stands in capitals in the header's upper part, on lines that hold little else."""
    limit = head[heading].span.start if heading is not None else (number.span.start if number else span.start)
    if number and heading is None:
        limit = number.span.start
    upper = [line for line in head if line.upper and not is_national(line) and line.span.end <= limit]
    stamp = next((line.span.start for line in head if is_stamp(line)), None)
    found: list[AgencyMention] = []
    for agency in mentions:
        if not (span.start <= agency.span.start and agency.span.end <= limit):
            continue
        inside = [line for line in upper if line.span.overlaps(agency.span)]
        if (
            inside
            and sum(len(line.text) for line in inside) <= len(agency.text) + 14
            and _before_stamp(agency, stamp, number)
        ):
            found.append(agency)
    if not found:
        return None
    name = found[-1].name
    if name == agencies.CENTRAL_COMMITTEE and territory and territory.central:
        name = territory.central
    return _Field(name, found[-1].span)


def _issuer_beside(head: Sequence[Line], territory: Territory | None) -> _Field | None:
    """The issuer in the left one of two columns that stand side by side, its lines parted by those of the right one."""
    beside = [line for line, right in pairwise(head) if right.column == 1 and line.upper and not is_national(line)]
    left = "\n".join(line.text for line in beside)
    named = [found for found in agencies.find(left, fold(left), territory) if found.text.isupper()]
    if not named:
        return None
    return _Field(named[-1].name, Span(beside[0].span.start, beside[-1].span.end))


def _before_stamp(agency: AgencyMention, stamp: int | None, number: _Field | None) -> bool:
    """A stamp names the agency that received the document, right above its serial."""
    if stamp is None or number is None or number.span.start > stamp:
        return True
    return agency.span.start < number.span.start
