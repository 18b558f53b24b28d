import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.sparql.negotiation import TABLES, TRIPLES, Accepted, accepted, choose, wants_page

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        (None, TABLES, "application/sparql-results+json"),
        (" ", TABLES, "application/sparql-results+json"),
        ("*/*", TRIPLES, "text/turtle"),
        ("text/csv", TABLES, "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml", TABLES, "application/sparql-results+xml"),
        ("application/json;q=0, */*;q=0.1", TABLES, "application/sparql-results+json"),
        ("text/html, application/*;q=0.9", TRIPLES, "application/n-triples"),
        ("Text/CSV ; Q=1", TABLES, "text/csv"),
        ("image/png", TABLES, None),
        ("text/csv;q=0", TABLES, None),
        ("text/csv;q=x", TABLES, None),
        ("text/csv;q=nan", TABLES, None),
    ],
)
def test_choose(accept: str | None, offered: dict[str, str], chosen: str | None) -> None:
    assert choose(accept, list(offered)) == chosen


def test_each_kind_of_answer_has_formats() -> None:
    assert accepted("text/csv, text/turtle") == Accepted(("text/csv", "csv"), ("text/turtle", "ttl"))
    assert accepted("application/json") == Accepted(("application/json", "json"), ("application/json", "jsonld"))
    assert accepted("image/png") == Accepted(None, None)


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("*/*", False),
        (None, False),
        ("application/json, text/html;q=0.5", False),
        ("text/html;q=0", False),
    ],
)
def test_wants_page(accept: str | None, page: bool) -> None:
    assert wants_page(accept) is page


@given(st.text(max_size=60))
def test_any_header_is_read(accept: str) -> None:
    assert choose(accept, list(TABLES)) in (None, *TABLES)
