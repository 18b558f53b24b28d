from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.settings import Settings

from ..conftest import SyllableEncoder


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editions]:
    settings = Settings(data=tmp_path_factory.mktemp("collection"), query_seconds=5)
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest([SAMPLES]).failed
    with closing(Editions(settings, SyllableEncoder())) as made:
        yield made


@pytest.fixture
def collection(editions: Editions) -> Iterator[Collection]:
    with editions.current() as edition:
        yield edition.collection


@pytest.fixture(scope="module")
def client(editions: Editions) -> Iterator[TestClient]:
    with TestClient(create_app(editions)) as client:
        yield client
