from hypothesis import given
from hypothesis import strategies as st

from ingest.cover import Cover
from ingest.facts import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda ends: Span(min(ends), max(ends)))


@given(st.lists(SPANS), SPANS)
def test_a_span_meets_the_cover_where_it_overlaps_a_taken_one(taken: list[Span], asked: Span) -> None:
    overlaps = any(max(span.start, asked.start) < min(span.end, asked.end) for span in taken)
    assert Cover(40, taken).meets(asked) == overlaps
