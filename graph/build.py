"""From the facts of one file to its text layer: what this text says, with the place of every word.

Nothing here depends on another file. Nodes are fragments of the source's IRI (``#d1``, ``#m12``), never blank, so that
the same file gives the same graph. Which works the mentions mean is for :mod:`graph.links` to say.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SDO, XSD
from rdflib.term import Node

from ingest.facts import AgencyMention, Campaign, DateMention, Document, Extraction, Reference, Span, Stamp
from ontology.iris import agency_iri, campaign_iri, source_iri
from ontology.terms import ELI, LANGUAGE, OA, RELATION, VND, new_graph

_HEADER = ("type", "number", "date", "place", "issuer", "subject")
_DAY = len("2021-01-30")
_YEAR = len("2021")


class _Layer:
    """The graph under construction with what every statement of it needs."""

    def __init__(self, source: str, base: str, text: str) -> None:
        self.graph: Graph = new_graph()
        self.source = URIRef(source)
        self.base = base
        self.text = text

    def node(self, local: str) -> URIRef:
        return URIRef(f"{self.source}#{local}")

    def say(self, subject: Node, statements: Iterable[tuple[URIRef, Node | None]]) -> None:
        """Add the statements that have an object."""
        for predicate, value in statements:
            if value is not None:
                self.graph.add((subject, predicate, value))

    def place(self, annotation: URIRef, span: Span, quote: str) -> None:
        """Make ``annotation`` an ``oa:Annotation`` of these words of the source, by position and by quotation."""
        target, position = URIRef(f"{annotation}.target"), URIRef(f"{annotation}.position")
        self.say(annotation, [(RDF.type, OA.Annotation), (OA.hasTarget, target)])
        self.say(target, [(RDF.type, OA.SpecificResource), (OA.hasSource, self.source), (OA.hasSelector, position)])
        self.say(
            position,
            [
                (RDF.type, OA.TextPositionSelector),
                (OA.start, Literal(span.start)),
                (OA.end, Literal(span.end)),
            ],
        )
        if quote:
            words = URIRef(f"{annotation}.quote")
            self.say(target, [(OA.hasSelector, words)])
            self.say(words, [(RDF.type, OA.TextQuoteSelector), (OA.exact, Literal(quote))])

    def header(self, document: URIRef, field: str, span: Span) -> URIRef:
        """Say where a header field of ``document`` is printed."""
        evidence = URIRef(f"{document}.{field}")
        self.say(
            evidence,
            [(RDF.type, VND.HeaderEvidence), (VND.inDocument, document), (VND.field, Literal(field.split("-")[0]))],
        )
        self.place(evidence, span, self.text[span.start : span.end])
        return evidence


def _text(value: str | None) -> Literal | None:
    return Literal(value) if value else None


def _date(value: str | None) -> Literal | None:
    return Literal(value, datatype=XSD.date, normalize=False) if value and len(value) == _DAY else None


def _year(value: str | None) -> Literal | None:
    return Literal(value, datatype=XSD.gYear, normalize=False) if value and len(value) == _YEAR else None


def _true(value: bool) -> Literal | None:
    return Literal("true", datatype=XSD.boolean) if value else None


def _typed(field: str, value: str | None) -> Literal | None:
    return _date(value) if field == "date" else _text(value)


def _document(layer: _Layer, document: Document) -> None:
    node = layer.node(document.id)
    layer.say(
        node,
        [
            (RDF.type, ELI.LegalExpression),
            (ELI.language, LANGUAGE.VIE),
            (ELI.title, _text(document.resolved("subject"))),
            (ELI.first_date_entry_in_force, _date(document.effective)),
            (ELI.date_no_longer_in_force, _date(document.expires)),
            *((VND[f"printed{field.capitalize()}"], _typed(field, getattr(document, field))) for field in _HEADER),
            *((VND.recipient, Literal(line)) for line in document.recipients),
        ],
    )
    # A format embodies one expression (eli:embodies is functional), a file may hold several documents.
    layer.say(
        URIRef(f"{node}.format"),
        [(RDF.type, ELI.Format), (ELI.embodies, node), (ELI.is_exemplified_by, layer.source)],
    )
    layer.place(node, document.span, "")
    for field, span in document.where.items():
        layer.header(node, field, span)
    for index, (line, span) in enumerate(zip(document.recipients, document.recipient_spans, strict=False)):
        layer.say(layer.header(node, f"recipient-{index}", span), [(VND.fieldValue, Literal(line))])
    for index, stamp in enumerate(document.stamps):
        _stamp(layer, URIRef(f"{node}.stamp-{index}"), node, stamp)
    for field, value in document.inferred.items():
        inferred = URIRef(f"{node}.inferred-{field}")
        layer.say(node, [(VND[f"inferred{field.capitalize()}"], _typed(field, value))])
        layer.say(
            inferred,
            [
                (RDF.type, VND.InferredValue),
                (VND.inDocument, node),
                (VND.field, Literal(field)),
                (RDF.value, Literal(value)),
                (VND.reason, _text(document.reasons.get(field))),
            ],
        )
    for index, signer in enumerate(document.signers):
        signature, person = URIRef(f"{node}.signature-{index}"), URIRef(f"{node}.signer-{index}")
        layer.say(node, [(PROV.qualifiedAttribution, signature)])
        layer.say(
            signature,
            [(RDF.type, PROV.Attribution), (PROV.agent, person), (VND.capacity, _text(signer.capacity))],
        )
        layer.say(
            person,
            [(RDF.type, PROV.Person), (SDO.name, Literal(signer.name)), (SDO.jobTitle, _text(signer.position))],
        )
        if signer.span:
            layer.say(signature, [(VND.evidence, layer.header(node, f"signer-{index}", signer.span))])


def _stamp(layer: _Layer, node: URIRef, document: URIRef, stamp: Stamp) -> None:
    layer.say(
        node,
        [
            (RDF.type, VND.Stamp),
            (VND.inDocument, document),
            (VND.stampKind, Literal(stamp.kind)),
            (VND.printedNumber, _text(stamp.number)),
            (VND.printedDate, _date(stamp.date)),
        ],
    )
    layer.place(node, stamp.span, layer.text[stamp.span.start : stamp.span.end])


def _reference(layer: _Layer, index: int, reference: Reference) -> None:
    node = layer.node(f"m{index}")
    layer.say(
        node,
        [
            (RDF.type, VND.InstrumentMention),
            (VND.inDocument, layer.node(reference.document)),
            (VND.printedType, _text(reference.type)),
            (VND.printedNumber, _text(reference.number)),
            (VND.printedDate, _date(reference.date)),
            (VND.printedYear, _year(reference.date)),
            (VND.printedIssuer, _text(reference.issuer)),
            (VND.printedName, _text(reference.name)),
            (VND.printedTitle, _text(reference.title)),
            (VND.pinpoint, _text("; ".join(reference.pinpoint))),
            (VND.statedRelation, RELATION[reference.relation]),
            (VND.narrowerRelation, RELATION[reference.narrower] if reference.narrower else None),
            (VND.subjectMention, layer.node(f"m{reference.source}") if reference.source is not None else None),
            (VND.selfReference, _true(reference.self)),
            (VND.planned, _true(reference.planned)),
            (VND.anaphoric, _true(reference.anaphor)),
            (VND.antecedent, _text(reference.target)),
            (VND.rule, _text(reference.rule)),
            *((VND.repair, Literal(repair)) for repair in reference.repairs),
            *((VND[f"inferred{k.capitalize()}"], _typed(k, v)) for k, v in reference.inferred.items()),
        ],
    )
    layer.place(node, reference.span, reference.text)


def _campaign(layer: _Layer, index: int, campaign: Campaign) -> None:
    node, document = layer.node(f"c{index}"), layer.node(campaign.document)
    entity = URIRef(campaign_iri(campaign.name, layer.base))
    layer.say(
        node,
        [
            (RDF.type, VND.CampaignMention),
            (VND.inDocument, document),
            (OA.hasBody, entity),
            (VND.printedName, Literal(campaign.name)),
            (VND.campaignKind, Literal(campaign.kind)),
        ],
    )
    layer.say(
        entity,
        [
            (VND.theme, _text(campaign.theme)),
            (SDO.startDate, _text(campaign.start)),
            (SDO.endDate, _text(campaign.end)),
        ],
    )
    if campaign.launched:
        layer.say(document, [(VND.launches, entity)])
    layer.place(node, campaign.span, campaign.text)


def _agency(layer: _Layer, index: int, agency: AgencyMention) -> None:
    node = layer.node(f"a{index}")
    entity = URIRef(agency_iri(agency.name, layer.base))
    layer.say(
        node,
        [
            (RDF.type, VND.AgencyMention),
            (VND.inDocument, layer.node(agency.document)),
            (OA.hasBody, entity),
            (VND.printedName, Literal(agency.name)),
        ],
    )
    layer.place(node, agency.span, agency.text)


def _date_mention(layer: _Layer, index: int, date: DateMention) -> None:
    node = layer.node(f"t{index}")
    layer.say(
        node,
        [
            (RDF.type, VND.DateMention),
            (VND.inDocument, layer.node(date.document)),
            (RDF.value, Literal(date.value)),
        ],
    )
    layer.place(node, date.span, date.text)


def text_graph(extraction: Extraction, source: str, digest: str, base: str, text: str = "") -> Graph:
    """The text layer of one file.

    Args:
        extraction: its facts; offsets are code points of the file's text.
        source: the path under which the file was ingested.
        digest: SHA-256 of its content, hexadecimal.
        base: where IRIs begin, with a final slash.
        text: the file's text; gives the header fields their quotations beside their positions.

    Returns:
        The graph for the name :func:`ontology.iris.text_graph_iri` gives.
    """
    layer = _Layer(source_iri(source, base), base, text)
    layer.say(
        layer.source,
        [(RDF.type, SDO.MediaObject), (DCTERMS.identifier, Literal(source)), (SDO.sha256, Literal(digest))],
    )
    for document in extraction.documents:
        _document(layer, document)
    for index, reference in enumerate(extraction.references):
        _reference(layer, index, reference)
    for index, link in enumerate(extraction.links):
        layer.say(
            layer.node(f"l{index}"),
            [
                (RDF.type, VND.StatedLink),
                (VND.subjectMention, layer.node(f"m{link.subject}")),
                (VND.statedRelation, RELATION[link.relation]),
                (VND.narrowerRelation, RELATION[link.narrower] if link.narrower else None),
                (VND.objectMention, layer.node(f"m{link.object}")),
            ],
        )
    for index, campaign in enumerate(extraction.campaigns):
        _campaign(layer, index, campaign)
    for index, agency in enumerate(extraction.agencies):
        _agency(layer, index, agency)
    for index, date in enumerate(extraction.dates):
        _date_mention(layer, index, date)
    return layer.graph
