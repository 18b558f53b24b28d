from pathlib import Path

import networkx as nx
import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from graph.network import network, write_graphml
from graph.statements import statements
from graph.stores import Store
from graph.works import all_works
from ontology.terms import ELI

CT19 = "https://danchieu.example/eli/vn/ttg/ct/2021/07/16/19"
KH200 = "https://danchieu.example/eli/vn-09/ubnd/kh/2021/10/09/200"


def test_networkx_reads_it_back(linked_seeds: Store, tmp_path: Path) -> None:
    written = write_graphml(linked_seeds, tmp_path / "out.graphml")
    found = nx.read_graphml(tmp_path / "out.graphml", force_multigraph=True)
    made = network(linked_seeds)
    assert nx.utils.graphs_equal(nx.MultiDiGraph(found.edges(data=True)), nx.MultiDiGraph(made.edges(data=True)))
    assert dict(found.nodes(data=True)) == dict(made.nodes(data=True))
    assert written == len(found.nodes) + len(found.edges)


def test_nodes_are_works_and_edges_their_relations(linked_seeds: Store) -> None:
    made = network(linked_seeds)
    assert set(made.nodes) == set(all_works(linked_seeds))
    assert made.nodes[CT19] == {
        "label": "Chỉ thị 19/CT-TTg",
        "type": "Chỉ thị",
        "number": "19/CT-TTg",
        "date": "2021-07-16",
        "issuer": "Thủ tướng Chính phủ",
        "held": False,
    }
    edges = {(a, b, about["relation"], about["planned"]) for a, b, about in made.edges(data=True)}
    assert len(edges) == len(made.edges)
    assert edges == {(s.subject, s.object, s.relation, s.planned) for s in statements(linked_seeds)}
    assert {about["relation"] for about in made[KH200][CT19].values()} >= {"implements"}


@pytest.mark.parametrize(
    ("title", "shown"), [("a\x0cb", "a\ufffdb"), ("<b>&\n", "<b>&\n"), ("\U0001f600", "\U0001f600")]
)
def test_titles_are_such_that_xml_can_hold_them(store: Store, tmp_path: Path, title: str, shown: str) -> None:
    graph, work = Graph(), URIRef("https://x.example/eli/1")
    graph.add((work, RDF.type, ELI.LegalResource))
    graph.add((work, DCTERMS.title, Literal(title)))
    store.put_graph("https://x.example/g", graph)
    assert write_graphml(store, tmp_path / "out") == 1
    assert nx.read_graphml(tmp_path / "out").nodes[str(work)]["title"] == shown
