import json

import rdflib
from rdflib import RDF, Graph, Literal, URIRef

from ingest.facts import Span
from ontology.iris import source_iri
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.views.document import document_facts
from search_api.views.mentions import mentions
from search_api.web.legislation import legislation

from graph.works import describe_work  # isort: skip

LETTER = str(SAMPLES / "03-cong-van-gui-kem-ke-hoach-chi-thi.txt")


def test_a_plan_as_legislation(sample_collection: Collection) -> None:
    store, source = sample_collection.store, source_iri(LETTER)
    document = next(one for one in sample_collection.documents() if one.file == LETTER and one.id == "d2")
    within = mentions(store, source, Span(document.start, document.end))
    told = legislation(
        describe_work(store, document.iri or ""), document_facts(store, f"{source}#d2"), "in-force", within
    )
    assert told["@id"] == document.iri
    assert told["legislationIdentifier"] == "12/KH-UBND"
    assert told["legislationDate"] == "2025-01-15"
    assert told["legislationLegalForce"] == {"@id": "https://schema.org/InForce"}
    assert {"@id": "https://danchieu.example/eli/vn/qh/luat/2022/06/15/06-2022"} in told["isBasedOn"]
    assert "legislationRepeals" not in told, "a planned repeal is none"
    assert document.iri not in [one["@id"] for one in told.get("citation", [])]


def test_it_is_read_without_asking_another_host(sample_collection: Collection) -> None:
    work = {"iri": "urn:w", "number": "1/CT", "type": "Chỉ thị", "date": None, "issuer": "UBND", "title": "T"}
    told = legislation(work, document_facts(sample_collection.store, "urn:none"), "in-force", [])
    read = Graph().parse(data=json.dumps(told), format="json-ld")
    document = URIRef("urn:w")
    assert (document, RDF.type, rdflib.SDO.Legislation) in read
    assert (document, rdflib.SDO.legislationLegalForce, rdflib.SDO.InForce) in read
    assert read.value(read.value(document, rdflib.SDO.legislationPassedBy), rdflib.SDO.name) == Literal("UBND")


def test_what_is_not_known_is_left_out(sample_collection: Collection) -> None:
    work = {"iri": "urn:w", "number": None, "type": None, "date": None, "issuer": None, "title": "T", "held": True}
    told = legislation(work, document_facts(sample_collection.store, "urn:none"), "unknown", [])
    assert told == {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Legislation",
        "@id": "urn:w",
        "inLanguage": "vi",
        "name": "T",
    }
