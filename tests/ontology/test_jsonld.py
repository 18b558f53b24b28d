from importlib.resources import files

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS, XSD

from ontology.jsonld import as_text, context
from ontology.terms import ELI, PREFIXES, new_graph

CONTEXT = context()["@context"]
EXPANDED = {name: entry if isinstance(entry, dict) else {"@id": entry} for name, entry in CONTEXT.items()}
PROPERTIES = {name: entry for name, entry in EXPANDED.items() if name not in {"@version", "id", "a", *PREFIXES}}
VALUES = {
    None: "a",
    "xsd:date": "2021-01-30",
    "xsd:gYear": "2021",
    "xsd:dateTime": "2021-01-30T08:00:00+00:00",
    "xsd:boolean": "true",
    "xsd:decimal": "0.5",
    "xsd:integer": "3",
}


def iri(term: str) -> URIRef:
    prefix, _, name = term.partition(":")
    return URIRef(PREFIXES[prefix] + name)


def example(entry: dict[str, str]) -> URIRef | Literal:
    of_type = entry.get("@type")
    if of_type == "@id":
        return URIRef("https://x.example/b")
    return Literal(VALUES[of_type], lang=entry.get("@language"), datatype=iri(of_type) if of_type else None)


def test_the_committed_context_is_what_the_vocabulary_gives() -> None:
    assert files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8") == as_text()


def test_prefixes_are_those_of_the_code() -> None:
    assert PREFIXES.items() <= CONTEXT.items()


def test_no_term_has_two_names() -> None:
    named = [entry["@id"] for entry in PROPERTIES.values()]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_term_survives_json_ld_under_its_name(name: str) -> None:
    graph = new_graph()
    graph.add((URIRef("https://x.example/a"), iri(PROPERTIES[name]["@id"]), example(PROPERTIES[name])))
    written = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    assert f'"{name}": ' in written
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)


def test_values_of_another_type_or_language_survive_too() -> None:
    graph = new_graph()
    work = URIRef("https://x.example/a")
    graph.add((work, RDFS.label, Literal("Directive", lang="en")))
    graph.add((work, ELI.date_document, Literal("2021", datatype=XSD.gYear)))
    graph.add((work, ELI.amends, BNode("b")))
    written = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)
