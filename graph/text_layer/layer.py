"""The text layer under construction, with the place of every word in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib.namespace import RDF, RDFS, TIME, XSD

from graph.ntriples import TYPE, Lines, decimal, iri, literal, text, vietnamese
from ingest.facts import Span
from ontology.iris import source_iri, time_iri
from ontology.periods import bounds, period_name
from ontology.terms import OA, VND

IN_DOCUMENT: Final = iri(VND.inDocument)
BODY: Final = iri(OA.hasBody)
PRINTED_NAME: Final = iri(VND.printedName)
EVIDENCE: Final = iri(VND.evidence)
RULE: Final = iri(VND.rule)
VALUE: Final = iri(RDF.value)
_CONFIDENCE: Final = iri(VND.confidence)
_FIELD: Final = iri(VND.field)
_HEADER: Final = iri(VND.HeaderEvidence)
_STATEMENT, _SUBJECT, _PREDICATE, _OBJECT = (
    iri(term) for term in (RDF.Statement, RDF.subject, RDF.predicate, RDF.object)
)
_INSTANT, _INTERVAL, _BEGINNING, _END, _XSD_DATE = (
    iri(term) for term in (TIME.Instant, TIME.ProperInterval, TIME.hasBeginning, TIME.hasEnd, TIME.inXSDDate)
)
_LABEL: Final = iri(RDFS.label)

# An oa:Annotation: {0} is its IRI, {1} the IRI of the file, {2} and {3} the offsets.
_PLACE: Final = f"""\
<{{0}}> {TYPE} <{OA.Annotation}> .
<{{0}}> <{OA.hasTarget}> <{{0}}.target> .
<{{0}}.target> {TYPE} <{OA.SpecificResource}> .
<{{0}}.target> <{OA.hasSource}> {{1}} .
<{{0}}.target> <{OA.hasSelector}> <{{0}}.position> .
<{{0}}.position> {TYPE} <{OA.TextPositionSelector}> .
<{{0}}.position> <{OA.start}> "{{2}}"^^<{XSD.integer}> .
<{{0}}.position> <{OA.end}> "{{3}}"^^<{XSD.integer}> ."""
# What it quotes: {1} is the words.
_QUOTE: Final = f"""\
<{{0}}.target> <{OA.hasSelector}> <{{0}}.quote> .
<{{0}}.quote> {TYPE} <{OA.TextQuoteSelector}> .
<{{0}}.quote> <{OA.exact}> {{1}} ."""


class Layer(Lines):
    """The lines of one file's text layer; nodes are IRIs in their written form."""

    def __init__(self, source: str, base: str, words: str) -> None:
        """Start the layer of a file.

        Args:
            source: the path under which the file was ingested.
            base: where IRIs begin.
            words: the file's text, or nothing if it is not at hand.
        """
        super().__init__()
        self._iri = source_iri(source, base)
        self._times: set[str] = set()
        self.source = iri(self._iri)
        self.base = base
        self.words = words

    def node(self, local: str) -> str:
        """The node of a fact: a fragment of the file's IRI ("d1", "m12")."""
        return f"<{self._iri}#{local}>"

    def place(self, annotation: str, span: Span, quote: str) -> None:
        """Make a node an ``oa:Annotation`` of these words of the file, by position and by quotation."""
        self.write(_PLACE.format(annotation[1:-1], self.source, span.start, span.end))
        if quote:
            self.write(_QUOTE.format(annotation[1:-1], literal(quote)))

    def header(self, document: str, field: str, span: Span) -> str:
        """Say where a field of a document is printed; of a field with several places, ``field`` ends in a number."""
        evidence = below(document, field)
        self.say(
            evidence,
            [(TYPE, _HEADER), (IN_DOCUMENT, document), (_FIELD, literal(field.partition("-")[0]))],
        )
        self.place(evidence, span, self.words[span.start : span.end])
        return evidence

    def state(
        self,
        statement: str,
        triple: tuple[str, str, str],
        document: str,
        evidence: Iterable[str],
        rule: str | None = None,
        confidence: float | None = None,
    ) -> None:
        """State a triple about something that is no mention, with the annotations that hold its words."""
        subject, predicate, value = triple
        self.say(subject, [(predicate, value)])
        self.say(
            statement,
            [
                (TYPE, _STATEMENT),
                (_SUBJECT, subject),
                (_PREDICATE, predicate),
                (_OBJECT, value),
                (IN_DOCUMENT, document),
                *((EVIDENCE, words) for words in evidence),
                (RULE, text(rule)),
                (_CONFIDENCE, None if confidence is None else decimal(confidence)),
            ],
        )

    def time(self, value: str) -> str:
        """The node of a day, month, year or period in ISO 8601, described after OWL-Time.

        Raises:
            ValueError: if it is none of them.
        """
        node = iri(time_iri(value, self.base))
        if node not in self._times:
            self._times.add(node)
            first, last = (iri(time_iri(day.isoformat(), self.base)) for day in bounds(value))
            for day, instant in zip(bounds(value), (first, last), strict=True):
                self.say(instant, [(TYPE, _INSTANT), (_XSD_DATE, f'"{day.isoformat()}"^^<{XSD.date}>')])
            self.say(
                node,
                [
                    (TYPE, None if first == last else _INTERVAL),
                    (_BEGINNING, first),
                    (_END, last),
                    (VALUE, literal(value)),
                    (_LABEL, vietnamese(period_name(value))),
                ],
            )
        return node


def below(node: str, part: str) -> str:
    """A node that belongs to another: that of "signer-0" below that of a document."""
    return f"{node[:-1]}.{part}>"
