"""All mentions of instruments in a text, with their relations: the table of contents of this package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ingest.agencies import Territory
from ingest.agencies.spelling import spelling_of
from ingest.facts import Document, Link, Reference, Span
from ingest.identifiers.doctypes import DocType, generic_type
from ingest.identifiers.number_repair import repaired_number
from ingest.identifiers.numbers import find_numbers
from ingest.references import mentions, names, pointers
from ingest.references.definitions import defined_mentions
from ingest.references.draft import Draft
from ingest.references.lexicon import is_spelt, stamps, type_at, type_words
from ingest.references.pinpoints import Pinpoint, find_pinpoints
from ingest.references.relations import Reading, read_relations
from ingest.text.cover import Cover
from ingest.text.fold import fold

_TO_PINPOINT: Final = re.compile(
    r"\s*(?:,\s*)?(?:(?:cua|tai|thuoc|trong|o)\s+)?"
    r"(?:(?:(?:ban\s+)?(?:quy\s+che|quy\s+dinh|dieu\s+le|danh\s+muc|phuong\s+an|ke\s+hoach|chuong\s+trinh|noi\s+quy)"
    r"[^.;:()\n]{0,90}?\s)?(?:duoc\s+)?(?:ban\s+hanh\s+)?kem\s+theo)?\s*(?:cac\s+)?"
)
_COORDINATED: Final = re.compile(
    r"\s*[,;]?\s*(?:va|hoac|(?:da\s+)?duoc\s+sua\s+doi\s*,?\s*bo\s+sung\s+(?:tai|boi|theo))?\s*"
)
_AND: Final = re.compile(r"(?:\s*,?\s+va\s+|\s*,\s*)$")
_MARKS: Final = re.compile(r"[\s*#:_]")
_HEADING_REACH: Final = 120
_LEAST_TITLE: Final = 4
_PINPOINT_REACH: Final = 130
_SENTENCES: Final = frozenset({"subject", "effective", "expires"})  # fields of a document that hold mentions
_LAWS: Final = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})


def find_references(
    text: str, folded: str, documents: Sequence[Document], territory: Territory | None
) -> tuple[tuple[Reference, ...], tuple[Link, ...]]:
    """Every mention of an instrument, in reading order, and the relations between mentions.

    Args:
        text: The source text.
        folded: Its folded view (repaired where the text is damaged), of the same length.
        documents: The documents of the file with their header fields; their own numbers are no mentions.
        territory: What "tỉnh" and "UBND tỉnh" mean here.
    """
    folded = _barred(stamps().sub(lambda stamp: " " * len(stamp[0]), folded), documents)
    drafts = find_drafts(text, folded, documents, territory)
    readings, links = read_relations(text, folded, drafts, documents)
    return tuple(
        _reference(text, folded, draft, reading, _holder(documents, draft.span))
        for draft, reading in zip(drafts, readings, strict=True)
    ), tuple(links)


def _barred(folded: str, documents: Sequence[Document]) -> str:
    """The folded view with a bar between two documents: no mention runs from one into the next."""
    signs = list(folded)
    for document in documents[1:]:
        signs[document.span.start - 1] = "|"
    return "".join(signs)


def find_drafts(text: str, folded: str, documents: Sequence[Document], territory: Territory | None) -> list[Draft]:
    """Every mention as the grammar reads it, in reading order, an outer mention before those in its title."""
    pinpoints = find_pinpoints(text, folded)
    headers = [span for document in documents for name, span in document.where.items() if name not in _SENTENCES]
    found = list(_at_type_words(text, folded, headers, territory))
    found = pointers.without_namesakes(found, documents)
    for document in documents:
        found += pointers.enacted(text, folded, document)
        found += pointers.bare_mentions(text, folded, document, found, territory)
    taken = Cover(len(text), (*headers, *(draft.core for draft in found)))
    for number in find_numbers(text):
        if not taken.meets(Span(number.start, number.end)):
            draft = mentions.lone(text, folded, number, territory)
            if draft:
                found.append(draft)
    ordered = sorted(
        {(d.span.start, -d.span.end, d.core): d for d in found}.values(), key=lambda d: (d.span.start, -d.span.end)
    )
    complete = _parted(folded, _with_pinpoints(folded, _untangled(ordered), pinpoints))
    complete = _share_issuers(folded, pointers.quoted(text, pointers.resolve_back(complete)))
    defined = defined_mentions(text, folded, documents, complete)
    return sorted([*complete, *defined], key=lambda draft: (draft.span.start, -draft.span.end))


def _at_type_words(text: str, folded: str, headers: Sequence[Span], territory: Territory | None) -> Iterator[Draft]:
    for match in type_words().finditer(folded):
        kind = type_at(text, match)
        if kind is None or _is_heading(text, match.start(), match.end()):
            continue
        if any(span.start <= match.start() < span.end for span in headers):
            continue
        draft: Draft | None = _read(text, folded, kind, match.start(), match.end(), territory)
        while draft:
            yield draft
            draft = mentions.listed(text, folded, draft, territory) or (
                names.elided_congress(text, folded, draft) if "congress" in draft.rule else None
            )


def _read(text: str, folded: str, kind: DocType, start: int, end: int, territory: Territory | None) -> Draft | None:
    """The first rule that reads a mention at a type word, the most certain first."""
    if kind == generic_type():
        return mentions.numbered(text, folded, kind, start, end, territory)
    draft = pointers.self_mention(folded, kind, start, end) or mentions.numbered(
        text, folded, kind, start, end, territory
    )
    if draft or not is_spelt(text, start, end, kind):
        return draft
    draft = names.congress(text, folded, kind, start)
    if not draft and kind.name in _LAWS:
        draft = mentions.law(text, folded, kind, start, end, territory)
    if not draft and kind.named and kind.name not in _LAWS:
        draft = names.programme(text, folded, kind, start, end)
    return (
        draft
        or pointers.back_mention(text, folded, kind, start, end)
        or names.of_issuer(text, folded, kind, start, end, territory)
        or names.titled(text, folded, kind, start, end)
    )


def _is_heading(text: str, start: int, end: int) -> bool:
    """A type word in capitals alone on its line is a title page's, no mention."""
    _, newline, left = text[max(0, start - _HEADING_REACH) : start].rpartition("\n")
    right = text[end : end + _HEADING_REACH].partition("\n")[0]
    return text[start:end].isupper() and not _MARKS.sub("", left + right) and bool(newline or start < _HEADING_REACH)


def _untangled(ordered: Sequence[Draft]) -> list[Draft]:
    """Drop a mention whose core crosses an earlier one's; cut one inside an amending law's name to its own name."""
    kept: list[Draft] = []
    cover = Cover(max((draft.core.end for draft in ordered), default=0))
    for draft in ordered:
        fitted: Draft | None = draft
        if cover.meets(draft.core):
            fitted = _fitted(next(k for k in reversed(kept) if k.core.overlaps(draft.core)), draft)
        if fitted:
            kept.append(fitted)
            cover.take(fitted.core)
    return kept


def _fitted(outer: Draft, draft: Draft) -> Draft | None:
    """A mention inside the core of ``outer`` as far as it stands there by itself, or ``None``."""
    if outer.rule == "law-name" and draft.rule == "law-name" and outer.span.contains(draft.span):
        if draft.number and not outer.number:  # each amended law has its number
            return draft
        span = Span(draft.core.start, min(draft.core.start + len(draft.name or ""), draft.core.end))
        return Draft(span, span, draft.kind, draft.rule, name=draft.name)
    named = outer.rule in {"issuer", "programme"} and draft.span != outer.span and outer.span.contains(draft.span)
    return draft if outer.self or named else None


def _parted(folded: str, drafts: list[Draft]) -> list[Draft]:
    """End a running title before a numbered mention coordinated with the outer one ("... về việc X và Chỉ thị số").

    Where "và" or a comma follows a mention inside the title, it coordinates these two ("thực hiện Nghị quyết A và
    Nghị quyết B").
    A title ends, too, before a mention that runs beyond it.
    """
    result = list(drafts)
    outer = 0
    for index, draft in enumerate(result):
        if draft.span.start >= result[outer].span.end:
            outer = index
            continue
        link = _AND.search(folded, max(0, draft.span.start - 8), draft.span.start)
        crosses = draft.span.end > result[outer].span.end
        inner = [d for d in result[outer + 1 : index] if d.rule != "programme"]
        within = any(other.span.end == link.start() for other in inner) if link else True
        if result[outer].title and (crosses or (draft.number and not within)):
            result[outer] = _ended(folded, result[outer], draft.span.start)
            outer = index
    return result


def _ended(folded: str, draft: Draft, before: int) -> Draft:
    """A mention whose title ends before a place, without the "và" or sign that leads there."""
    link = _AND.search(folded, max(0, before - 8), before)
    end = len(folded[: link.start() if link else before].rstrip(' \n,;"('))
    if not draft.title or end - draft.title.start < _LEAST_TITLE:
        start = draft.title.start if draft.title else end
        return replace(
            draft, title=None, span=Span(draft.span.start, max(draft.core.end, len(folded[:start].rstrip())))
        )
    return replace(draft, title=Span(draft.title.start, end), span=Span(draft.span.start, end))


def _with_pinpoints(folded: str, drafts: Sequence[Draft], pinpoints: Mapping[int, Pinpoint]) -> list[Draft]:
    """The mentions with the pinpoints before them; a pinpoint belongs to the first mention after it alone."""
    free = dict(pinpoints)
    result = []
    for draft in drafts:
        ends = range(draft.span.start, max(-1, draft.span.start - _PINPOINT_REACH), -1)
        near = (end for end in ends if end in free and _TO_PINPOINT.fullmatch(folded, end, draft.span.start))
        pinpoint = free.pop(next(near, -1), None)
        span = Span(pinpoint.start, draft.span.end) if pinpoint else draft.span
        result.append(replace(draft, span=span, pinpoint=pinpoint.labels) if pinpoint else draft)
    return result


def _share_issuers(folded: str, drafts: list[Draft]) -> list[Draft]:
    """A trailing "của X" that coordinated mentions share is the issuer of each of them."""
    result = list(drafts)
    for index in range(len(result) - 2, -1, -1):
        draft, following = result[index], result[index + 1]
        if draft.issuer or not draft.number or not following.issuer or draft.title:
            continue
        if following.number and _body_of(draft.number) != _body_of(following.number):
            continue
        if _COORDINATED.fullmatch(folded, draft.span.end, following.span.start):
            result[index] = replace(draft, issuer=following.issuer)
    return result


def _body_of(number: str) -> str:
    """The part of a number that names its issuing body: "UBND" of "206/KH-UBND"."""
    return re.split(r"[/-]", number)[-1]


def _holder(documents: Sequence[Document], span: Span) -> Document:
    return next((d for d in reversed(documents) if d.span.start <= span.start), documents[0])


def _reference(text: str, folded: str, draft: Draft, reading: Reading, document: Document) -> Reference:
    title = " ".join(text[draft.title.start : draft.title.end].replace("*", "").split()) if draft.title else None
    better = repaired_number(draft.number, draft.kind, draft.issuer) if draft.number else None
    return Reference(
        span=draft.span,
        text=text[draft.span.start : draft.span.end],
        core=draft.core,
        document=document.id,
        type=draft.kind,
        number=draft.number,
        date=draft.date,
        issuer=draft.issuer,
        name=draft.name,
        title=title,
        pinpoint=draft.pinpoint,
        relation=reading.stated.relation,
        narrower=reading.stated.narrower,
        source=reading.source,
        self=draft.self,
        planned=reading.planned,
        anaphor=draft.anaphor,
        target=draft.target,
        rule=draft.rule,
        repairs=_repairs(text, folded, draft.core),
        inferred={"number": better} if better else {},
    )


def _repairs(text: str, folded: str, core: Span) -> tuple[str, ...]:
    """What the folded view mended in the core of a mention ("thir > thu"), and whether its diacritics were missing."""
    printed = text[core.start : core.end]
    plain = fold(printed)
    mended = tuple(
        f"{match[0]} > {word}"
        for match in re.finditer(r"[a-z0-9]+", plain)
        if (word := folded[core.start + match.start() : core.start + match.end()].strip()) and word != match[0]
    )
    return (*mended, "diacritics") if spelling_of(text) == "damaged" else mended
