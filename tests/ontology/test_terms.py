"""No term of the graph is invented: ELI by its published list, ours by vnd.ttl, and all of ours are explained."""

import csv
import re
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from ontology import terms
from ontology.terms import ELI, VND

ROOT = Path(__file__).resolve().parent.parent.parent
VOCABULARY = Graph().parse(data=terms.VND_SOURCE)
USED = re.compile(r"\beli:([A-Za-z_]+)|\bELI\.([A-Za-z_]+)")


def _published(shared: Path) -> dict[str, dict[str, str]]:
    with (shared / "vocabularies" / "eli-terms.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["term"].removeprefix("eli:"): row for row in csv.DictReader(lines, delimiter="\t")}


def test_eli_is_closed_by_exactly_the_published_terms(shared: Path) -> None:
    listed = (ROOT / "ontology/data/eli-1.5-terms.txt").read_text(encoding="utf-8").split()
    assert set(listed) == set(_published(shared))


@pytest.mark.parametrize("folder", ["ontology", "graph", "docs", "search_api"])
def test_every_eli_term_used_is_published(shared: Path, folder: str) -> None:
    published = _published(shared)
    files = [p for p in (ROOT / folder).rglob("*") if p.suffix in {".py", ".ttl", ".md", ".jsonld"}]
    used = {a or b for p in files for a, b in USED.findall(p.read_text(encoding="utf-8"))}
    assert used <= set(published)


def test_an_invented_term_fails() -> None:
    with pytest.raises(AttributeError):
        _ = ELI.replaces
    with pytest.raises(AttributeError):
        _ = VND.nonsense


@pytest.mark.parametrize("term", sorted(set(VOCABULARY.subjects(RDFS.label)) - {URIRef(str(VND)[:-1])}))
def test_own_terms_are_explained_in_both_languages(term: URIRef) -> None:
    assert next(VOCABULARY.objects(term, RDF.type)) in {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    for predicate in (RDFS.label, SKOS.definition):
        assert {o.language for o in VOCABULARY.objects(term, predicate)} == {"vi", "en"}
