from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.stores import Store
from search_api.collection import Collection
from search_api.server.remembered import kept, remembered
from search_api.web import ahead as module
from search_api.web.ahead import Ahead


def test_the_pages_of_the_whole_collection_ask_no_more_of_the_graph(
    sample_pages: TestClient, sample_collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = Ahead()
    made = next(number for number in count() if not ahead.make_next(sample_collection))
    assert made > 10
    asked: list[str] = []
    query = type(sample_collection.store).query

    def asking(store: Store, sparql: str, *more: object) -> object:
        asked.append(sparql)
        return query(store, sparql, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(type(sample_collection.store), "query", asking)
    kinds = ("campaigns", "anniversaries", "targets", "tasks", "leaders", "signers")
    paths = ["/", "/campaigns", "/agencies", "/collection", "/ambiguous", "/reports/due"]
    paths += [f"/reports/{name}" for name in ("missing", "conflicts", "without-basis", "ambiguous")]
    for path in [*paths, *(f"/compare/{kind}" for kind in kinds)]:
        assert sample_pages.get(path).status_code == 200
        assert asked == [], path
    assert not ahead.make_next(sample_collection)


class Edition:
    """As much of a collection as answers need that ask nothing of it."""

    def __init__(self, version: int) -> None:
        self.version = version


@pytest.mark.parametrize("cheap", [True, False])
def test_after_a_change_answers_are_made_that_are_cheap_or_were_asked_for(
    monkeypatch: pytest.MonkeyPatch, cheap: bool
) -> None:
    made: list[str] = []

    def report(collection: Any) -> str:
        return kept(collection, "test report", lambda: made.append("report") or "")  # type: ignore[func-returns-value]

    def filtered(collection: Any, day: str = "today") -> str:
        key = ("test filtered", "held", day)
        return remembered(collection, key, lambda: made.append("filtered") or "")  # type: ignore[func-returns-value]

    monkeypatch.setattr(module, "_ANSWERS", (report, filtered))
    monkeypatch.setattr(module, "_CHEAP_SECONDS", 100.0 if cheap else -1.0)
    ahead = Ahead()

    def change(version: int) -> Any:
        made.clear()
        edition: Any = Edition(version)
        while ahead.make_next(edition):
            pass
        return edition

    first = change(1)
    assert made == ["report", "filtered"]
    report(first)
    second = change(2)
    assert made == (["report", "filtered"] if cheap else ["report"])
    filtered(second, "tomorrow")
    change(3)
    assert made == (["report", "filtered"] if cheap else ["filtered"])
    change(4)
    assert made == (["report", "filtered"] if cheap else [])
