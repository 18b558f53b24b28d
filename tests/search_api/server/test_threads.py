import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from search_api.server import routes
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.settings import processors


def test_queries_do_not_wait_for_searches(samples: Editions, monkeypatch: pytest.MonkeyPatch) -> None:
    over, began = threading.Event(), threading.Semaphore(0)

    def hang(*_: object) -> dict[str, Any]:
        began.release()
        over.wait(60)
        return {}

    monkeypatch.setattr(routes, "ask", hang)
    few = 2 + 2 * processors()
    with TestClient(create_app(samples), raise_server_exceptions=False) as client, ThreadPoolExecutor(few + 3) as pool:
        try:
            for _ in range(few + 2):
                pool.submit(client.get, "/api/search", params={"q": "thi đua"})
            for _ in range(few):
                assert began.acquire(timeout=60)
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"]
            assert client.get("/sparql", params={"query": "SELECT"}).status_code == 400
            time.sleep(0.1)
            assert not began.acquire(blocking=False), "more searches than a few run at the same time"
        finally:
            over.set()
