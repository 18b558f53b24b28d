"""From what a person asks to a correction: which words are meant, and whether it can be said of them."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from graph.corrections import (
    FIELDS,
    KINDS,
    Correction,
    Field,
    Kind,
    Target,
    around,
    document_at,
    mention_spans,
    same,
    target_of,
)
from graph.works import describe_work
from ingest.facts import Document, Extraction, Span
from ontology.iris import parse_work_iri
from ontology.relations import relations
from search_api.wording import Language, say

if TYPE_CHECKING:
    from graph.stores import Store

LONGEST: Final = 2_000
"""Code points of any one thing that a person types into a correction."""
_MENTION: Final = re.compile(r"m\d+")


class UnusableCorrectionError(ValueError):
    """What was asked cannot be said; :meth:`told` says why and what to do."""

    def __init__(self, reason: str, **values: object) -> None:
        """Names a sentence of ``[correction.refused]`` in the wording, with its values."""
        super().__init__(reason)
        self.reason, self._values = reason, values

    def told(self, language: Language) -> str:
        """The message."""
        field = self._values.get("field")
        named = {"field": say(f"field.{field}", language)} if field in FIELDS else {}
        return say(f"correction.refused.{self.reason}", language, **{**self._values, **named})


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asks to be corrected.

    Attributes:
        file: Path under which the file was ingested.
        kind: ``confirm``, ``reject`` or ``add``.
        mention: A reference that extraction found, by its fragment (``m12``).
        start: Instead, the first code point of the words; ``end`` is the one after the last.
        end: See ``start``.
        words: Instead, the words themselves, which must stand in the text once.
        document: The document of which ``field`` speaks (``d1``); may be left out where the file has one.
        field: A field of the document, instead of a reference.
        value: The right value of the field; a date in ISO 8601.
        relation: Name of the relation that the reference states.
        target: The work that the reference means: an IRI, or a citation.
        note: Why.
    """

    file: str
    kind: str
    mention: str = ""
    start: int | None = None
    end: int | None = None
    words: str = ""
    document: str = ""
    field: str = ""
    value: str = ""
    relation: str = ""
    target: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _About:
    """A file of which something is said."""

    text: str
    extraction: Extraction
    store: Store
    base: str


def correction_of(asked: Asked, text: str, extraction: Extraction, store: Store, base: str, author: str) -> Correction:
    """The correction that says what was asked.

    Args:
        asked: What a person wants to say.
        text: The text of the file.
        extraction: Its facts, as extracted.
        store: The graph.
        base: Where its IRIs begin.
        author: Who says it.

    Raises:
        UnusableCorrectionError: if it cannot be said of this file.
    """
    if asked.kind not in KINDS:
        raise UnusableCorrectionError("kind", kind=asked.kind, kinds=", ".join(KINDS))
    if max(map(len, (asked.words, asked.value, asked.target, asked.note, author))) > LONGEST:
        raise UnusableCorrectionError("long", limit=LONGEST)
    about = _About(text, extraction, store, base)
    if asked.field:
        span, field, value = _field(asked, about)
        return _made(asked, about, span, author, field=field, value=value)
    span, relation, target = _reference(asked, about)
    return _made(asked, about, span, author, relation=relation, target=target)


def _made(
    asked: Asked,
    about: _About,
    span: Span,
    author: str,
    *,
    field: Field | None = None,
    value: str | None = None,
    relation: str | None = None,
    target: Target | None = None,
) -> Correction:
    before, after = around(about.text, span)
    return Correction(
        id=secrets.token_hex(6),
        file=asked.file,
        kind=_kind(asked.kind),
        start=span.start,
        end=span.end,
        quote=about.text[span.start : span.end],
        before=before,
        after=after,
        author=author,
        time=datetime.now(UTC).isoformat(timespec="microseconds"),
        field=field,
        value=value,
        relation=relation,
        target=target,
        note=_folded(asked.note) or None,
    )


def _kind(name: str) -> Kind:
    return next(kind for kind in KINDS if kind == name)


def _folded(words: str) -> str:
    return " ".join(words.split())


def _reference(asked: Asked, about: _About) -> tuple[Span, str | None, Target | None]:
    span = _words(asked, about)
    mention = same(span, mention_spans(about.extraction))
    if asked.kind != "add" and mention is None:
        raise UnusableCorrectionError("no_mention", words=about.text[span.start : span.end])
    if asked.kind == "add" and mention is not None:
        raise UnusableCorrectionError("known", mention=mention)
    document = document_at(about.extraction, span.start)
    if document is None:
        raise UnusableCorrectionError("no_document")
    if asked.kind == "reject":
        return span, None, None
    if asked.relation and asked.relation not in relations():
        raise UnusableCorrectionError("relation", relation=asked.relation, relations=", ".join(relations()))
    target = _target(asked.target.strip(), document, about) if asked.target.strip() else None
    if asked.kind == "add":
        if not asked.relation:
            raise UnusableCorrectionError("no_relation", relations=", ".join(relations()))
        target = target or _target(about.text[span.start : span.end], document, about)
    return span, asked.relation or None, target


def _words(asked: Asked, about: _About) -> Span:
    if asked.mention:
        span = mention_spans(about.extraction).get(asked.mention) if _MENTION.fullmatch(asked.mention) else None
        if span is None:
            raise UnusableCorrectionError("no_mention", words=asked.mention)
        return span
    if asked.start is not None and asked.end is not None:
        if not 0 <= asked.start < asked.end <= len(about.text) or not about.text[asked.start : asked.end].strip():
            raise UnusableCorrectionError("no_place", start=asked.start, end=asked.end, length=len(about.text))
        return Span(asked.start, asked.end)
    wanted = asked.words.split()
    found = list(re.finditer(r"\s+".join(map(re.escape, wanted)), about.text)) if wanted else []
    if not wanted:
        raise UnusableCorrectionError("no_words")
    if len(found) != 1:
        raise UnusableCorrectionError("not_once", words=asked.words, count=len(found))
    return Span(*found[0].span())


def _target(words: str, document: Document, about: _About) -> Target:
    if parsed := parse_work_iri(words, about.base):
        if parsed[1]:
            raise UnusableCorrectionError("target", target=words)
        known = describe_work(about.store, words)
        named = (known["type"], known["number"], known["date"], known["issuer"])
        return Target(words.removeprefix(about.base), *named, None if known["number"] else known["title"])
    found = target_of(words, document)
    if found is None:
        raise UnusableCorrectionError("target", target=words)
    return found


def _field(asked: Asked, about: _About) -> tuple[Span, Field, str | None]:
    field = next((one for one in FIELDS if one == asked.field), None)
    if field is None:
        raise UnusableCorrectionError("field", field=asked.field, fields=", ".join(FIELDS))
    span, document = _place_of(field, asked, about)
    value = _folded(asked.value)
    now = _now(field, document, span)
    if asked.kind != "add" and now is None:
        raise UnusableCorrectionError("no_value", field=field, document=document.id)
    if asked.kind == "reject":
        return span, field, None
    value = value or (now or "" if asked.kind == "confirm" else "")
    if not value:
        raise UnusableCorrectionError("empty", field=field)
    if field == "date" and not _is_day(value):
        raise UnusableCorrectionError("day", value=value)
    return span, field, value.replace(" ", "") if field == "number" else value


def _place_of(field: Field, asked: Asked, about: _About) -> tuple[Span, Document]:
    """The words of a field, or the first line of its document where it prints none; and the document."""
    if asked.words or asked.start is not None:
        span = _words(asked, about)
        document = document_at(about.extraction, span.start)
        if document is None:
            raise UnusableCorrectionError("no_document")
        return span, document
    documents = about.extraction.documents
    named = [one for one in documents if one.id == asked.document or (not asked.document and len(documents) == 1)]
    if not named:
        raise UnusableCorrectionError("which_document", documents=", ".join(one.id for one in documents))
    document = named[0]
    if field == "signer":
        spans = [signer.span for signer in document.signers if signer.span]
        if len(spans) != 1:
            raise UnusableCorrectionError("which_signer", count=len(spans))
        return spans[0], document
    return document.where.get(field) or _first_line(document, about.text), document


def _first_line(document: Document, text: str) -> Span:
    line = re.compile(r"\S[^\n]*").search(text, *document.span)
    return Span(*line.span()) if line else document.span


def _now(field: Field, document: Document, span: Span) -> str | None:
    """The value of a field as extraction has it."""
    if field == "signer":
        found = (one.name for one in document.signers if one.span and one.span.overlaps(span))
        return next(found, None)
    return document.resolved(field)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
