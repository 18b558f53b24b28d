import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.ntriples import Lines, day, decimal, integer, iri, literal, text, vietnamese

S, P = iri("https://x.example/s"), iri("https://x.example/p")
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


def parsed(*values: str | None) -> list[ox.Literal]:
    lines = Lines()
    lines.say(S, [(P, value) for value in values])
    return [quad.object for quad in ox.parse(bytes(lines), ox.RdfFormat.N_TRIPLES)]


@given(TEXTS)
def test_any_text_survives(value: str) -> None:
    assert [each.value for each in parsed(literal(value), vietnamese(value))] == [value, value]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_decimals_keep_all_digits(value: float) -> None:
    assert float(parsed(decimal(value))[0].value) == value


@given(st.integers())
def test_integers(value: int) -> None:
    assert int(parsed(integer(value))[0].value) == value


@pytest.mark.parametrize("value", [None, "", "2021", "2021-01"])
def test_only_days_are_dates(value: str | None) -> None:
    assert day(value) is None


def test_nothing_is_said_of_nothing() -> None:
    assert parsed(None, text(None), text(""), day(None)) == []
    assert bytes(Lines()) == b""
