"""Documents: their header fields as printed, and the values that were inferred for them."""

from __future__ import annotations

from typing import Final

from graph.ntriples import TYPE, day, iri, literal, text
from graph.text_layer.layer import EVIDENCE, IN_DOCUMENT, VALUE, Layer, below
from graph.text_layer.people import write_signer
from ingest.facts import Document, Stamp
from ontology.terms import ELI, LANGUAGE, VND

_PRINTED: Final = {
    field: iri(VND[f"printed{field.capitalize()}"])
    for field in ("type", "number", "date", "place", "issuer", "subject")
}
_INFERRED: Final = {
    field: iri(VND[f"inferred{field.capitalize()}"])
    for field in ("type", "number", "date", "issuer", "subject", "copies")
}
_EXPRESSION, _LANGUAGE, _VIETNAMESE, _TITLE, _EFFECTIVE, _EXPIRES = (
    iri(term)
    for term in (
        *(ELI.LegalExpression, ELI.language, LANGUAGE.VIE, ELI.title),
        *(ELI.first_date_entry_in_force, ELI.date_no_longer_in_force),
    )
)
_FORMAT, _EMBODIES, _EXEMPLIFIED = iri(ELI.Format), iri(ELI.embodies), iri(ELI.is_exemplified_by)
_RECIPIENT, _INFERRED_VALUE, _FIELD, _FIELD_VALUE, _REASON = (
    iri(term) for term in (VND.recipient, VND.InferredValue, VND.field, VND.fieldValue, VND.reason)
)
_STAMP, _STAMP_KIND = iri(VND.Stamp), iri(VND.stampKind)


def field_value(field: str, value: str | None) -> str | None:
    """The value of a header field: dates are days, all others strings."""
    return day(value) if field == "date" else text(value)


def write_document(layer: Layer, document: Document) -> None:
    """Write a document of the file."""
    node = layer.node(document.id)
    # A format embodies one expression (eli:embodies is functional), a file may hold several documents.
    layer.say(below(node, "format"), [(TYPE, _FORMAT), (_EMBODIES, node), (_EXEMPLIFIED, layer.source)])
    layer.say(
        node,
        [
            (TYPE, _EXPRESSION),
            (_LANGUAGE, _VIETNAMESE),
            (_TITLE, text(document.resolved("subject"))),
            (_EFFECTIVE, day(document.effective)),
            (_EXPIRES, day(document.expires)),
            *((term, field_value(field, getattr(document, field))) for field, term in _PRINTED.items()),
            *((_RECIPIENT, literal(line)) for line in document.recipients),
        ],
    )
    layer.place(node, document.span, "")
    for field, span in document.where.items():
        layer.header(node, field, span)
    for index, (line, span) in enumerate(zip(document.recipients, document.recipient_spans, strict=False)):
        layer.say(layer.header(node, f"recipient-{index}", span), [(_FIELD_VALUE, literal(line))])
    for index, stamp in enumerate(document.stamps):
        _write_stamp(layer, below(node, f"stamp-{index}"), node, stamp)
    for field in document.inferred:
        _write_inferred(layer, document, node, field)
    for index, signer in enumerate(document.signers):
        write_signer(layer, document, index, signer)


def _write_stamp(layer: Layer, node: str, document: str, stamp: Stamp) -> None:
    layer.say(
        node,
        [
            (TYPE, _STAMP),
            (IN_DOCUMENT, document),
            (_STAMP_KIND, literal(stamp.kind)),
            (_PRINTED["number"], text(stamp.number)),
            (_PRINTED["date"], day(stamp.date)),
        ],
    )
    layer.place(node, stamp.span, layer.words[stamp.span.start : stamp.span.end])


def _write_inferred(layer: Layer, document: Document, node: str, field: str) -> None:
    value, inferred, span = document.inferred[field], below(node, f"inferred-{field}"), document.grounds.get(field)
    layer.say(node, [(_INFERRED[field], field_value(field, value))])
    layer.say(
        inferred,
        [
            (TYPE, _INFERRED_VALUE),
            (IN_DOCUMENT, node),
            (_FIELD, literal(field)),
            (VALUE, literal(value)),
            (_REASON, text(document.reasons.get(field))),
        ],
    )
    if span:
        words = below(inferred, "words")
        layer.say(inferred, [(EVIDENCE, words)])
        layer.place(words, span, layer.words[span.start : span.end])
