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
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(data=tmp_path_factory.mktemp("collection"))
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.ingest([SAMPLES / "02-ke-hoach-trien-khai-chi-thi.txt"])
    with closing(Editions(settings, SyllableEncoder())) as editions, TestClient(create_app(editions)) as client:
        yield client


def test_the_json_keeps_its_shape(client: TestClient) -> None:
    reply = client.get("/api/suggest", params={"q": "ke hoach 37", "k": 4})
    assert reply.status_code == 200
    found = reply.json()["suggestions"]
    assert set(found[0]) == {"text", "kind", "detail", "q"}
    assert found[0]["text"] == "Kế hoạch 37/KH-UBND"
    assert len(found) <= 4


def test_nothing_typed_is_no_error_and_too_much_is(client: TestClient) -> None:
    assert client.get("/api/suggest", params={"q": ""}).json() == {"suggestions": []}
    assert client.get("/api/suggest", params={"q": "x" * 500}).status_code == 422
    assert client.get("/api/suggest").status_code == 422


def test_the_search_page_shows_suggestions_and_choices(client: TestClient) -> None:
    page = client.get("/", params={"q": "phong troa thi dua"}).text
    assert "Bạn có tìm “phong trào thi đua”?" in page
    assert 'class="choices"' not in page
