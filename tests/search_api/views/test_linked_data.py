import csv
import io
import json
import re

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import Dataset, Graph

from graph.jsonld import context
from graph.stores import rows
from ontology.iris import DEFAULT_BASE, source_iri
from ontology.terms import VND
from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.views.linked_data import FAMILIES, FORMATS, describe, iri_of, path_of

TURTLE = {"accept": "text/turtle"}
PLAN = "eli/vn-x-tung-giang/ubnd/kh/2025/01/15/12"
LETTER = source_iri(str(SAMPLES / "03-cong-van-gui-kem-ke-hoach-chi-thi.txt")).removeprefix(DEFAULT_BASE)


def whole(client: TestClient, path: str) -> Graph:
    """All pages of a description."""
    seen = client.get(path, headers=TURTLE)
    assert seen.status_code == 303, (path, seen.text)
    graph, address = Graph(), seen.headers["location"]
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, address
        graph.parse(data=answer.text, format="turtle")
        address = answer.links.get("next", {}).get("url", "")
    return graph


def test_every_iri_of_the_graph_is_described(sample_pages: TestClient, sample_collection: Collection) -> None:
    named = [iri for (iri,) in rows(sample_collection.store, "SELECT DISTINCT ?s { ?s ?p ?o }") if iri]
    below = [iri for iri in named if iri.startswith(DEFAULT_BASE)]
    assert {re.split("[/#]", iri.removeprefix(DEFAULT_BASE))[0] for iri in below} <= {*FAMILIES}
    assert len(below) == len(named)
    told = {
        path: whole(sample_pages, f"/{path}")
        for path in {iri.removeprefix(DEFAULT_BASE).split("#")[0] for iri in below}
    }
    for iri in below:
        graph = told[iri.removeprefix(DEFAULT_BASE).split("#")[0]]
        assert any(str(subject) == iri for subject in graph.subjects()), iri


def test_every_term_that_the_graph_uses_is_described(sample_pages: TestClient, sample_collection: Collection) -> None:
    used = rows(sample_collection.store, "SELECT DISTINCT ?t { { ?s ?t ?o } UNION { ?s ?p ?t . FILTER(ISIRI(?t)) } }")
    terms = [iri for (iri,) in used if iri and iri.startswith((str(VND), f"{DEFAULT_BASE}scheme/"))]
    assert len(terms) > 40
    vocabulary = whole(sample_pages, "/ontology")
    for iri in terms:
        told = vocabulary if iri.startswith(str(VND)) else whole(sample_pages, f"/{iri.removeprefix(DEFAULT_BASE)}")
        assert any(str(subject) == iri for subject in told.subjects()), iri


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", ".ttl"),
        ("application/ld+json, text/turtle;q=0.5", ".jsonld"),
        ("text/html;q=0.2, text/csv;q=0.9", ".csv"),
        ("text/*;q=0.5, application/ld+json;q=0.4", ".html"),
    ],
)
def test_the_client_chooses_the_format(sample_pages: TestClient, accept: str, suffix: str) -> None:
    answer = sample_pages.get("/time/2025-12-05", headers={"accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/time/2025-12-05{suffix}")
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (PLAN, "/document?file="),
        (LETTER, "/document?file="),
        ("eli/vn/qh/luat/2022/06/15/06-2022", "/eli/vn/qh/luat/2022/06/15/06-2022.html"),
        ("agency/so-noi-vu-tinh-tung-giang", "/agency?iri="),
        ("campaign/chao-mung-dai-hoi-dang-bo-cac-cap-nhiem-ky-2025-2030", "/campaign?iri="),
        ("person/uy-ban-nhan-dan-tinh-tung-giang/luc-dinh-khoang", "/person/"),
        ("scheme/relation/cites", "/scheme/relation/cites.html"),
        ("ontology", "/ontology.html"),
        ("graph/catalogue", "/graph/catalogue.html"),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_people_are_led_to_a_page(sample_pages: TestClient, path: str, page: str, language: str) -> None:
    seen = sample_pages.get(f"/{path}", params={"lang": "en"} if language == "en" else {})
    assert seen.status_code == 303
    assert seen.headers["location"].startswith(page)
    answer = sample_pages.get(seen.headers["location"])
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


def test_all_formats_say_the_same(sample_pages: TestClient) -> None:
    turtle = Graph().parse(data=sample_pages.get(f"/{PLAN}.ttl").text, format="turtle")
    assert len(turtle) > 10
    linked = json.loads(sample_pages.get(f"/{PLAN}.jsonld").text)
    assert linked["@context"] == "http://testserver/context.jsonld"
    assert json.loads(sample_pages.get("/context.jsonld").text) == context()
    parsed = Dataset().parse(data=json.dumps({**linked, **context()}), format="json-ld")
    assert len(parsed) == len(turtle)
    table = list(csv.DictReader(io.StringIO(sample_pages.get(f"/{PLAN}.csv").text)))
    assert {(row["subject"], row["predicate"], row["object"]) for row in table} == {tuple(map(str, t)) for t in turtle}
    assert "12/KH-UBND" in sample_pages.get(f"/{PLAN}.html").text


def test_what_is_not_there_is_said_in_words(sample_pages: TestClient) -> None:
    for path in (
        "eli/vn/ttg/ct/1900/01/01/01",
        "agency/x",
        "source/0000000000000000.ttl",
        "scheme/none",
        "eli/<>",
        f"{PLAN}.ttl?page=9",
    ):
        page = sample_pages.get(f"/{path}", params={"lang": "en"} if "?" not in path else None)
        assert page.status_code == 404, path
        told = sample_pages.get(f"/{path}", headers=TURTLE)
        assert told.status_code == 404
        assert told.headers["content-type"] == "application/problem+json"
        assert told.json()["detail"].startswith("Kho không có gì nói về")


def test_no_format_that_the_client_takes(sample_pages: TestClient) -> None:
    answer = sample_pages.get(f"/{PLAN}", headers={"accept": "application/rdf+xml"})
    assert answer.status_code == 406
    assert answer.json()["status"] == 406


def test_a_description_is_bounded(sample_collection: Collection) -> None:
    iri, store = f"{DEFAULT_BASE}{LETTER}", sample_collection.store
    pages, page = [], 1
    while (found := describe(store, iri, DEFAULT_BASE, page, most=700)) is not None:
        pages.append(found)
        page += 1
    assert [len(one.triples) for one in pages[:-1]] == [700] * (len(pages) - 1)
    assert [one.more for one in pages] == [True] * (len(pages) - 1) + [False]
    everything: set[ox.Triple] = {triple for one in pages for triple in one.triples}
    assert len(everything) == sum(len(one.triples) for one in pages)


def test_another_base_has_the_same_paths() -> None:
    assert iri_of("eli/vn", "https://a.example/x/") == "https://a.example/x/eli/vn"
    assert iri_of("scheme/type/ct", "https://a.example/x/") == f"{DEFAULT_BASE}scheme/type/ct"
    assert path_of("https://a.example/x/source/1#m2", "https://a.example/x/") == "/source/1#m2"
    assert path_of("https://schema.org/name", "https://a.example/x/") is None
    assert [*FORMATS.values()] == [".html", ".ttl", ".jsonld", ".csv"]
