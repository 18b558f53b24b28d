from itertools import count

import pytest
from fastapi.testclient import TestClient

from graph.stores import Store
from search_api.collection import Collection
from search_api.web.ahead import make_next


def test_the_pages_of_the_whole_collection_ask_no_more_of_the_graph(
    sample_pages: TestClient, sample_collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = next(number for number in count() if not make_next(sample_collection))
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
    assert not make_next(sample_collection)
