"""No term is invented: each is in the list of its own namespace, and all of ours are explained and placed."""

import csv
import re
from collections.abc import Container, Iterator
from itertools import chain
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD

from ontology import terms
from ontology.tables import read_table
from ontology.terms import ELI, ELI_DL, OA, PREFIXES, VND

ROOT = Path(__file__).resolve().parent.parent.parent
VOCABULARY = Graph().parse(data=terms.VND_SOURCE)
SCHEMES = Graph()
for _scheme in (ROOT / "ontology/schemes").glob("*.ttl"):
    SCHEMES.parse(_scheme)
OWN = sorted(set(VOCABULARY.subjects(RDFS.label)) - {URIRef(str(VND)[:-1])})
CONCEPTS = {*SCHEMES.subjects(SKOS.notation), *SCHEMES.subjects(RDF.type, SKOS.OrderedCollection)}
CLOSED: dict[str, Container[URIRef]] = {
    "dcterms": DCTERMS, "eli": ELI, "eli-dl": ELI_DL, "oa": OA, "org": ORG, "owl": OWL, "prov": PROV, "rdf": RDF,
    "rdfs": RDFS, "schema": SDO, "sh": SH, "skos": SKOS, "time": TIME, "vnd": VND, "xsd": XSD,
    **dict.fromkeys(("kind", "relation", "resolution", "type", "validity"), CONCEPTS),
}  # fmt: skip
NAMESPACES = PREFIXES | {"sh": str(SH), "time": str(TIME)}
NAMED = re.compile(rf"(?<![\w:@.<-])({'|'.join(sorted(NAMESPACES, key=len, reverse=True))}):([A-Za-z][\w-]*)")
IN_CODE = re.compile(r"\b(DCTERMS|ELI|OA|ORG|PROV|RDFS?|SDO|SKOS|TIME|VND)\.([A-Za-z]\w*)")
CODE_PREFIX = {"SDO": "schema"}
SUFFIXES = {".py", ".rq", ".toml", ".md", ".jsonld", ".csv", ".html"}
FILES = [
    path
    for folder in ("ontology", "graph", "search_api", "docs", "notebooks")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in SUFFIXES and "node_modules" not in path.parts
] + [*ROOT.glob("README*.md")]
TURTLE = sorted((ROOT / "ontology").rglob("*.ttl"))


def known(prefix: str, name: str) -> bool:
    return URIRef(NAMESPACES[prefix] + name) in CLOSED[prefix]


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "vocabularies" / "eli-terms.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["term"].removeprefix("eli:"): row for row in csv.DictReader(lines, delimiter="\t")}


def test_eli_is_closed_by_exactly_the_published_terms(published: dict[str, dict[str, str]]) -> None:
    listed = {row["term"] for row in read_table("eli-1.5.csv") if row["kind"] != "value"}
    assert listed == set(published)


def test_domains_ranges_and_hierarchy_of_eli_are_the_published_ones(published: dict[str, dict[str, str]]) -> None:
    for row in read_table("eli-1.5.csv"):
        if row["kind"] != "value":
            of = published[row["term"]]
            said = {part.strip().removeprefix("eli:") for part in of["domain or superclass"].split(",")} - {""}
            ours = row["under" if row["kind"] == "class" else "domain"]
            assert {part for part in said if ":" not in part} == set(ours.split())
            assert of["range"].removeprefix("eli:").replace("Literal", "") == row["range"]


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: path.name)
def test_every_term_in_the_turtle_is_in_its_namespace(path: Path) -> None:
    used = {node for node in chain.from_iterable(Graph().parse(path)) if isinstance(node, URIRef)}
    for prefix, namespace in NAMESPACES.items():
        unknown = {n for n in used if n.startswith(namespace) and len(n) > len(namespace) and n not in CLOSED[prefix]}
        assert not unknown


def _used() -> Iterator[tuple[str, str, str]]:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        for prefix, name in NAMED.findall(text):
            yield path.name, prefix, name
        for name_in_code, name in IN_CODE.findall(text) if path.suffix == ".py" else ():
            yield path.name, CODE_PREFIX.get(name_in_code, name_in_code.lower()), name


def test_every_term_in_code_queries_and_pages_is_in_its_namespace() -> None:
    used = list(_used())
    assert {"eli", "vnd", "oa", "prov", "skos", "schema", "org"} <= {prefix for _, prefix, _ in used}
    assert [use for use in used if not known(*use[1:])] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("?w eli:replaces ?o", [("eli", "replaces")]),
        ("eli:type_document/skos:preferredLabel", [("eli", "type_document"), ("skos", "preferredLabel")]),
        ("http://www.w3.org/ns/org#x", []),
        ("relation: str", []),
    ],
)
def test_how_terms_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert NAMED.findall(text) == found


@pytest.mark.parametrize(
    ("prefix", "name"),
    [("eli", "replaces"), ("vnd", "nonsense"), ("org", "kind"), ("oa", "quote"), ("schema", "endsAt"), ("type", "zz")],
)
def test_an_invented_term_is_not_known(prefix: str, name: str) -> None:
    assert not known(prefix, name)


def test_an_invented_term_fails_in_code() -> None:
    for namespace in (ELI, VND, OA):
        with pytest.raises(AttributeError):
            _ = namespace.nonsense


@pytest.mark.parametrize("term", OWN)
def test_own_terms_are_explained_in_both_languages(term: URIRef) -> None:
    assert VOCABULARY.value(term, RDF.type) in {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    for predicate in (RDFS.label, SKOS.definition):
        assert sorted(o.language for o in VOCABULARY.objects(term, predicate)) == ["en", "vi"]


@pytest.mark.parametrize("term", OWN)
def test_own_terms_stand_under_a_standard_one_or_say_why_not(term: URIRef) -> None:
    above = {
        *VOCABULARY.transitive_objects(term, RDFS.subClassOf),
        *VOCABULARY.transitive_objects(term, RDFS.subPropertyOf),
    }
    standard = [a for a in above if a not in VND]
    assert standard or any(VOCABULARY.value(a, SKOS.editorialNote) for a in above)


@pytest.mark.parametrize("term", OWN)
def test_own_properties_reach_what_they_should(term: URIRef) -> None:
    reach = list(VOCABULARY.objects(term, RDFS.range))
    if VOCABULARY.value(term, RDF.type) == OWL.DatatypeProperty:
        assert all(r in XSD or r == RDF.langString for r in reach)
    else:
        assert all(r not in XSD for r in reach)


def test_every_concept_has_its_names_its_notation_and_its_scheme() -> None:
    conforms, _, report = pyshacl.validate(SCHEMES, shacl_graph=Graph().parse(ROOT / "ontology/shapes/schemes.ttl"))
    assert conforms, report


def test_statuses_are_mapped_to_the_three_of_eli() -> None:
    matches = set(SCHEMES.subject_objects(SKOS.exactMatch)) | set(SCHEMES.subject_objects(SKOS.broadMatch))
    found = {str(s).rpartition("/")[2]: str(o).rpartition("-")[2] for s, o in matches if str(o).startswith(str(ELI))}
    assert found == {
        "in-force": "inForce",
        "partly-repealed": "partiallyInForce",
        "repealed": "notInForce",
        "not-yet-in-force": "notInForce",
        "suspended": "notInForce",
    }
