from datetime import date
from typing import Any

import pytest

from graph.links import link
from graph.stores import Store
from graph.trace import Walk, sides_of, trace
from ingest.facts import Extraction
from ingest.pipeline import extract
from ontology.relations import SIDES

from .conftest import put

WORK = {"iri", "number", "type", "date", "issuer", "title", "held", "status"}
EDGE = {"relation", "planned", "inferred", "again", "work", "pinpoint", "evidence"}


def edge(answer: dict[str, Any], direction: str, relation: str, number: str) -> dict[str, Any]:
    found = [e for e in answer[direction] if (e["relation"], e["work"]["number"]) == (relation, number)]
    assert len(found) == 1
    return found[0]


def test_shape(linked_seeds: Store) -> None:
    answer = trace(linked_seeds, "200/KH-UBND")
    assert set(answer) == {"query", "candidates", "work", "status", "out", "in", "cut"}
    assert set(answer["work"]) == WORK
    for one in (*answer["out"], *answer["in"]):
        assert set(one) == EDGE
        assert set(one["work"]) == WORK
        assert all(set(e) == {"file", "start", "end", "text"} for e in one["evidence"])


def test_who_implements_the_directive_and_who_forwards_the_plan(linked_seeds: Store) -> None:
    answer = trace(linked_seeds, "Chỉ thị 19/CT-TTg", Walk(depth=2))
    assert answer["work"] == {
        "iri": "https://danchieu.example/eli/vn/ttg/ct/2021/07/16/19",
        "number": "19/CT-TTg",
        "type": "Chỉ thị",
        "date": "2021-07-16",
        "issuer": "Thủ tướng Chính phủ",
        "title": None,
        "held": False,
        "status": "unknown",
    }
    plan = edge(answer, "in", "implements", "200/KH-UBND")["work"]
    assert plan["held"]
    assert plan["issuer"] == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert edge(plan, "in", "transmits", "1419/VKS-VP")["work"]["held"]
    back = edge(plan, "out", "implements", "19/CT-TTg")
    assert back["again"]
    assert set(back["work"]) == WORK  # the way back is not walked again


def test_every_evidence_is_the_words_of_the_file(linked_seeds: Store, shared: Any, gold: list[Extraction]) -> None:
    texts = {e.file: (shared / "seeds" / e.file).read_text(encoding="utf-8") for e in gold}
    answer = trace(linked_seeds, "200/KH-UBND")
    evidence = [e for one in (*answer["out"], *answer["in"]) for e in one["evidence"]]
    assert len(evidence) > 25
    assert all(texts[e["file"]][e["start"] : e["end"]] == e["text"] for e in evidence)


def test_planned_repeal_with_its_pinpoint(linked_seeds: Store) -> None:
    found = edge(trace(linked_seeds, "57/2018/QĐ-UBND"), "in", "repeals", "206/KH-UBND")
    assert found["planned"]
    assert found["inferred"]  # the number of the plan is that which the cover letter gives
    assert found["pinpoint"] == ["Điều 4", "khoản 1", "điểm h"]


def test_a_certified_copy_points_to_its_place(linked_seeds: Store) -> None:
    found = edge(trace(linked_seeds, "10/SY-VKS-VP"), "out", "copies", "02/CT-UBND")
    assert found["inferred"]
    assert found["evidence"][0]["end"] > found["evidence"][0]["start"]


@pytest.mark.parametrize(("text", "count"), [("02/CT-UBND", 2), ("99/CT-TTg", 0)])
def test_no_work_is_chosen_silently(linked_seeds: Store, text: str, count: int) -> None:
    answer = trace(linked_seeds, text)
    assert len(answer["candidates"]) == count
    assert (answer["work"], answer["out"], answer["in"]) == (None, [], [])


def works(answer: dict[str, Any]) -> list[tuple[str, bool]]:
    """Every work of a tree with its mark, once for each place where it stands."""
    found = []
    for one in (*answer["out"], *answer["in"]):
        found.append((one["work"]["iri"], one["again"]))
        found += works(one["work"]) if "out" in one["work"] else []
    return found


def test_each_work_is_expanded_at_one_place(linked_seeds: Store) -> None:
    answer = trace(linked_seeds, "Chỉ thị 19/CT-TTg", Walk(depth=4))
    fresh = [iri for iri, again in works(answer) if not again]
    assert len(fresh) == len(set(fresh)) > 40
    assert answer["work"]["iri"] not in fresh
    assert {iri for iri, again in works(answer) if again} <= {*fresh, answer["work"]["iri"]}


@pytest.mark.parametrize(
    ("walk", "relations", "sides"),
    [
        (Walk(sides=("in",)), {"transmits", "implements"}, {"in"}),
        (Walk(relations=("implements",), sides=("out",)), {"implements"}, {"out"}),
        (Walk(relations=("transmits", "repeals")), {"transmits"}, {"in"}),
        (Walk(since=date(2021, 10, 20)), {"transmits", "implements"}, {"in"}),
        (Walk(since=date(2021, 8, 31), until=date(2021, 8, 31)), {"implements"}, {"out"}),
        (Walk(until=date(1999, 1, 1)), set(), set()),
    ],
)
def test_filters(linked_seeds: Store, walk: Walk, relations: set[str], sides: set[str]) -> None:
    answer = trace(linked_seeds, "200/KH-UBND", walk)
    assert {one["relation"] for side in SIDES for one in answer[side]} == relations
    assert {side for side in SIDES if answer[side]} == sides


def test_a_broader_relation_brings_its_finer_kinds(store: Store) -> None:
    put(store, extract("Nghị định số 9/2021/NĐ-CP hướng dẫn thi hành Luật số 5/2020/QH14", "a.txt"))
    link(store)
    for name, count in (("guides", 1), ("details", 1), ("cites", 0)):
        found = trace(store, "Luật 5/2020/QH14", Walk(relations=(name,)))["in"]
        assert [one["relation"] for one in found] == ["details"] * count


def test_an_unknown_relation_is_refused() -> None:
    with pytest.raises(ValueError, match="likes"):
        Walk(relations=("likes",))
    with pytest.raises(ValueError, match="up"):
        sides_of("up")


def test_a_cut_tells_how_much_is_left_out(linked_seeds: Store) -> None:
    whole = trace(linked_seeds, "200/KH-UBND")
    part = trace(linked_seeds, "200/KH-UBND", Walk(limit=3))
    shown = [iri for iri, again in works(part) if not again]
    assert len(shown) == 3
    assert whole["cut"] == 0
    assert part["cut"] == len(works(whole)) - len(works(part)) > 0


def test_the_status_of_the_day(linked_seeds: Store) -> None:
    answer = trace(linked_seeds, "200/KH-UBND", as_of=date(2021, 10, 1))
    assert answer["work"]["status"] == answer["status"]["status"] == "not-yet-in-force"
    foreseen = trace(linked_seeds, "57/2018/QĐ-UBND")["status"]["expected"]
    assert [(one["relation"], one["work"]["number"]) for one in foreseen] == [("repeals", "206/KH-UBND")]


def test_a_step_more_costs_few_queries_more(linked_seeds: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    query = type(linked_seeds).query

    def counted(store: Any, sparql: str, *bindings: Any) -> Any:
        asked.append(sparql)
        return query(store, sparql, *bindings)

    monkeypatch.setattr(type(linked_seeds), "query", counted)
    counts = []
    for depth in (1, 2, 3):
        asked.clear()
        assert trace(linked_seeds, "200/KH-UBND", Walk(depth))["out"]
        counts.append(len(asked))
    assert counts[2] - counts[1] == counts[1] - counts[0] <= 8


@pytest.mark.parametrize("most", [1, 2, 5])
def test_the_pages_of_relations_together_tell_every_link(linked_seeds: Store, most: int) -> None:
    whole = trace(linked_seeds, "200/KH-UBND")
    for side in SIDES:
        paged = []
        for skipped in range(0, len(whole[side]) + most, most):
            part = trace(linked_seeds, "200/KH-UBND", Walk(most=most, skipped=skipped))
            for name, left in part["more"][side].items():
                every = sum(link["relation"] == name for link in whole[side])
                assert left == every - sum(link["relation"] == name for link in part[side])
            paged += part[side]
        assert sorted(paged, key=str) == sorted(whole[side], key=str)


def test_of_works_farther_on_some_links_are_left_for_their_own_pages(linked_seeds: Store) -> None:
    whole = trace(linked_seeds, "Chỉ thị 19/CT-TTg", Walk(depth=2))
    part = trace(linked_seeds, "Chỉ thị 19/CT-TTg", Walk(depth=2, farther=1))
    assert [link["work"]["iri"] for link in part["in"]] == [link["work"]["iri"] for link in whole["in"]]
    plan, short = (edge(found, "in", "implements", "200/KH-UBND")["work"] for found in (whole, part))
    names = [link["relation"] for link in plan["out"]]
    assert [link["relation"] for link in short["out"]] == list(dict.fromkeys(names))
    assert short["more"]["out"] == {name: names.count(name) - 1 for name in names if names.count(name) > 1}


def test_a_trace_without_words_finds_the_same_links(linked_seeds: Store) -> None:
    whole, bare = trace(linked_seeds, "200/KH-UBND"), trace(linked_seeds, "200/KH-UBND", Walk(quoted=False))
    for side in SIDES:
        assert bare[side] == [{**link, "evidence": []} for link in whole[side]]
