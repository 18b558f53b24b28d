"""What the profile shows is true of the code: its examples of IRIs, and its smallest conforming description."""

import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import ORG, OWL, RDFS, SKOS

from graph.validate import validate_graph
from ontology.document_types import type_name
from ontology.iris import DEFAULT_BASE, parse_work_iri, subdivision_iri, work_iri
from ontology.terms import ELI, PREFIXES, VND_SOURCE

PROFILE = (Path(__file__).resolve().parent.parent.parent / "docs/eli-profile.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| .+ \| `(eli/[^`]+)` \|$", PROFILE, re.MULTILINE)
TURTLE = re.findall(r"```turtle\n(.+?)```", PROFILE, re.DOTALL)


@pytest.mark.parametrize("path", EXAMPLES)
def test_examples_of_iris(path: str) -> None:
    parsed = parse_work_iri(DEFAULT_BASE + path)
    assert parsed is not None
    parts, below = parsed
    assert type_name(parts.type)
    assert "/".join([work_iri(parts), *below]) == DEFAULT_BASE + path


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 6
    assert subdivision_iri("", ["Điều 4", "khoản 1"]).strip("/") in EXAMPLES[2]


def smallest() -> Graph:
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    return Graph().parse(data=head + "".join(TURTLE), format="turtle")


def test_the_smallest_description_conforms() -> None:
    assert validate_graph(smallest()).findings == ()


@pytest.mark.parametrize("required", [RDFS.label, ELI.type_document, SKOS.prefLabel, ORG.classification])
def test_it_is_the_smallest(required: URIRef) -> None:
    assert validate_graph(smallest().remove((None, required, None))).findings


def test_it_has_the_version_of_the_vocabulary() -> None:
    version = Graph().parse(data=VND_SOURCE).value(URIRef(PREFIXES["vnd"].rstrip("#")), OWL.versionInfo)
    assert f"Version {version}," in PROFILE
