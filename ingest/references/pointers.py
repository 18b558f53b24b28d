"""Mentions without number or name: the document itself ("Chỉ thị này") and pointers back ("Nghị quyết nêu trên")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.agencies import Territory, match_at
from ingest.facts import Document, Span
from ingest.identifiers.doctypes import DocType
from ingest.references.draft import Draft
from ingest.references.lexicon import pattern, type_at, type_words
from ingest.text.cover import Cover

_ENACTS: Final = re.compile(r"(?<!\w)(?:ban\s+hanh|xay\s+dung)\s+$")
_AS_FOLLOWS: Final = re.compile(
    r"(?P<body>[^.;:\n]{0,200}?)\s*(?:\(goi\s+(?:tat|chung)\s+la|,?\s*(?:voi\s+(?:cac\s+)?noi\s+dung\s+)?nhu\s+sau)"
)
_IN_FULL: Final = re.compile(
    r"(?P<body>\s[^.;:|]{4,600}?)[.:*]*\s*(?=\n[\s*#]*(?:dieu\s+1|chuong\s+(?:i|1)|phan\s+(?:i|thu\s+nhat))\b)"
)
_QUOTATION: Final = re.compile(r"“[^“”]{1,20000}”")
_LETTER: Final = "Công văn"
_BACK_END: Final = re.compile(r"\s+(?:nhu\s+sau|tren|den|toi|nghiem\s+tuc)|\s*[,.;:)]")
_OF: Final = re.compile(r"\scua\s+")
_CARRY_OUT: Final = re.compile(r"(?:thuc\s+hien|trien\s+khai|quan\s+triet|theo|tai|cua)\s+$")


def self_mention(folded: str, kind: DocType, start: int, end: int) -> Draft | None:
    """The document itself: "Chỉ thị này", "Luật này"."""
    match = re.compile(r"\s+" + pattern("self_after").pattern + r"(?!\w)").match(folded, end)
    if not match:
        return None
    span = Span(start, match.end())
    return Draft(span, span, kind.name, "self", self=True)


def back_mention(text: str, folded: str, kind: DocType, start: int, end: int) -> Draft | None:
    """An instrument named elsewhere in the document: "Nghị quyết nêu trên", "Kế hoạch kèm theo"."""
    match = re.compile(
        rf"\s+(?:{pattern('anaphor_after').pattern})(?=\s*[,.;:)]|\s+(?:de|cua|voi|la|va|den)\b|\s*$)"
    ).match(folded, end)
    if not match or not text[start].isupper() or text[start:end].isupper():
        return None
    span = Span(start, match.end())
    return Draft(span, span, kind.name, "anaphor", anaphor=True)


def enacted(text: str, folded: str, document: Document) -> list[Draft]:
    """The document named by its own enacting words.

    "UBND tỉnh ban hành Kế hoạch thực hiện Chỉ thị như sau", or the last words before Điều 1 of a legal document
    ("Chính phủ ban hành Nghị định quy định về ..."; Nghị định 78/2025/NĐ-CP, Phụ lục I).
    """
    found = []
    for match in type_words().finditer(folded, document.span.start, document.span.end):
        kind = type_at(text, match)
        if (
            not kind
            or kind.name != document.type
            or not _ENACTS.search(folded, max(0, match.start() - 20), match.start())
        ):
            continue
        tail = _AS_FOLLOWS.match(folded, match.end()) or _IN_FULL.match(folded, match.end())
        if tail:
            span = Span(match.start(), len(folded[: tail.end("body")].rstrip(" ,\n*")))
            found.append(Draft(span, span, kind.name, "enacting", self=True))
    return found


def without_namesakes(drafts: Sequence[Draft], documents: Sequence[Document]) -> list[Draft]:
    """The drafts without those in a subject that name, by issuer or content alone, an instrument the body numbers.

    "V/v triển khai Chỉ thị của UBND tỉnh" over a body that carries out Chỉ thị số 5/CT-UBND points at that directive.
    """
    return [
        draft
        for draft in drafts
        if draft.rule not in {"issuer", "programme"}
        or not any(
            document.where["subject"].contains(draft.core)
            and any(d.number and d.kind == draft.kind and document.span.contains(d.span) for d in drafts)
            for document in documents
            if "subject" in document.where and document.type == _LETTER
        )
    ]


def bare_mentions(
    text: str, folded: str, document: Document, drafts: Sequence[Draft], territory: Territory | None
) -> list[Draft]:
    """A bare capital type word that stands for the instrument of that type which the document numbers.

    Read in the subject ("V/v triển khai Kế hoạch, Chỉ thị phát động ...") and after words of carrying out that close
    their clause ("... thực hiện Chỉ thị như sau").
    """
    numbers: dict[str, Draft] = {}
    for draft in drafts:
        if draft.number and document.span.contains(draft.span):
            numbers.setdefault(draft.kind, draft)
    subject = document.where.get("subject")
    others = (draft for draft in drafts if draft.rule != "enacting")
    taken = Cover(len(text), (draft.span if draft.number else draft.core for draft in others))
    found = []
    for match in type_words().finditer(folded, document.span.start, document.span.end):
        kind = type_at(text, match)
        start, end = match.span()
        if not kind or kind.name not in numbers or not text[start].isupper() or text[start:end].isupper():
            continue
        if taken.meets(Span(start, end)):
            continue
        inside = subject is not None and subject.start <= start < subject.end
        closed = _BACK_END.match(folded, end) and _CARRY_OUT.search(folded, max(0, start - 20), start)
        if inside or closed:
            until = _clause_end(folded, end, subject.end) if inside and subject else end
            span = Span(start, until)
            target = numbers[kind.name] if inside else _antecedent(drafts, kind.name, document.span.start, start)
            if target is None or (closed and not inside and kind.name == document.type):
                continue
            issuer = _issuer_in(text, folded, Span(start, subject.end), territory) if inside and subject else None
            found.append(Draft(span, span, kind.name, "bare-type", issuer=issuer, anaphor=True, target=target.number))
    return found


def _antecedent(drafts: Sequence[Draft], kind: str, low: int, high: int) -> Draft | None:
    """The last numbered mention of a type in ``[low, high)``."""
    before = [d for d in drafts if d.number and d.kind == kind and low <= d.span.start < high]
    return max(before, key=lambda draft: draft.span.start, default=None)


def quoted(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which "Thông tư này" in words that another instrument says or will say points to that one.

    New wording ("... như sau: “Điều 3. Thông tư này ...”") and quotations in letters stand in “ ”.
    """
    words = [Span(*found.span()) for found in _QUOTATION.finditer(text)]
    starts = [span.start for span in words]
    result = []
    for draft in drafts:
        place = bisect_right(starts, draft.span.start) - 1
        inside = draft.rule == "self" and place >= 0 and draft.span.start < words[place].end
        target = _antecedent(drafts, draft.kind, 0, words[place].start) if inside else None
        result.append(
            replace(draft, rule="quoted", self=False, anaphor=True, target=target.number) if target else draft
        )
    return result


def resolve_back(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, with the antecedent's number as the target of each mention that points back."""
    result = []
    for draft in drafts:
        target = _antecedent(drafts, draft.kind, 0, draft.span.start) if draft.rule == "anaphor" else None
        result.append(replace(draft, target=target.number) if target else draft)
    return result


def _clause_end(folded: str, start: int, limit: int) -> int:
    stop = re.compile(r"[,;.]").search(folded, start, limit)
    end = stop.start() if stop else limit
    return len(folded[:end].rstrip())


def _issuer_in(text: str, folded: str, span: Span, territory: Territory | None) -> str | None:
    """The issuing agency that the rest of a subject names ("... phát động thi đua của UBND tỉnh Lạng Sơn")."""
    for match in _OF.finditer(folded, span.start, span.end):
        found = match_at(text, folded, match.end(), territory)
        if found:
            return found[1]
    return None
