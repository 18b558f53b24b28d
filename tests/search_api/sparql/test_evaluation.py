import json
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.sparql.errors import QueryError
from search_api.sparql.evaluation import Outcome, graph, query

BASE = "https://danchieu.example/"
FORMATS = {"json": ("application/json", "json"), "xml": ("x", "xml"), "csv": ("x", "csv"), "tsv": ("x", "tsv")}
TERMS = st.one_of(
    st.none(),
    st.text(max_size=12).map(ox.Literal),
    st.text(max_size=5).map(lambda text: ox.Literal(text, language="vi")),
    st.integers().map(ox.Literal),
    st.floats().map(ox.Literal),
    st.booleans().map(ox.Literal),
    st.from_regex(r"urn:[a-zé0-9]{1,8}", fullmatch=True).map(ox.NamedNode),
)


def asked(
    store: ox.Store, text: str, rows: int = 10, largest: int = 1 << 20, kind: str = "json"
) -> tuple[bytes, Outcome]:
    parts: list[bytes] = []
    formats = {"table": FORMATS.get(kind), "triples": ("text/turtle", "ttl") if kind not in FORMATS else None}
    told = query(store, parts.append, text=text, prefixes={}, base=BASE, rows=rows, largest=largest, **formats)
    return b"".join(parts), told


@pytest.fixture(scope="module")
def store() -> ox.Store:
    made = ox.Store()
    for i in range(20):
        made.add(ox.Quad(ox.NamedNode(f"urn:s{i}"), ox.NamedNode("urn:p"), ox.Literal(i), ox.NamedNode("urn:g")))
    return made


@given(st.lists(st.tuples(TERMS, TERMS), max_size=6), st.integers(0, 6))
def test_an_answer_is_what_the_engine_says_up_to_the_limit(table: Sequence[tuple[Any, Any]], rows: int) -> None:
    """Whatever the terms, the first rows are those of the engine's own JSON, and what is left is told."""
    values = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in table)
    text = f"SELECT * {{ VALUES (?a ?b) {{ {values} }} }}"
    whole = json.loads(ox.Store().query(text).serialize(format=ox.QueryResultsFormat.JSON) or b"")
    body, told = asked(ox.Store(), text, rows)
    assert json.loads(body)["results"]["bindings"] == whole["results"]["bindings"][:rows]
    assert told["cut"] is (len(table) > rows)
    assert told["rows"] == min(len(table), rows)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("text", ["SELECT * {}", "SELECT ?x {}", "SELECT (BNODE() AS ?b) {}", "ASK {}"])
def test_answers_without_names_or_values(kind: str, text: str) -> None:
    body, told = asked(ox.Store(), text, kind=kind)
    assert told["rows"] == 1
    assert not told["cut"]
    if kind != "csv":
        assert ox.parse_query_results(body, ox.QueryResultsFormat.from_extension(kind)) is not None


def test_triples_are_cut_too(store: ox.Store) -> None:
    for rows, count, cut in ((5, 5, True), (20, 20, False), (30, 20, False)):
        body, told = asked(store, "CONSTRUCT WHERE { ?s ?p ?o }", rows, kind="turtle")
        assert (told["rows"], told["cut"]) == (count, cut)
        assert len(list(ox.parse(body, ox.RdfFormat.TURTLE))) == count


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("SELECT", "json", "syntax"),
        ("CLEAR ALL", "json", "update"),
        ("ASK {}", "turtle", "format"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "format"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", "json", "size"),
        ("SELECT (REPLACE(STR(RAND()), '.', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') AS ?a) {}", "xml", "size"),
        ("ASK FROM <urn:none> {}", "json", "no_graph"),
        ("ASK { SERVICE <http://127.0.0.1:1/> {} }", "json", "service"),
    ],
)
def test_refusals(store: ox.Store, text: str, kind: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        asked(store, text, rows=1000, largest=500, kind=kind)
    assert caught.value.reason == reason


def test_a_graph_is_written_whole(store: ox.Store) -> None:
    def written(iri: str) -> tuple[Outcome, bytes]:
        parts: list[bytes] = []
        form = ("text/turtle", "ttl")
        told = graph(store, parts.append, iri=iri, prefixes={}, triples=form, largest=1 << 20, base=BASE)
        return told, b"".join(parts)

    told, body = written("urn:g")
    assert told["rows"] == len(list(ox.parse(body, ox.RdfFormat.TURTLE))) == 20
    assert written(f"{BASE}graph/default")[0]["rows"] == 0  # always there, as the default graph of a store is
    for iri in ("urn:none", "no IRI", ""):
        with pytest.raises(QueryError, match="no_graph"):
            written(iri)
