"""The corrections of one file as a graph: what was said, by whom and when, of which words; and the mentions it adds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib.namespace import PROV, RDFS, SDO, XSD

from graph.corrections import Anchored, Target
from graph.ntriples import TRUE, TYPE, day, iri, literal, text
from graph.text_layer.layer import IN_DOCUMENT, PRINTED_NAME, Layer, below
from ontology.terms import RELATION, VND

_CORRECTION, _KIND, _CORRECTS, _FIELD, _VALUE, _RELATION, _WORK, _LOST, _BY, _MENTION = (
    iri(term)
    for term in (
        *(VND.Correction, VND.correctionKind, VND.corrects, VND.field, VND.correctedValue, VND.statedRelation),
        *(VND.work, VND.anchorLost, VND.correction, VND.InstrumentMention),
    )
)
_TYPE, _NUMBER, _DATE, _ISSUER = (
    iri(term) for term in (VND.printedType, VND.printedNumber, VND.printedDate, VND.printedIssuer)
)
_ATTRIBUTED, _TIME, _AGENT, _NAME, _NOTE = (
    iri(term) for term in (PROV.wasAttributedTo, PROV.generatedAtTime, PROV.Agent, SDO.name, RDFS.comment)
)
ADDED: Final = "added-"
"""What the fragment of a mention begins with that a person added; the id of the correction follows."""


def corrections_layer(corrections: Iterable[Anchored], source: str, base: str, words: str) -> bytes:
    """The corrections of one file as N-Triples, for the name :func:`ontology.iris.corrections_graph_iri` gives.

    Args:
        corrections: those of the file, on its text.
        source: the path under which the file was ingested.
        base: where IRIs begin, with a final slash.
        words: the file's text.
    """
    layer = Layer(source, base, words)
    for one in corrections:
        _write(layer, one)
        if one.adds and one.correction.field is None:
            _write_mention(layer, one)
    return bytes(layer)


def _write(layer: Layer, one: Anchored) -> None:
    said = one.correction
    node = layer.node(f"correction-{said.id}")
    author = below(node, "author")
    layer.say(author, [(TYPE, _AGENT), (_NAME, literal(said.author))])
    layer.say(
        node,
        [
            (TYPE, _CORRECTION),
            (_KIND, literal(said.kind)),
            (_CORRECTS, layer.node(one.node) if one.node else None),
            (IN_DOCUMENT, layer.node(one.document) if one.document else None),
            (_FIELD, text(said.field)),
            (_VALUE, text(said.value)),
            (_RELATION, iri(RELATION[said.relation]) if said.relation else None),
            *_target(layer, said.target),
            (_ATTRIBUTED, author),
            (_TIME, f'"{said.time}"^^<{XSD.dateTime}>'),
            (_NOTE, text(said.note)),
            (_LOST, TRUE if one.lost else None),
        ],
    )
    if one.span:
        layer.place(node, one.span, layer.words[one.span.start : one.span.end])


def _write_mention(layer: Layer, one: Anchored) -> None:
    said = one.correction
    if one.span is None or one.document is None or said.relation is None:
        return
    node = layer.node(f"{ADDED}{said.id}")
    layer.say(
        node,
        [
            (TYPE, _MENTION),
            (IN_DOCUMENT, layer.node(one.document)),
            (_RELATION, iri(RELATION[said.relation])),
            *_target(layer, said.target),
            (_BY, layer.node(f"correction-{said.id}")),
        ],
    )
    layer.place(node, one.span, layer.words[one.span.start : one.span.end])


def _target(layer: Layer, target: Target | None) -> list[tuple[str, str | None]]:
    if target is None:
        return []
    return [
        (_WORK, iri(layer.base + target.work)),
        (_TYPE, text(target.type)),
        (_NUMBER, text(target.number)),
        (_DATE, day(target.date)),
        (_ISSUER, text(target.issuer)),
        (PRINTED_NAME, text(target.name)),
    ]
