import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.imports import UnusableImportError
from graph.written import FORMATS, is_free, parsed
from graph.written_names import default_graph, joined, table_with_blank_nodes, with_blank_nodes

BASE = "https://danchieu.example/"


@pytest.mark.parametrize(
    ("iri", "free"),
    [
        (f"{BASE}graph/default", True),
        (f"{BASE}graph/notes", True),
        (f"{BASE}person/1.ttl", True),
        ("urn:g", True),
        (f"{BASE}graph/catalogue", False),
        (f"{BASE}source/ab/text", False),
        (f"{BASE}import/0123456789abcdef", False),
        (f"{BASE}ontology", False),
        (f"{BASE}query", False),
        ("g", False),
        ("", False),
        ("http://a b/", False),
    ],
)
def test_which_graphs_are_free(iri: str, free: bool) -> None:
    assert is_free(iri, BASE) is free


@pytest.mark.parametrize("kind", FORMATS)
def test_a_graph_is_the_same_in_every_format(kind: str) -> None:
    triples = list(ox.parse("<urn:a> <urn:b> [ <urn:c> 'hai'@vi, 2 ] .", ox.RdfFormat.TURTLE))
    sent = ox.serialize((quad.triple for quad in triples), format=FORMATS[kind])
    assert sent is not None
    kept = parsed(sent, kind, "urn:g", BASE)
    back = with_blank_nodes((quad.triple for quad in ox.parse(kept, ox.RdfFormat.N_TRIPLES)), BASE)
    found, expected = ox.Dataset(), ox.Dataset()
    for triple in back:
        found.add(ox.Quad(triple.subject, triple.predicate, triple.object, ox.DefaultGraph()))
    for quad in triples:
        expected.add(quad)
    for one in (found, expected):
        one.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert found == expected


def test_what_is_added_twice_is_held_once() -> None:
    one = parsed(b"<urn:a> <urn:b> 1 .", "text/turtle", "urn:g", BASE)
    assert joined([*one.splitlines(True), *one.splitlines(True)]) == one
    again = parsed(b"[] <urn:b> 1 .", "text/turtle", "urn:g", BASE)
    assert again != parsed(b"[] <urn:b> 1 .", "text/turtle", "urn:g", BASE)  # a blank node is nobody else's


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<urn:a> <urn:b>", "dòng 1"),
        ("<source/x#m1> <urn:b> 1 .", "source/x#m1> thuộc một tệp"),
        ("<urn:a> a <ontology#RelationStatement> .", "vnd:relation"),
    ],
)
def test_what_cannot_be_said_is_refused(text: str, told: str) -> None:
    with pytest.raises(UnusableImportError, match=told):
        parsed(text.encode(), "text/turtle", default_graph(BASE).replace("graph/default", "x"), BASE)


@pytest.mark.parametrize("word", ["DOCTYPE", "doctype"])
def test_entities_of_entities_are_not_expanded(word: str) -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f"<!{word} r [<!ENTITY e0 'aaaaaaaaaa'>{entities}]><r:RDF xmlns:r='urn:r'>&e11;</r:RDF>"
    with pytest.raises(UnusableImportError, match="DOCTYPE"):
        parsed(bomb.encode(), "application/rdf+xml", "urn:g", BASE)


@given(st.text(max_size=20))
def test_only_cells_are_blank_nodes(text: str) -> None:
    node = f"{BASE}.well-known/genid/0a"
    literal = str(ox.Literal(f"{text}<{node}>"))
    table = f"?a\t?b\n<{node}>\t{literal}\n{literal}\t<{node}>\n".encode()
    assert table_with_blank_nodes(table, BASE) == f"?a\t?b\n_:b0a\t{literal}\n{literal}\t_:b0a\n".encode()
