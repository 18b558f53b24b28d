"""Mentions of instruments with their printed parts, and the relations that sentences state between two of them."""

from __future__ import annotations

from typing import Final

from graph.ntriples import TRUE, TYPE, day, iri, literal, text, year
from graph.text_layer.documents import field_value
from graph.text_layer.layer import IN_DOCUMENT, PRINTED_NAME, RULE, Layer
from ingest.facts import Link, Reference
from ontology.relations import relations
from ontology.terms import RELATION, VND

_MENTION, _TYPE, _NUMBER, _DATE, _ISSUER, _TITLE, _PINPOINT, _RELATION, _SUBJECT, _SELF, _PLANNED, _ANAPHORIC = (
    iri(term)
    for term in (
        *(VND.InstrumentMention, VND.printedType, VND.printedNumber, VND.printedDate, VND.printedIssuer),
        *(VND.printedTitle, VND.pinpoint, VND.statedRelation, VND.subjectMention, VND.selfReference, VND.planned),
        VND.anaphoric,
    )
)
_ANTECEDENT, _REPAIR, _LINK, _OBJECT, _NARROWER, _YEAR = (
    iri(term)
    for term in (
        *(VND.antecedent, VND.repair, VND.StatedLink, VND.objectMention, VND.narrowerRelation, VND.printedYear),
    )
)
_INFERRED: Final = {
    field: iri(VND[f"inferred{field.capitalize()}"]) for field in ("type", "number", "date", "issuer", "subject")
}
_RELATIONS: Final = {name: iri(RELATION[name]) for name in (*relations(), "self")}


def write_reference(layer: Layer, index: int, reference: Reference) -> None:
    """Write a mention of an instrument."""
    node = layer.node(f"m{index}")
    layer.say(
        node,
        [
            (TYPE, _MENTION),
            (IN_DOCUMENT, layer.node(reference.document)),
            (_TYPE, text(reference.type)),
            (_NUMBER, text(reference.number)),
            (_DATE, day(reference.date)),
            (_YEAR, year(reference.date)),
            (_ISSUER, text(reference.issuer)),
            (PRINTED_NAME, text(reference.name)),
            (_TITLE, text(reference.title)),
            (_PINPOINT, text("; ".join(reference.pinpoint))),
            (_RELATION, _RELATIONS[reference.relation]),
            (_NARROWER, _RELATIONS[reference.narrower] if reference.narrower else None),
            (_SUBJECT, layer.node(f"m{reference.source}") if reference.source is not None else None),
            (_SELF, TRUE if reference.self else None),
            (_PLANNED, TRUE if reference.planned else None),
            (_ANAPHORIC, TRUE if reference.anaphor else None),
            (_ANTECEDENT, text(reference.target)),
            (RULE, text(reference.rule)),
            *((_REPAIR, literal(repair)) for repair in reference.repairs),
            *((_INFERRED[field], field_value(field, value)) for field, value in reference.inferred.items()),
        ],
    )
    layer.place(node, reference.span, reference.text)


def write_link(layer: Layer, index: int, link: Link) -> None:
    """Write a relation between two mentions of the file."""
    layer.say(
        layer.node(f"l{index}"),
        [
            (TYPE, _LINK),
            (_SUBJECT, layer.node(f"m{link.subject}")),
            (_RELATION, _RELATIONS[link.relation]),
            (_NARROWER, _RELATIONS[link.narrower] if link.narrower else None),
            (_OBJECT, layer.node(f"m{link.object}")),
        ],
    )
