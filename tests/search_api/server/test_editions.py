import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.editions import Edition, Editions
from search_api.settings import Settings
from search_api.sparql.negotiation import accepted

from ..conftest import SyllableEncoder

COUNT = "SELECT (COUNT(DISTINCT ?f) AS ?n) { ?f a schema:MediaObject }"
FIRST, SECOND = sorted(SAMPLES.glob("*.txt"))[:2]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(data=tmp_path)
    ingest(made, FIRST)
    return made


@pytest.fixture
def editions(settings: Settings) -> Iterator[Editions]:
    with closing(Editions(settings, SyllableEncoder())) as made:
        yield made


def ingest(settings: Settings, file: Path) -> None:
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.ingest([file])


def files(edition: Edition) -> tuple[int, int, int, int]:
    """How many files rows, graph, query processes and the word index show."""
    shown = edition.collection
    return (
        len({document.file for document in shown.documents()}),
        int(next(iter(shown.store.query(COUNT)))["n"].value),  # type: ignore[union-attr, call-overload]
        int(edition.queries.query(COUNT, accepted("text/csv")).read().split()[1]),
        len({hit.held.file for hit in shown.search_words("thi đua", 100)}),
    )


def test_a_change_is_shown_once_and_no_request_sees_it_halfway(editions: Editions, settings: Settings) -> None:
    with editions.current() as old:
        assert not editions.renew()
        ingest(settings, SECOND)
        assert files(old) == (1, 1, 1, 1)
        assert editions.renew()
        assert not editions.renew()
        assert files(old) == (1, 1, 1, 1)
        with editions.current() as new:
            assert files(new) == (2, 2, 2, 2)
    ingest(settings, FIRST)
    assert not editions.renew()


def test_what_a_request_reads_is_not_deleted(editions: Editions, settings: Settings) -> None:
    with editions.current() as old:
        for file in sorted(SAMPLES.glob("*.txt"))[1:4]:
            ingest(settings, file)
            assert editions.renew()
        assert files(old) == (1, 1, 1, 1)
        assert len(list((settings.data / "graph").iterdir())) == 3  # of the request, shown before, shown now
    ingest(settings, sorted(SAMPLES.glob("*.txt"))[4])
    editions.renew()
    assert len(list((settings.data / "graph").iterdir())) <= 2


def test_changes_are_looked_for_while_requests_go_on(editions: Editions, settings: Settings) -> None:
    seen: list[tuple[int, int, int, int]] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            with editions.current() as edition:
                seen.append(files(edition))

    asking = [threading.Thread(target=ask) for _ in range(3)]
    with editions.renewed():
        for thread in asking:
            thread.start()
        ingest(settings, SECOND)
        limit = time.monotonic() + 30
        while seen[-1:] != [(2, 2, 2, 2)] and time.monotonic() < limit:
            time.sleep(0.1)
        over.set()
        for thread in asking:
            thread.join()
    assert set(seen) == {(1, 1, 1, 1), (2, 2, 2, 2)}


def test_nothing_is_left_behind(settings: Settings) -> None:
    before = set(settings.data.iterdir())
    Editions(settings, SyllableEncoder()).close()
    assert set(settings.data.iterdir()) - before == set()
