import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.sparql.errors import QueryError
from search_api.sparql.guard import check

REMOTE = "SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "SELECT"),
        ("prefix a: <http://a/> base <http://b/> ask { a:SERVICE ?service 'SERVICE' }", "ASK"),
        ("# SERVICE\nDESCRIBE <http://a/SERVICE>", "DESCRIBE"),
        ('CONSTRUCT { ?s a """a "SERVICE" b""" } WHERE { ?s ?p "\\" SERVICE" }', "CONSTRUCT"),
        ("PREFIX service: <http://a/> SELECT * { ?s service:b 1 }", "SELECT"),
    ],
)
def test_reading_queries_pass(query: str, form: str) -> None:
    assert check(query) == form


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        (f"SELECT * {{ {REMOTE} }}", "service"),
        (f"SELECT * {{ ?s ?p '#' . {REMOTE} }}", "service"),
        (f"SELECT * {{ FILTER(?a < 3 || ?b > 4) {REMOTE.lower()} }}", "service"),
        ("SELECT * { {SERVICE SILENT?x{?s ?p ?o}} }", "service"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "update"),
        ("PREFIX a: <http://a/> DROP ALL", "update"),
        ("LOAD <http://127.0.0.1/>", "update"),
        ("", "syntax"),
        ("hello", "syntax"),
    ],
)
def test_others_are_refused(query: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(query)
    assert caught.value.reason == reason


@given(st.text(alphabet=st.characters(exclude_characters="\"'\\\n\r<>#"), max_size=30))
def test_a_literal_never_hides_a_service_clause(text: str) -> None:
    with pytest.raises(QueryError, match="service"):
        check(f'SELECT * {{ ?s ?p "{text}" . {REMOTE} }}')
