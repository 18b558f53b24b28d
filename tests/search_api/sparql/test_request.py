import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.sparql.errors import QueryError
from search_api.sparql.request import Operation, operation

_NAMES = ["query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "lang", "x"]


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ([("query", "ASK {}")], Operation("ASK {}")),
        ([("query", "")], Operation("")),
        (
            [("default-graph-uri", "a"), ("query", "q"), ("named-graph-uri", "b"), ("default-graph-uri", "c")],
            Operation("q", False, ("a", "c"), ("b",)),
        ),
        (
            [("update", "u"), ("using-graph-uri", "a"), ("using-named-graph-uri", "b"), ("default-graph-uri", "c")],
            Operation("u", True, ("a",), ("b",)),
        ),
    ],
)
def test_operation(parameters: list[tuple[str, str]], asked: Operation) -> None:
    assert operation(parameters) == asked


@given(st.lists(st.tuples(st.sampled_from(_NAMES), st.text(max_size=3)), max_size=6))
def test_there_is_exactly_one_operation(parameters: list[tuple[str, str]]) -> None:
    count = sum(name in ("query", "update") for name, _ in parameters)
    if count == 1:
        assert operation(parameters).text in dict(parameters).values()
    else:
        with pytest.raises(QueryError, match="repeated" if count else "missing"):
            operation(parameters)
