import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ontology.iris import DEFAULT_BASE
from ontology.terms import PREFIXES
from search_api.sparql.errors import QueryError
from search_api.sparql.guard import graphs_named, is_update

REMOTE = "SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * { ?s ?p ?o }", []),
        ("no query at all", []),
        ("prefix a: <http://a/> base <http://b/> ask { a:SERVICE ?service 'SERVICE' }", []),
        ("# SERVICE\nDESCRIBE <http://a/SERVICE>", []),
        ('CONSTRUCT { ?s a """a "SERVICE" b""" } WHERE { ?s ?p "\\" SERVICE" }', []),
        ("PREFIX service: <http://a/> SELECT * { ?s service:b 1 }", []),
        ("SELECT ?from { ?from ?p 'from' }", []),
        ("SELECT * FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }", ["urn:a", "urn:b"]),
        ("PREFIX g: <urn:g/> ASK FROM g:a {}", ["urn:g/a"]),
        ("BASE <http://a/b/> DESCRIBE <c> FROM <d>", ["http://a/b/d"]),
        ("ASK FROM eli:x {}", [PREFIXES["eli"] + "x"]),
        ("SELECT * FROM <urn:a> { FILTER " + "(" * 20 + "1" + ")" * 20 + " }", ["urn:a"]),
    ],
)
def test_the_graphs_that_a_query_names(query: str, graphs: list[str]) -> None:
    assert graphs_named(query, PREFIXES, DEFAULT_BASE) == graphs


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {REMOTE} }}",
        f"SELECT * {{ ?s ?p '#' . {REMOTE} }}",
        f"SELECT * {{ ?s ?p ?a FILTER(?a < 3 || ?b > 4) {REMOTE.lower()} }}",
        "SELECT * { {SERVICE SILENT?x{?s ?p ?o}} }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",  # one word to a lexer
        "PREFIX a: <http://127.0.0.1:9/> SELECT * { ?s ?p 1.SERVICE a:x { ?s ?p ?o } }",
        f"SELECT * {{ ?s <urn:a#b> ?o . {REMOTE} }}",
        f"SELECT * {{ #\r {REMOTE}\n}}",
        f"ASK {{ FILTER EXISTS {{ {REMOTE} }} }}",
        f"ASK {{ BIND(NOT EXISTS {{ {{ SELECT * {{ {REMOTE} }} }} }} AS ?a) }}",
        f"SELECT * {{ OPTIONAL {{ ?s ?p ?o MINUS {{ {REMOTE} }} }} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ GRAPH ?g {{ {REMOTE} }} }} UNION {{}} }}",
    ],
)
def test_a_call_of_another_server_is_refused(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        graphs_named(query, PREFIXES, DEFAULT_BASE)
    assert caught.value.reason == "service"


@pytest.mark.parametrize("query", ["SELECT ?a { ?service ", "ASK FROM undeclared:x {}", "ASK FROM { }", "from"])
def test_what_mentions_a_keyword_and_cannot_be_read_is_not_run(query: str) -> None:
    with pytest.raises(QueryError) as caught:
        graphs_named(query, PREFIXES, DEFAULT_BASE)
    assert caught.value.reason == "syntax"


@given(st.text(alphabet=st.characters(exclude_characters="\"'\\\n\r", exclude_categories=["Cs"]), max_size=30))
@example("#\t")
def test_a_literal_never_hides_a_service_clause(text: str) -> None:
    with pytest.raises(QueryError, match="service"):
        graphs_named(f'SELECT * {{ ?s ?p "{text}" . {REMOTE} }}', PREFIXES, DEFAULT_BASE)


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", True),
        ("PREFIX a: <http://a/> DROP ALL", True),
        ("LOAD <http://127.0.0.1/>", True),
        ("SELECT * { ?insert ?delete }", False),
        ("", False),
        ("drop it", False),
    ],
)
def test_is_update(text: str, update: bool) -> None:
    assert is_update(text) is update
