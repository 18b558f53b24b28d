"""Documents that a question describes instead of naming them: "kế hoạch thi đua năm 2021 của UBND tỉnh".

A description begins with a word for a document or a movement, or with a number that may not be enough, and takes in the
words after it. How far it reaches only the collection can tell, so all ways are given, the longest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from ontology.document_types import named_type
from search_api.question.concepts import FREE, VERB, Piece
from search_api.question.data import table
from search_api.question.doctypes import types_in
from search_api.question.short_forms import spelt
from search_api.question.understood import Description, Instrument

_MOST_WAYS: Final = 60  # of one question: each costs a look into the collection
_NAME: Final = 4  # words of a name at most
_SIGN: Final = re.compile(r"(?P<sign>[XAYDQ])\d+")
_MONTH: Final = re.compile(r"thang (?P<month>\d{1,2}) (?:nam )?(?P<year>[A-Z]\d+)")


def with_descriptions(way: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The question with one of its descriptions as an instrument: a piece ``x`` that is made of all its pieces."""
    ways = 0
    for start, piece in enumerate(way):
        if piece.concept not in _words("begins") or (start and way[start - 1].concept == "who"):
            continue  # what comes right after "ai" is a verb: "ai phát động"
        for end in range(_limit(way, start), start + 1, -1):
            if way[end - 1].concept in _words("never_last") or not _is_told(way[start:end]):
                continue
            ways += 1
            if ways > _MOST_WAYS:
                return
            yield _with_whole(way, start, end)
            if (issuing := _issued_by(way, start)) is not None:
                yield _with_whole(way, start, end, issuing)
        acting = _acting_on(way, start)
        if acting and piece.concept == "docs":
            yield _with_whole(way, start, acting)


def _is_told(span: Sequence[Piece]) -> bool:
    """Whether words that are not known may belong to a description: to a number only after "về"."""
    about = next((n for n, piece in enumerate(span) if piece.concept == "about"), len(span))
    return span[0].concept != "x" or not any(piece.concept == FREE for piece in span[:about])


def _with_whole(way: Sequence[Piece], start: int, end: int, issuing: int | None = None) -> tuple[Piece, ...]:
    span = tuple(way[start:end])
    if issuing is not None:
        span = (*span, way[issuing])
    before = way[:start] if issuing is None else way[:issuing]
    return (*before, Piece("x", " ".join(each.words for each in span), span), *way[end:])


def _issued_by(way: Sequence[Piece], start: int) -> int | None:
    """Where the agency stands that issues a described document: "để A0 ban hành quy định về ..."."""
    before = start - 1
    if before >= 0 and way[before].concept == "issue":
        before -= 1
    return before if before >= 0 and way[before].concept == "agency" else None


def _acting_on(way: Sequence[Piece], start: int) -> int | None:
    """Behind the instrument on which a described document acts: "kế hoạch của tỉnh triển khai X0" do ai ký."""
    limit = _limit(way, start)
    if limit == len(way) or way[limit].concept != "x" or limit + 1 == len(way):
        return None
    verbs = [piece for piece in way[start + 1 : limit] if piece.concept.startswith(VERB)]
    if len(verbs) != 1:
        return None
    of_agency = way[limit + 1].concept in ("skip", "of") and [p.concept for p in way[limit + 2 : limit + 3]] == [
        "agency"
    ]
    return limit + 3 if of_agency else limit + 1


def with_people(way: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """The question with the words after "ông", "người ký" as a person's name: a piece ``someone``; longest first."""
    for start, piece in enumerate(way):
        if piece.concept not in ("person", "signer"):
            continue
        for end in range(min(len(way), start + 1 + _NAME), start + 1, -1):
            name = " ".join(each.words for each in way[start + 1 : end])
            if 1 < len(name.split()) <= _NAME and not re.search(r"[A-Z]", name):
                kept = way[start : start + 1] if piece.concept == "signer" else ()
                yield (*way[:start], *kept, Piece("someone", name), *way[end:])


def _limit(way: Sequence[Piece], start: int) -> int:
    """Behind the last piece that a description can reach: it holds no question and no other document."""
    closed = (n for n in range(start + 1, len(way)) if way[n].concept in _words("never_inside"))
    return next(closed, len(way))


def description(pieces: Sequence[Piece], named: Mapping[str, str | Instrument]) -> Description:
    """What the pieces of a described instrument say.

    Args:
        pieces: Those of a piece that :func:`with_descriptions` made.
        named: What each sign stands for: an instrument, the name of an agency, an ISO time, the words of a quotation.
    """
    head, rest = pieces[0], " ".join(each.words for each in pieces[1:] if not each.concept.startswith(VERB))
    acted_on = next((named[each.words] for each in pieces[1:] if each.concept == "x"), None)
    relations = tuple(p.concept.removeprefix(VERB) for p in pieces[1:] if acted_on and p.concept.startswith(VERB))
    if not acted_on:
        rest = " ".join(each.words for each in pieces[1:] if each.concept not in _words("not_about"))
    number = named[head.words] if head.concept == "x" else None
    issuers: list[str] = []
    times: list[str] = []
    said = head.words.split() if head.concept == "content" else []
    for word in _MONTH.sub(lambda m: f"{named[m['year']]}-{int(m['month']):02}", rest).split():
        sign = _SIGN.fullmatch(word)
        meant = str(named[word]) if sign else word
        if sign and sign["sign"] == "A":
            issuers.append(meant)
        elif (sign and sign["sign"] in "YD") or re.fullmatch(r"\d{4}-\d\d", word):
            times.append(meant)
        elif word not in _words("unsaid") and not (sign and sign["sign"] == "X"):
            said += meant.split()
    return Description(
        types=types_in(head.words) or (("Sao y",) if head.concept == "copy" else ()),
        number=number if isinstance(number, Instrument) else None,
        issuers=tuple(issuers),
        times=tuple(times),
        words=tuple(said),
        movement=head.concept == "movement",
        relations=relations,
        acted_on=acted_on if isinstance(acted_on, Instrument) else None,
    )


def in_words(instrument: Instrument) -> Description:
    """The name of an instrument as a description of it."""
    kind = instrument.type or named_type(instrument.reference)
    said = [word for word in spelt(instrument.reference) if word not in _words("unsaid")]
    return Description(types=(kind,) if kind else (), words=tuple(said))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("descriptions.toml")[name])
