import time

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from search_api.server.limits import RateLimited, client_key, rate_named


def client(address: str, app: FastAPI) -> TestClient:
    return TestClient(app, client=(address, 5000))


@pytest.fixture
def app() -> FastAPI:
    made = FastAPI()
    rate = rate_named("3/second")
    assert rate is not None
    made.add_middleware(RateLimited, rate=rate)
    made.get("/")(lambda: "ok")
    return made


def test_a_client_that_asks_too_much_waits_and_others_do_not(app: FastAPI) -> None:
    answers = [client("10.0.0.1", app).get("/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].json()["type"].endswith("/too_many")
    wait = int(answers[-1].headers["retry-after"])
    assert client("10.0.0.2", app).get("/").status_code == 200
    time.sleep(wait + 1)
    assert client("10.0.0.1", app).get("/").status_code == 200


def test_this_machine_may_ask_as_it_likes(app: FastAPI) -> None:
    assert {client("127.0.0.1", app).get("/").status_code for _ in range(10)} == {200}


def test_off_is_no_rate() -> None:
    assert rate_named("off") is None


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("unix", "unix"),
    ],
)
def test_client_key(address: str, key: str) -> None:
    assert client_key(Request({"type": "http", "client": (address, 1), "headers": []})) == key
