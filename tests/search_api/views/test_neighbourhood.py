from typing import Any

from search_api.views.neighbourhood import Edge, neighbourhood


def link(relation: str, iri: str, **more: Any) -> dict[str, Any]:
    return {"relation": relation, "planned": False, "work": {"iri": iri, **more}}


def traced(iri: str, **around: Any) -> dict[str, Any]:
    return {"work": {"iri": iri}, "out": [], "in": [], "cut": 0, **around}


def edge(source: str, relation: str, target: str) -> Edge:
    return Edge(source, target, relation, planned=False)


def test_edges_run_from_the_work_that_acts() -> None:
    found = neighbourhood([traced("a", out=[link("basis", "b")], **{"in": [link("implements", "c")]})], 10)
    assert found.edges == (edge("a", "basis", "b"), edge("c", "implements", "a"))
    assert list(found.works) == ["a", "b", "c"]
    assert found.acts_of("c") == [edge("c", "implements", "a")]


def test_an_edge_met_from_both_ends_or_in_two_traces_is_one() -> None:
    deep = link("basis", "b", **{"out": [], "in": [link("basis", "a")], "cut": 0})
    found = neighbourhood([traced("a", out=[deep]), traced("b", **{"in": [link("basis", "a")]})], 10)
    assert found.edges == (edge("a", "basis", "b"),)


def test_what_has_no_room_is_counted() -> None:
    links = [link("cites", name) for name in "bcd"]
    found = neighbourhood([traced("a", out=links, cut=4)], 2)
    assert list(found.works) == ["a", "b"]
    assert found.edges == (edge("a", "cites", "b"),)
    assert found.left == 4 + 2


def test_a_trace_of_no_work_counts_for_nothing() -> None:
    assert neighbourhood([{"work": None, "out": [], "in": [], "cut": 0}], 5).works == {}
