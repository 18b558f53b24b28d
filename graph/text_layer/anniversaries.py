"""Mentions of anniversaries: which event, how many years ago, its day and that of the celebration."""

from __future__ import annotations

from graph.ntriples import TYPE, integer, iri, literal, text
from graph.text_layer.layer import BODY, IN_DOCUMENT, PRINTED_NAME, Layer
from ingest.facts import Anniversary, Document
from ontology.commemorations import event_key
from ontology.iris import anniversary_iri
from ontology.terms import VND

_MENTION, _YEARS, _EVENT_DATE, _CELEBRATION = (
    iri(term) for term in (VND.AnniversaryMention, VND.years, VND.eventDate, VND.celebrationDate)
)


def event_of(layer: Layer, anniversary: Anniversary, document: Document) -> str:
    """The IRI of the commemorated event, the same for all documents that name it."""
    key = event_key(anniversary.event, anniversary.first, document.resolved("issuer"))
    return anniversary_iri(key, layer.base)


def write_anniversary(layer: Layer, index: int, anniversary: Anniversary, document: Document) -> None:
    """Write a mention of an anniversary that stands in ``document``."""
    node = layer.node(f"n{index}")
    layer.say(
        node,
        [
            (TYPE, _MENTION),
            (IN_DOCUMENT, layer.node(anniversary.document)),
            (BODY, iri(event_of(layer, anniversary, document))),
            (PRINTED_NAME, literal(anniversary.event)),
            (_YEARS, integer(anniversary.years)),
            (_EVENT_DATE, text(anniversary.first)),
            (_CELEBRATION, text(anniversary.last)),
        ],
    )
    layer.place(node, anniversary.span, anniversary.text)
