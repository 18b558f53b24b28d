"""What whoever runs the server sees of it, from outside."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from search_api.collection import Collection
from search_api.settings import Settings

from ..conftest import ROOT, SyllableEncoder

SECRET = "câu hỏi bí mật"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with Collection.open(Settings(data=tmp_path / "kho"), SyllableEncoder()):
        return tmp_path / "kho"


def test_health_readiness_and_figures(start_server: Callable[..., str], data: Path) -> None:
    client = httpx.Client(base_url=start_server(data), timeout=60)
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ok"
    for path in (
        "/api/v1/search",
        f"/api/v1/search?q={SECRET}",
        "/document?file=x",
        "/nowhere/at-all",
        "/static/style.css",
    ):
        client.get(path)
    client.request("BREW", "/")
    figures = {
        (sample.name, sample.labels.get("route"), sample.labels.get("status")): sample.value
        for family in text_string_to_metric_families(client.get("/metrics").text)
        for sample in family.samples
    }
    assert figures["danchieu_requests_total", "/api/v1/search", "422"] == 1
    assert figures["danchieu_requests_total", "/api/v1/search", "200"] == 1
    assert figures["danchieu_requests_total", "/document", "404"] == 1
    assert figures["danchieu_query_workers_idle", None, None] >= 4
    assert figures["danchieu_requests_running", None, None] >= 1  # the one before may not be counted as ended yet
    routes = {route for _, route, _ in figures if route}
    assert not any("nowhere" in route for route in routes)


def test_the_log_has_each_request_and_no_content(data: Path) -> None:
    command = [sys.executable, "-m", "tests.search_api.serving", str(data)]
    environment = {"DANCHIEU_LOG": "json", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        client = httpx.Client(base_url=server.stdout.readline().strip(), timeout=60)
        try:
            answers = [
                client.get("/api/v1/search", params={"q": SECRET}),
                client.get("/document", params={"file": SECRET}),
                client.get(f"/{SECRET}"),
                client.get("/sparql", params={"query": f"SELECT '{SECRET}' {{"}),
            ]
        finally:
            server.terminate()
        log = server.communicate(timeout=60)[1]
    lines = [json.loads(line) for line in log.splitlines()]
    told = {line["request"]: (line["method"], line["route"], line["status"]) for line in lines if "request" in line}
    assert [told[answer.headers["x-request-id"]] for answer in answers] == [
        ("GET", "/api/v1/search", 200),
        ("GET", "/document", 404),
        ("GET", "other", 404),
        ("GET", "/sparql", 400),
    ]
    assert "bí mật" not in log
    assert "%" not in log
