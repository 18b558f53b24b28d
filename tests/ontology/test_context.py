import json
from importlib.resources import files

from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS

from ontology.terms import ELI, PREFIXES, VND, new_graph

CONTEXT = json.loads(files("ontology").joinpath("context.jsonld").read_text(encoding="utf-8"))["@context"]


def test_prefixes_are_those_of_the_code() -> None:
    prefixes = {key: value for key, value in CONTEXT.items() if isinstance(value, str) and value.startswith("http")}
    assert prefixes.items() <= PREFIXES.items()


def test_mapped_terms_exist() -> None:
    mapped = [v["@id"] if isinstance(v, dict) else v for k, v in CONTEXT.items() if k not in PREFIXES and k[0] != "@"]
    closed = {"eli": ELI, "vnd": VND}
    for prefix, _, term in (name.partition(":") for name in mapped if ":" in name):
        assert prefix in PREFIXES
        assert prefix not in closed or closed[prefix][term]


def test_a_graph_survives_json_ld() -> None:
    graph = new_graph()
    graph.add((URIRef("https://x.example/a"), ELI.amends, URIRef("https://x.example/b")))
    graph.add((URIRef("https://x.example/a"), RDFS.label, Literal("Chỉ thị", lang="vi")))
    written = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    assert '"amends": "https://x.example/b"' in written
    assert isomorphic(Graph().parse(data=written, format="json-ld"), graph)
