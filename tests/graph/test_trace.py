from typing import Any

import pytest

from graph.stores import Store
from graph.trace import trace
from ingest.facts import Extraction

WORK = {"iri", "number", "type", "date", "issuer", "title", "held"}
EDGE = {"relation", "planned", "inferred", "work", "pinpoint", "evidence"}


def edge(answer: dict[str, Any], direction: str, relation: str, number: str) -> dict[str, Any]:
    found = [e for e in answer[direction] if (e["relation"], e["work"]["number"]) == (relation, number)]
    assert len(found) == 1
    return found[0]


def test_shape(linked_seeds: Store) -> None:
    answer = trace(linked_seeds, "200/KH-UBND")
    assert set(answer) == {"query", "candidates", "work", "out", "in"}
    assert set(answer["work"]) == WORK
    for one in (*answer["out"], *answer["in"]):
        assert set(one) == EDGE
        assert set(one["work"]) == WORK
        assert all(set(e) == {"file", "start", "end", "text"} for e in one["evidence"])


def test_who_implements_the_directive_and_who_forwards_the_plan(linked_seeds: Store) -> None:
    answer = trace(linked_seeds, "Chỉ thị 19/CT-TTg", depth=2)
    assert answer["work"] == {
        "iri": "https://danchieu.example/eli/vn/ttg/ct/2021/07/16/19",
        "number": "19/CT-TTg",
        "type": "Chỉ thị",
        "date": "2021-07-16",
        "issuer": "Thủ tướng Chính phủ",
        "title": None,
        "held": False,
    }
    plan = edge(answer, "in", "implements", "200/KH-UBND")["work"]
    assert plan["held"]
    assert plan["issuer"] == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert edge(plan, "in", "transmits", "1419/VKS-VP")["work"]["held"]
    assert set(edge(plan, "out", "implements", "19/CT-TTg")["work"]) == WORK  # the way back is not walked again


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


def test_cycles_end(linked_seeds: Store) -> None:
    assert trace(linked_seeds, "Chỉ thị 19/CT-TTg", depth=4)["work"]["number"] == "19/CT-TTg"


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
        assert trace(linked_seeds, "200/KH-UBND", depth)["out"]
        counts.append(len(asked))
    assert counts[2] - counts[1] == counts[1] - counts[0] <= 8
