from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from ingest.text.cover import Cover

SIZE = 20
SPANS = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda pair: Span(*sorted(pair)))


@given(st.lists(SPANS), st.lists(SPANS), SPANS)
def test_a_span_meets_what_was_taken(first: list[Span], later: list[Span], asked: Span) -> None:
    cover = Cover(SIZE, first)
    for span in later:
        cover.take(span)
    taken = {place for span in (*first, *later) for place in range(*span)}
    assert cover.meets(asked) == bool(taken & set(range(*asked)))
