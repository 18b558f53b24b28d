from hypothesis import given
from hypothesis import strategies as st

from graph.triples import Triples, text, vietnamese

IRIS = st.sampled_from(["https://x.example/a", "https://x.example/b"])
SAYINGS = st.lists(st.tuples(IRIS, IRIS, IRIS | st.text(max_size=9).map(text) | st.text(max_size=9).map(vietnamese)))


def said(sayings: list[tuple[str, str, str]]) -> Triples:
    graph = Triples()
    for saying in sayings:
        graph.say(*saying)
    return graph


@given(SAYINGS)
def test_the_order_of_what_is_said_never_matters(sayings: list[tuple[str, str, str]]) -> None:
    assert bytes(said(sayings)) == bytes(said([*reversed(sayings), *sayings]))
