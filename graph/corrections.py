"""What people say of what was read in a file: each correction is bound to its words, not to a node of the graph.

A correction keeps the place of its words, the words, and what stood around them, so that it finds them again in the
same or a slightly changed text (:func:`anchored`). Where they are gone it has no effect, is kept, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, get_args

from graph.identity import Description, claim
from ingest.facts import Document, Extraction, Span
from ingest.pipeline import extract_mentions
from ontology.iris import WorkParts, work_iri
from ontology.territories import jurisdiction

Kind = Literal["confirm", "reject", "add"]
Field = Literal["type", "number", "date", "issuer", "subject", "signer"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
FIELDS: Final[tuple[Field, ...]] = get_args(Field)

AROUND: Final = 32
"""Code points before and after the words that a correction keeps."""
_NEAR: Final = 300  # code points by which words may move though nothing around them is as it was
_AGREEING: Final = 16  # code points around words that must be as they were where the words moved farther
_SAME: Final = 0.5  # of two spans, what they share must be so much of what they cover, to be of the same mention


@dataclass(frozen=True, slots=True)
class Target:
    """The work that a person says is meant.

    Attributes:
        work: The path of its IRI below the base.
        type: Its type, as far as it is known; likewise number, date (ISO), issuer, and the name where it has no number.
    """

    work: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person said of a reference, or of a field of a document.

    Attributes:
        id: Names it in the collection.
        file: Path under which the file was ingested.
        kind: What was said.
        start: First code point of its words in the text as it then was; ``end`` is the one after the last.
        end: See ``start``.
        quote: The words.
        before: What stood before them, at most :data:`AROUND` code points; ``after`` likewise.
        after: See ``before``.
        author: Who said it.
        time: When, ISO 8601 in UTC.
        field: The field; of a reference, ``None``.
        value: The right value of the field.
        relation: Name of the relation that the reference states.
        target: The work that the reference means.
        note: Why, in the author's words.
    """

    id: str
    file: str
    kind: Kind
    start: int
    end: int
    quote: str
    before: str
    after: str
    author: str
    time: str
    field: Field | None = None
    value: str | None = None
    relation: str | None = None
    target: Target | None = None
    note: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain dictionaries, ready for ``json.dump``; the inverse of :func:`correction_from_json`."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A correction on a text: where its words stand now, and of which node of the text layer it speaks.

    Attributes:
        correction: What was said.
        span: Its words; ``None`` if they are gone.
        node: Fragment of the mention (``m12``), document (``d1``) or signature (``d1.signature-0``); ``None`` for what
            it adds, and if it is lost.
        document: Id of the document in which the words stand.
    """

    correction: Correction
    span: Span | None = None
    node: str | None = None
    document: str | None = None

    @property
    def lost(self) -> bool:
        """Whether there is nothing left of which it could speak."""
        return self.span is None

    @property
    def adds(self) -> bool:
        """Whether it adds a mention, or a signer, that extraction does not find."""
        return self.node is None and not self.lost


def correction_from_json(data: Mapping[str, Any]) -> Correction:
    """Reads back what :meth:`Correction.to_json` gave."""
    target = data.get("target")
    return Correction(**{**data, "target": Target(**target) if target else None})


def around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after words."""
    return text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]


def place(correction: Correction, text: str) -> Span | None:
    """Where the words of a correction stand in a text, whatever its white space; ``None`` if they are gone.

    Of several places, the one whose surroundings agree most, then the one nearest to the old place.
    """
    found: list[tuple[int, int, Span]] = []
    for span in _occurrences(correction.quote, text):
        before, after = around(text, span)
        agreeing = _agreeing(before[::-1], correction.before[::-1]) + _agreeing(after, correction.after)
        moved = abs(span.start - correction.start)
        if moved <= _NEAR or agreeing >= _AGREEING:
            found.append((agreeing, -moved, span))
    return max(found)[2] if found else None


def _occurrences(quote: str, text: str) -> Iterator[Span]:
    words = quote.split()
    if words:
        for match in re.finditer(r"\s+".join(map(re.escape, words)), text):
            yield Span(*match.span())


def _agreeing(one: str, other: str) -> int:
    """How many code points two strings have in common at their beginnings."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def same(wanted: Span, spans: Mapping[str, Span]) -> str | None:
    """The name of the span that covers about the same words; ``None`` if none does."""
    best = max(spans, key=lambda name: (_shared(wanted, spans[name]), name), default=None)
    return best if best is not None and _shared(wanted, spans[best]) >= _SAME else None


def _shared(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return max(0, common) / (max(one.end, other.end) - min(one.start, other.start) or 1)


def mention_spans(extraction: Extraction) -> dict[str, Span]:
    """The words of each mention of an instrument, by the fragment of its node."""
    return {f"m{index}": reference.span for index, reference in enumerate(extraction.references)}


def signature_spans(document: Document) -> dict[str, Span]:
    """The words of each signer of a document, by the fragment of the node of the signature."""
    signers = enumerate(document.signers)
    return {f"{document.id}.signature-{index}": signer.span for index, signer in signers if signer.span}


def document_at(extraction: Extraction, start: int) -> Document | None:
    """The document in which a code point stands."""
    return next((one for one in extraction.documents if one.span.start <= start < one.span.end), None)


def anchored(corrections: Iterable[Correction], text: str, extraction: Extraction) -> tuple[Anchored, ...]:
    """Corrections of one file, the earliest first, on its text and the facts that were extracted from it."""
    ordered = sorted(corrections, key=lambda one: (one.time, one.id))
    return tuple(_anchored(one, text, extraction) for one in ordered)


def _anchored(correction: Correction, text: str, extraction: Extraction) -> Anchored:
    span = place(correction, text)
    document = document_at(extraction, span.start) if span else None
    if span is None or document is None:
        return Anchored(correction)
    node: str | None = document.id
    if correction.field in (None, "signer"):
        spans = signature_spans(document) if correction.field else mention_spans(extraction)
        node = same(span, spans)
        if node is None and correction.kind != "add":
            return Anchored(correction)
    return Anchored(correction, span, node, document.id)


def target_of(words: str, document: Document | None) -> Target | None:
    """The work that words name, such as "Chỉ thị số 19/CT-TTg ngày 16/7/2021"; ``None`` if they name none.

    Args:
        words: A reference as a document prints it.
        document: The one around them, whose territory is that of a number without one.
    """
    reference = next(iter(extract_mentions(words).references), None)
    if reference is None:
        return None
    issuer = document.resolved("issuer") if document else None
    date = reference.date if reference.date and len(reference.date) == len("2021-01-30") else None
    found = claim(
        Description(
            key="",
            source="",
            type=reference.type,
            number=reference.inferred.get("number") or reference.number,
            date=date,
            issuer=reference.issuer,
            name=reference.name,
            place=jurisdiction(issuer) if issuer else None,
            year=reference.date if reference.date and len(reference.date) == len("2021") else None,
        )
    )
    if found is None:
        return None
    named = (reference.type, reference.number, date, reference.issuer, reference.name)
    return Target(path_of(found.work), *named)


def path_of(work: WorkParts) -> str:
    """The path of the IRI of a work below the base."""
    return work_iri(work, "")
