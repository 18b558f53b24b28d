"""Every term of ELI and of our own keeps to its domain, its range and its number of values on a graph of real form."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, TIME, XSD
from rdflib.term import Node

from graph.stores import Store
from graph.validate import whole_graph
from ontology.jsonld import context
from ontology.tables import read_table
from ontology.terms import ELI, LANGUAGE, OA, PREFIXES, VND_SOURCE, new_graph

ROOT = Path(__file__).resolve().parent.parent.parent
VOCABULARY = Graph().parse(data=VND_SOURCE)
TABLE = {ELI[row["term"]]: row for row in read_table("eli-1.5.csv")}
MEMBERS = {str(LANGUAGE): ELI.Language}  # ELI defines the class as the concepts of this list of the EU
SCHEMES = Graph()
for _scheme in (ROOT / "ontology/schemes").glob("*.ttl"):
    SCHEMES.parse(_scheme)


def _above() -> Graph:
    graph = Graph()
    graph += VOCABULARY.triples((None, RDFS.subClassOf, None))
    for term, row in TABLE.items():
        for broader in row["under"].split() if row["kind"] == "class" else ():
            graph.add((term, RDFS.subClassOf, ELI[broader]))
    for narrower, wider in ((TIME.Instant, TIME.TemporalEntity), (TIME.ProperInterval, TIME.TemporalEntity)):
        graph.add((narrower, RDFS.subClassOf, wider))
    return graph


ABOVE = _above()


def _reach() -> Iterator[tuple[Node, URIRef, Node]]:
    """Property, ``rdfs:domain`` or ``rdfs:range``, and the class or datatype."""
    for end in (RDFS.domain, RDFS.range):
        yield from ((term, end, of) for term, of in VOCABULARY.subject_objects(end))
    for term, row in TABLE.items():
        for name in row["domain"].split():
            yield term, RDFS.domain, ELI[name]
        for name in row["range"].split():
            yield term, RDFS.range, XSD[name.removeprefix("xsd:")] if name.startswith("xsd:") else ELI[name]


REACH = list(_reach())


def classes(graph: Graph, node: Node) -> set[Node]:
    if isinstance(node, Literal):
        return {node.datatype or (RDF.langString if node.language else XSD.string)}
    stated = set(graph.objects(node, RDF.type)) | {of for base, of in MEMBERS.items() if str(node).startswith(base)}
    return {broader for of in stated for broader in ABOVE.transitive_objects(of, RDFS.subClassOf)}


def misplaced(graph: Graph) -> dict[tuple[Node, URIRef], int]:
    """How often each property stands outside its domain or range."""
    return Counter(
        (term, end)
        for term, end, of in REACH
        for subject, value in graph.subject_objects(term)
        if of not in classes(graph, subject if end == RDFS.domain else value)
    )


def several(graph: Graph) -> set[Node]:
    """Functional properties of ELI that some subject has several times."""
    return {
        term
        for term, row in TABLE.items()
        if row["functional"] and any(n > 1 for n in Counter(graph.subjects(term)).values())
    }


@pytest.fixture(scope="module")
def graph(sample_graph: Graph) -> Graph:
    return sample_graph + SCHEMES


def test_the_samples_use_every_term_where_it_belongs(graph: Graph) -> None:
    assert len(set(graph.predicates()) & TABLE.keys()) > 10
    assert misplaced(graph) == {}
    assert several(graph) == set()


def test_the_seeds_use_every_term_where_it_belongs(linked_seeds: Store) -> None:
    graph = whole_graph(linked_seeds) + SCHEMES
    assert misplaced(graph) == {}
    assert several(graph) == set()


@pytest.mark.parametrize(
    ("turtle", "wrong"),
    [
        ("<x:w> a eli:LegalResource ; eli:title 'a' .", {(ELI.title, RDFS.domain)}),
        ("<x:d> a eli:LegalExpression ; eli:realizes <x:e> .", {(ELI.realizes, RDFS.range)}),
        ("<x:w> a eli:LegalResourceSubdivision ; eli:date_document '2021-01-30'^^xsd:date .", set()),
        ("<x:w> a eli:LegalResource ; eli:date_document '2021' .", {(ELI.date_document, RDFS.range)}),
        ("<x:w> a eli:LegalResource ; eli:passed_by <x:a> . <x:a> a org:Organization .", {(ELI.passed_by, RDFS.range)}),
    ],
)
def test_what_counts_as_misplaced(turtle: str, wrong: set[tuple[URIRef, URIRef]]) -> None:
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    assert misplaced(Graph().parse(data=head + turtle)).keys() == wrong


def test_two_documents_in_one_format_are_seen() -> None:
    graph = Graph()
    graph.add((URIRef("x:f"), ELI.embodies, URIRef("x:1")))
    graph.add((URIRef("x:f"), ELI.embodies, URIRef("x:2")))
    assert several(graph) == {ELI.embodies}


def test_the_context_names_every_property_in_use(graph: Graph) -> None:
    names: Mapping[str, object] = context()["@context"]
    terms = {entry["@id"] if isinstance(entry, dict) else entry for entry in names.values()}
    own = {p for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for p in VOCABULARY.subjects(RDF.type, kind)}
    prefixes = new_graph().namespace_manager
    framed = {RDF.type, RDF.first, RDF.rest}  # JSON-LD has a form of its own for types and lists
    assert {p.n3(prefixes) for p in {*graph.predicates(), *own} - framed} - terms == set()


def test_concepts_and_places_are_typed(graph: Graph) -> None:
    assert SKOS.Concept in set(graph.objects(None, RDF.type))
    assert all(OA.Annotation in set(graph.objects(node, RDF.type)) for node in graph.subjects(OA.hasTarget))
