from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import DateMention, Span
from ingest.text.spans import covered, dates_in, merged, touched

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1])), max_size=9
)


@given(SPANS, st.integers(0, 50), st.integers(1, 9))
def test_questions_are_answered_as_by_looking_at_each(spans: list[Span], start: int, length: int) -> None:
    joined, other = merged(spans), Span(start, start + length)
    assert covered(joined, start) == any(span.start <= start < span.end for span in spans)
    assert touched(joined, other) == any(span.overlaps(other) for span in spans)


def test_dates_that_begin_in_a_span() -> None:
    dates = [DateMention(Span(at, at + 4), "2021", "d1", "2021") for at in (0, 10, 20)]
    assert list(dates_in(dates, Span(5, 20))) == [dates[1]]
