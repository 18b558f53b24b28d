"""Targets: the figure that an indicator is to reach, with its unit, bounds and period."""

from __future__ import annotations

from rdflib.namespace import SDO

from graph.indicators import indicator_key
from graph.ntriples import TYPE, decimal, iri, literal, text
from graph.text_layer.layer import IN_DOCUMENT, Layer, below
from ingest.facts import Target
from ontology.terms import VND

_TARGET, _INDICATOR, _KEY, _PART_OF, _QUANTITY, _COMPARISON, _CHANGE, _PERIOD = (
    iri(term)
    for term in (
        *(VND.Target, VND.indicator, VND.indicatorKey, VND.partOfIndicator, VND.quantity, VND.comparison),
        *(VND.change, VND.forPeriod),
    )
)
_VALUE_TYPE, _VALUE, _LOW, _HIGH, _UNIT = (
    iri(term) for term in (SDO.QuantitativeValue, SDO.value, SDO.minValue, SDO.maxValue, SDO.unitText)
)


def write_target(layer: Layer, index: int, target: Target) -> None:
    """Write a target."""
    node = layer.node(f"g{index}")
    quantity = below(node, "quantity")
    layer.say(
        node,
        [
            (TYPE, _TARGET),
            (IN_DOCUMENT, layer.node(target.document)),
            (_INDICATOR, literal(target.indicator)),
            (_KEY, literal(indicator_key(target.indicator, target.part_of))),
            (_PART_OF, text(target.part_of)),
            (_QUANTITY, quantity),
            (_COMPARISON, literal(target.comparison)),
            (_CHANGE, text(target.change)),
            (_PERIOD, layer.time(target.period) if target.period else None),
        ],
    )
    layer.say(
        quantity,
        [
            (TYPE, _VALUE_TYPE),
            *(
                (term, None if value is None else decimal(value))
                for term, value in ((_VALUE, target.value), (_LOW, target.low), (_HIGH, target.high))
            ),
            (_UNIT, text(target.unit)),
        ],
    )
    layer.place(node, target.span, target.text)
