"""Mentions of agencies and of dates."""

from __future__ import annotations

from graph.ntriples import TYPE, iri, literal
from graph.text_layer.layer import BODY, IN_DOCUMENT, PRINTED_NAME, VALUE, Layer
from ingest.facts import AgencyMention, DateMention
from ontology.iris import agency_iri
from ontology.terms import VND

_AGENCY, _DATE = iri(VND.AgencyMention), iri(VND.DateMention)


def write_agency(layer: Layer, index: int, agency: AgencyMention) -> None:
    """Write a mention of an agency."""
    node = layer.node(f"a{index}")
    layer.say(
        node,
        [
            (TYPE, _AGENCY),
            (IN_DOCUMENT, layer.node(agency.document)),
            (BODY, iri(agency_iri(agency.name, layer.base))),
            (PRINTED_NAME, literal(agency.name)),
        ],
    )
    layer.place(node, agency.span, agency.text)


def write_date(layer: Layer, index: int, date: DateMention) -> None:
    """Write a mention of a date or period."""
    node = layer.node(f"t{index}")
    layer.say(node, [(TYPE, _DATE), (IN_DOCUMENT, layer.node(date.document)), (VALUE, literal(date.value))])
    layer.place(node, date.span, date.text)
