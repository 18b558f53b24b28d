import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from search_api.server.origins import KnownOrigins


@pytest.fixture(params=[("localhost", "[::1]"), ("*",)])
def hosts(request: pytest.FixtureRequest) -> tuple[str, ...]:
    named: tuple[str, ...] = request.param
    return named


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost", True),
        ("LOCALHOST:8000", True),
        ("[::1]:8000", True),
        ("[::1]", True),
        ("localhost.evil.example", False),
        ("evil.example:80", False),
        ("[::2]", False),
        ("", False),
    ],
)
def test_the_name_of_the_server(hosts: tuple[str, ...], host: str, ours: bool) -> None:
    app = FastAPI()
    app.add_middleware(KnownOrigins, hosts=hosts)
    app.get("/")(lambda: "ok")
    answer = TestClient(app).get("/", headers={"host": host})
    assert answer.status_code == (200 if ours or hosts == ("*",) else 400)
    if answer.status_code == 400:
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "origin", "status"),
    [
        ("POST", "/write", "http://localhost:8000", 200),
        ("POST", "/write", "http://localhost:9000", 403),
        ("POST", "/write", "https://evil.example", 403),
        ("POST", "/read", "https://evil.example", 200),
        ("DELETE", "/read", "https://evil.example", 403),
        ("GET", "/write", "https://evil.example", 200),
    ],
)
def test_pages_of_others(method: str, path: str, origin: str, status: int) -> None:
    app = FastAPI()
    app.add_middleware(KnownOrigins, hosts=("localhost",), reading=("/read",))
    for name in ("/read", "/write"):
        app.api_route(name, methods=["GET", "POST", "DELETE"])(lambda: "ok")
    client = TestClient(app, base_url="http://localhost:8000")
    assert client.request(method, path, headers={"origin": origin}).status_code == status
