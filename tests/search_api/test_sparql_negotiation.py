import pytest

from search_api.sparql.errors import QueryError
from search_api.sparql.negotiation import SOLUTIONS, TRIPLES, choose, formats


@pytest.mark.parametrize(
    ("accept", "offered", "chosen"),
    [
        (None, SOLUTIONS, "application/sparql-results+json"),
        ("*/*", TRIPLES, "text/turtle"),
        ("text/csv", SOLUTIONS, "text/csv"),
        ("text/csv;q=0.5, application/sparql-results+xml", SOLUTIONS, "application/sparql-results+xml"),
        ("application/json;q=0, */*;q=0.1", SOLUTIONS, "application/sparql-results+json"),
        ("text/html, application/*;q=0.9", TRIPLES, "application/n-triples"),
    ],
)
def test_choose(accept: str | None, offered: dict[str, str], chosen: str) -> None:
    assert choose(accept, offered) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/csv;q=x"])
def test_nothing_acceptable(accept: str) -> None:
    with pytest.raises(QueryError, match="format"):
        choose(accept, SOLUTIONS)


def test_each_form_has_formats() -> None:
    assert formats("ASK") is SOLUTIONS
    assert formats("DESCRIBE") is TRIPLES
