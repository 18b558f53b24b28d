from hypothesis import given
from hypothesis import strategies as st

from ingest.facts import Span
from search_api.web.highlight import marked, pieces


@given(st.text(), st.text())
def test_nothing_is_lost(text: str, question: str) -> None:
    cut = marked(text, question)
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut)


@given(st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda s: Span(min(s), max(s)))))
def test_any_spans(text: str, spans: list[Span]) -> None:
    assert "".join(piece for piece, _ in pieces(text, spans)) == text
