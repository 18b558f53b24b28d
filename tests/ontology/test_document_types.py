from collections import Counter
from importlib.resources import files

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import DCTERMS, RDF, SKOS

from ingest.identifiers.doctypes import doc_types
from ontology.document_types import named_type, type_iri, type_name, type_slug, types_of_abbreviation
from ontology.terms import TYPE

SCHEME = Graph().parse(data=files("ontology").joinpath("schemes/document-types.ttl").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("Chỉ thị", "ct"),
        ("CHỈ THỊ", "ct"),
        ("Chuong trinh hanh dong", "ctr"),
        ("Hướng dẫn", "hd"),
        ("Hợp đồng", "hop-dong"),
        ("Bản sao y", "sy"),
        ("Giấy chứng nhận", "giay-chung-nhan"),
    ],
)
def test_segments(name: str, segment: str) -> None:
    assert type_slug(name) == segment


def test_names_and_concepts() -> None:
    assert type_name("ct") == "Chỉ thị"
    assert type_name("giay-chung-nhan") is None
    assert type_iri("Kế hoạch") == str(TYPE.kh)
    assert type_iri("Giấy chứng nhận") is None
    assert set(types_of_abbreviation("HĐ")) == {"hd", "hop-dong"}
    assert named_type("ke hoach so 200") == "Kế hoạch"
    assert named_type("200/KH-UBND") is None


@pytest.mark.parametrize("name", [kind.name for kind in doc_types()])
def test_every_type_that_the_extraction_knows_is_in_the_scheme(name: str) -> None:
    assert type_iri(name)


def test_segments_are_unique_and_every_type_has_a_source() -> None:
    concepts = list(SCHEME.subjects(RDF.type, SKOS.Concept))
    assert max(Counter(str(SCHEME.value(c, SKOS.notation)) for c in concepts).values()) == 1
    for concept in concepts:
        names = SCHEME.objects(concept, SKOS.prefLabel)
        assert {name.language for name in names if isinstance(name, Literal)} == {"vi", "en"}
        assert SCHEME.value(concept, DCTERMS.source)
