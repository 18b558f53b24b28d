"""From the facts of one file to its text layer: what this text says, with the place of every word.

Nothing here depends on another file. Nodes are fragments of the source's IRI (``#d1``, ``#m12``), never blank, so that
the same file gives the same graph. Which works the mentions mean is for :mod:`graph.links` to say.
"""

from __future__ import annotations

from rdflib import Graph
from rdflib.namespace import DCTERMS, SDO

from graph.ntriples import TYPE, iri, literal
from graph.text_layer.anniversaries import write_anniversary
from graph.text_layer.campaigns import write_campaign
from graph.text_layer.documents import write_document
from graph.text_layer.instruments import write_link, write_reference
from graph.text_layer.layer import Layer
from graph.text_layer.mentions import write_agency, write_date
from graph.text_layer.targets import write_target
from graph.text_layer.tasks import write_task
from ingest.facts import Extraction
from ontology.terms import new_graph

_FILE, _IDENTIFIER, _DIGEST = iri(SDO.MediaObject), iri(DCTERMS.identifier), iri(SDO.sha256)


def text_layer(extraction: Extraction, source: str, digest: str, base: str, text: str = "") -> bytes:
    """The text layer of one file as N-Triples.

    Args:
        extraction: its facts; offsets are code points of the file's text.
        source: the path under which the file was ingested.
        digest: SHA-256 of its content, hexadecimal.
        base: where IRIs begin, with a final slash.
        text: the file's text; gives the header fields their quotations beside their positions.

    Returns:
        The graph for the name :func:`ontology.iris.text_graph_iri` gives; a triple may stand in it twice.
    """
    layer = Layer(source, base, text)
    layer.say(layer.source, [(TYPE, _FILE), (_IDENTIFIER, literal(source)), (_DIGEST, literal(digest))])
    for document in extraction.documents:
        write_document(layer, document)
    for index, reference in enumerate(extraction.references):
        write_reference(layer, index, reference)
    for index, link in enumerate(extraction.links):
        write_link(layer, index, link)
    for index, agency in enumerate(extraction.agencies):
        write_agency(layer, index, agency)
    for index, date in enumerate(extraction.dates):
        write_date(layer, index, date)
    for index in range(len(extraction.campaigns)):
        write_campaign(layer, index, extraction)
    for index, task in enumerate(extraction.tasks):
        write_task(layer, index, task)
    for index, target in enumerate(extraction.targets):
        write_target(layer, index, target)
    holders = {document.id: document for document in extraction.documents}
    for index, anniversary in enumerate(extraction.anniversaries):
        write_anniversary(layer, index, anniversary, holders[anniversary.document])
    return bytes(layer)


def text_graph(extraction: Extraction, source: str, digest: str, base: str, text: str = "") -> Graph:
    """The text layer of one file as a graph of rdflib, for exchange and checking; see :func:`text_layer`."""
    return new_graph().parse(data=text_layer(extraction, source, digest, base, text), format="nt")
