"""Writing through the Graph Store Protocol, over HTTP: who may, what is kept, and what is refused."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from search_api.collection import Collection
from search_api.editions.files import graph_folder
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.rights import Rights
from search_api.server.tokens import Role, Tokens
from search_api.settings import Settings
from search_api.storage.lock import locked

from ..conftest import SyllableEncoder

TURTLE = {"content-type": "text/turtle"}
UPDATE = {"content-type": "application/sparql-update"}
BODY = "<urn:a> <urn:b> 'một', [ <urn:c> 'hai' ] ."
NQUADS = "<urn:a> <urn:b> <urn:c> <urn:g> .\n<urn:a> <urn:b> <urn:d> .\n"
BASE = "https://danchieu.example/"
STATEMENT = f"<urn:a> a <{BASE}ontology#RelationStatement> ."
NOTE = "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 'ba' } }"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "kho", max_import_bytes=2000, query_seconds=20)


@pytest.fixture
def editions(settings: Settings) -> Iterator[Editions]:
    Collection.open(settings, SyllableEncoder()).close()
    with closing(Editions(settings, SyllableEncoder())) as made:
        yield made


def client_of(editions: Editions, role: Role | None, writable: bool = True) -> TestClient:
    tokens = Tokens(editions.settings.data)
    tokens.make("op", "operator")
    headers = {"authorization": f"Bearer {tokens.make(role, role)}"} if role else {}
    return TestClient(create_app(editions, rights=Rights(tokens, writable)), headers=headers)


@pytest.fixture
def client(editions: Editions) -> TestClient:
    return client_of(editions, "operator")


def asked(client: TestClient, text: str) -> bool:
    return bool(client.get("/sparql", params={"query": text}).json()["boolean"])


def held(client: TestClient, path: str) -> str:
    return client.get(path, headers={"accept": "application/n-triples"}).text


def test_a_new_graph_gets_the_name_that_is_wanted_or_another(client: TestClient) -> None:
    named = {**TURTLE, "slug": "danh%20m%E1%BB%A5c"}
    first, second = (client.post("/graph-store", content=BODY, headers=named).headers["location"] for _ in range(2))
    assert first == "http://testserver/graph-store/graph/danh%20m%E1%BB%A5c"
    assert second.startswith(f"{first}-")
    assert held(client, second).count("<urn:b>") == 2
    assert client.post("/graph-store", content=BODY, headers={**TURTLE, "slug": "catalogue"}).status_code == 201


def test_what_is_written_outlives_the_graph(client: TestClient, settings: Settings, editions: Editions) -> None:
    """The content is kept beside the graph, from which all can be made again."""
    assert client.put("/graph-store?graph=urn:g", content=BODY, headers=TURTLE).status_code == 201
    before = held(client, "/graph-store?graph=urn:g")
    with editions.current() as edition:
        version = edition.collection.version
    with locked(settings.data):
        for file in graph_folder(settings, version).iterdir():
            file.unlink()
        graph_folder(settings, version).rmdir()
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.catch_up()
    editions.renew()
    assert held(client, "/graph-store?graph=urn:g") == before
    assert asked(client, "ASK { <urn:a> <urn:b> ?x . ?x <urn:c> 'hai' }")


def test_an_import_is_read_and_goes_whole(
    client: TestClient, editions: Editions, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "a.nq").write_text(NQUADS)
    with Collection.open(settings, SyllableEncoder()) as collection:
        digest = collection.import_file(tmp_path / "a.nq").digest
    editions.renew()
    place = f"/graph-store/import/{digest[:16]}"
    assert "<urn:d>" in held(client, f"{place}/default")
    refused = client.delete(f"{place}/default")
    assert refused.status_code == 403
    assert f"import/{digest[:16]}" in refused.json()["detail"]
    assert client.put(f"{place}/default", content=BODY, headers=TURTLE).status_code == 403
    assert client.delete(place).status_code == 204
    assert client.delete(place).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status"),
    [
        ("POST", "/graph-store", {"content": BODY}, 415),
        ("POST", "/graph-store", {"content": NQUADS, "headers": {"content-type": "application/n-quads"}}, 415),
        ("POST", "/graph-store", {"content": "<urn:a> <urn:b>", "headers": TURTLE}, 400),
        ("POST", "/graph-store", {"content": b"<urn:a> <urn:b> '\xff' .", "headers": TURTLE}, 400),
        ("POST", "/graph-store", {"content": "# nothing", "headers": TURTLE}, 400),
        ("POST", "/graph-store", {"content": "#" * 2001, "headers": TURTLE}, 413),
        ("POST", "/graph-store", {"content": BODY, "headers": {**TURTLE, "slug": "x" * 201}}, 422),
        ("POST", "/graph-store", {"content": BODY, "headers": {**TURTLE, "origin": "https://a.example"}}, 403),
        ("POST", "/graph-store", {"content": "x", "headers": {"content-type": "multipart/form-data"}}, 400),
        ("POST", "/graph-store", {"files": {"a": ("a.nq", NQUADS, "application/n-quads")}}, 415),
        ("PUT", "/graph-store", {"content": BODY, "headers": TURTLE}, 400),
        ("PUT", "/graph-store?graph=urn:g&default", {"content": BODY, "headers": TURTLE}, 400),
        ("PUT", "/graph-store?graph=g", {"content": BODY, "headers": TURTLE}, 403),
        ("PUT", "/graph-store?graph=urn:g", {"content": STATEMENT, "headers": TURTLE}, 400),
        ("PUT", "/graph-store?graph=urn:g", {"content": f"<{BASE}source/x> a <urn:b> .", "headers": TURTLE}, 400),
        ("PUT", "/graph-store/source/x/text", {"content": BODY, "headers": TURTLE}, 403),
        ("POST", "/graph-store/graph/catalogue", {"content": BODY, "headers": TURTLE}, 403),
        ("PUT", f"/graph-store?graph={BASE}ontology", {"content": BODY, "headers": TURTLE}, 403),
        ("PATCH", "/graph-store?graph=urn:g", {}, 405),
        ("DELETE", "/graph-store?graph=urn:g", {}, 404),
        ("DELETE", "/graph-store/graph/catalogue", {}, 403),
        ("DELETE", "/graph-store", {}, 400),
        ("DELETE", "/graph-store/import/0123456789abcdef/default", {}, 404),
    ],
)
def test_what_cannot_be_kept_is_refused(
    client: TestClient, settings: Settings, method: str, path: str, arguments: dict[str, Any], status: int
) -> None:
    answer = client.request(method, path, **arguments)
    assert answer.status_code == status, answer.text
    assert answer.json()["status"] == status
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert collection.version == 1


@pytest.mark.parametrize(
    ("role", "writable", "status"),
    [(None, True, 401), ("reader", True, 403), ("editor", True, 403), ("operator", False, 403)],
)
def test_only_operators_write(editions: Editions, role: Role | None, writable: bool, status: int) -> None:
    client = client_of(editions, role, writable)
    assert client.post("/graph-store", content=BODY, headers=TURTLE).status_code == status
    assert client.put("/graph-store?graph=urn:g", content=BODY, headers=TURTLE).status_code == status
    assert client.delete("/graph-store/import/x").status_code == status
    assert client.post("/sparql", content=NOTE, headers=UPDATE).status_code == status
    assert client.post("/sparql", data={"update": NOTE}).status_code == status
    assert not asked(client, "ASK { <urn:a> ?p ?o }")


def test_while_another_process_writes_it_is_to_be_tried_again(client: TestClient, settings: Settings) -> None:
    with locked(settings.data):
        answers = [
            client.post("/graph-store", content=BODY, headers=TURTLE),
            client.post("/sparql", content=NOTE, headers=UPDATE),
        ]
    for answer in answers:
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "5"
    assert client.post("/graph-store", content=BODY, headers=TURTLE).status_code == 201
