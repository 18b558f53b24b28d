"""Writing through the Graph Store Protocol, over HTTP: who may, what is kept, and what is refused."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.rights import Rights
from search_api.server.tokens import Role, Tokens
from search_api.settings import Settings
from search_api.storage.lock import locked

from ..conftest import SyllableEncoder

TURTLE = {"content-type": "text/turtle"}
BODY = "<urn:a> <urn:b> 'một', [ <urn:c> 'hai' ] ."
NQUADS = "<urn:a> <urn:b> <urn:c> <urn:g> .\n<urn:a> <urn:b> <urn:d> .\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "kho", max_import_bytes=500)


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


def test_a_graph_comes_is_read_and_goes(client: TestClient, settings: Settings) -> None:
    made = client.post("/graph-store", content=BODY, headers=TURTLE)
    assert (made.status_code, made.content) == (201, b"")
    assert asked(client, "ASK { <urn:a> <urn:b> ?x . ?x <urn:c> 'hai' }")
    graph = client.get(made.headers["location"], headers={"accept": "application/n-triples"})
    assert graph.text.count("<urn:b>") == 2
    with Collection.open(settings, SyllableEncoder()) as collection:
        (held,) = collection.imports()  # kept as `danchieu import` keeps it, so `danchieu remove` can drop it
        assert held.name == f"{held.digest[:16]}.ttl"
        assert made.headers["location"] == f"/graph-store/import/{held.digest[:16]}/default"
    assert client.delete(made.headers["location"]).status_code == 204
    assert client.get(made.headers["location"]).status_code == 404
    assert client.delete(made.headers["location"]).status_code == 404
    assert not asked(client, "ASK { <urn:a> ?p ?o }")


def test_what_had_the_name_is_replaced(client: TestClient) -> None:
    named = {**TURTLE, "slug": "danh%20m%E1%BB%A5c"}
    old = client.post("/graph-store", content=BODY, headers=named).headers["location"]
    assert client.post("/graph-store", content="<urn:a> <urn:b> 'ba' .", headers=named).status_code == 201
    assert client.get(old).status_code == 404
    assert asked(client, "ASK { ?i dcterms:identifier 'danh mục' . <urn:a> <urn:b> 'ba' }")


@pytest.mark.parametrize(
    ("method", "path", "arguments", "status"),
    [
        ("POST", "/graph-store", {"content": BODY}, 415),
        ("POST", "/graph-store", {"content": "{}", "headers": {"content-type": "application/ld+json"}}, 415),
        ("POST", "/graph-store", {"content": "<urn:a> <urn:b>", "headers": TURTLE}, 400),
        ("POST", "/graph-store", {"content": b"<urn:a> <urn:b> '\xff' .", "headers": TURTLE}, 400),
        ("POST", "/graph-store", {"content": "#" * 501, "headers": TURTLE}, 413),
        ("POST", "/graph-store", {"content": BODY, "headers": {**TURTLE, "slug": "x" * 201}}, 422),
        ("POST", "/graph-store", {"content": BODY, "headers": {**TURTLE, "origin": "https://a.example"}}, 403),
        ("POST", "/graph-store?graph=urn:g", {"content": BODY, "headers": TURTLE}, 403),
        ("POST", "/graph-store?default", {"content": BODY, "headers": TURTLE}, 403),
        ("POST", "/graph-store/import/x", {"content": BODY, "headers": TURTLE}, 403),
        ("PUT", "/graph-store/import/x", {"content": BODY, "headers": TURTLE}, 403),
        ("PUT", "/graph-store?default", {"content": BODY, "headers": TURTLE}, 403),
        ("PATCH", "/graph-store?graph=urn:g", {}, 403),
        ("DELETE", "/graph-store?graph=urn:g", {}, 403),
        ("DELETE", "/graph-store", {}, 422),
        ("DELETE", "/graph-store/import/0123456789abcdef/default", {}, 404),
        ("POST", "/sparql", {"data": {"update": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"}}, 403),
        ("POST", "/sparql", {"data": {"update": "DROP ALL"}}, 403),
    ],
)
def test_what_cannot_be_kept_is_refused(
    client: TestClient, settings: Settings, method: str, path: str, arguments: dict[str, Any], status: int
) -> None:
    answer = client.request(method, path, **arguments)
    assert answer.status_code == status, answer.text
    assert answer.json()["status"] == status
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert collection.imports() == []


@pytest.mark.parametrize(
    ("role", "writable", "status"),
    [(None, True, 401), ("reader", True, 403), ("editor", True, 403), ("operator", False, 403)],
)
def test_only_operators_write(editions: Editions, role: Role | None, writable: bool, status: int) -> None:
    client = client_of(editions, role, writable)
    assert client.post("/graph-store", content=BODY, headers=TURTLE).status_code == status
    assert client.delete("/graph-store/import/x").status_code == status
    assert not asked(client, "ASK { <urn:a> ?p ?o }")


def test_one_of_several_graphs_does_not_go_alone(
    client: TestClient, editions: Editions, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "a.nq").write_text(NQUADS)
    with Collection.open(settings, SyllableEncoder()) as collection:
        digest = collection.import_file(tmp_path / "a.nq").digest
    editions.renew()
    place = f"/graph-store/import/{digest[:16]}"
    refused = client.delete(f"{place}/default")
    assert refused.status_code == 403
    assert f"import/{digest[:16]}" in refused.json()["detail"]
    assert client.delete(place).status_code == 204


def test_while_another_process_writes_it_is_to_be_tried_again(client: TestClient, settings: Settings) -> None:
    with locked(settings.data):
        answer = client.post("/graph-store", content=BODY, headers=TURTLE)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert client.post("/graph-store", content=BODY, headers=TURTLE).status_code == 201
