import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from click.testing import CliRunner

from search_api.cli import main
from search_api.commands.session import MISSING
from search_api.server.process import is_exposed, listening
from search_api.sparql.pool import QueryPool

DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH SƠN KHÊ

Số: 77/CT-UBND

Sơn Khê, ngày 05 tháng 01 năm 2024

CHỈ THỊ
Về tăng cường phòng cháy rừng

Thực hiện Chỉ thị số 19/CT-TTg ngày 30/6/2023 của Thủ tướng Chính phủ, yêu cầu các đơn vị trực cháy rừng 24/24 giờ.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """``danchieu demo`` as a user starts it, on a free port."""
    command = [sys.executable, "-m", "search_api.cli", "--data", str(data), "demo", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert told, "no address was printed"
    yield told[0]
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert len(list((data / "graph").iterdir())) <= 2, "old editions are left behind"


def test_the_demo_answers(address: str) -> None:
    found = httpx.get(f"{address}api/search", params={"q": "dang ky sang kien voi So Noi vu"}, timeout=60).json()
    assert "sáng kiến" in found["passages"][0]["text"]


def test_what_is_missing_is_encoded_beside_the_server(address: str) -> None:
    """``demo`` encodes nothing itself, so that it answers at once."""
    limit = time.monotonic() + 120
    while time.monotonic() < limit:
        found = httpx.get(f"{address}api/search", params={"q": "đăng ký sáng kiến"}, timeout=60).json()
        assert found["passages"]
        if found["meaning"]["ready"] and found["meaning"]["encoded"] == found["meaning"]["passages"]:
            break
        time.sleep(0.5)
    assert found["meaning"] == {**found["meaning"], "ready": True, "loading": False, "problem": None}
    assert found["passages"][0]["scores"]["dense"] > 0.5


def asked(address: str, path: str) -> bool:
    """Whether a request is answered and what it answers knows the directive above."""
    answer = httpx.get(f"{address}{path}", timeout=60)
    assert answer.status_code == 200, answer.text
    return "phòng cháy rừng" in answer.text


def test_what_another_process_changes_is_shown_without_a_restart(address: str, data: Path, tmp_path: Path) -> None:
    (tmp_path / "moi.txt").write_text(DIRECTIVE, encoding="utf-8")
    query = quote('SELECT ?t { ?w eli:number "77/CT-UBND" ; dcterms:title ?t }')
    paths = ["", "api/search?q=truc+chay+rung", "api/trace?q=77/CT-UBND", f"sparql?query={query}"]
    over = threading.Event()

    def ask_on() -> int:
        count = 0
        while not over.is_set():
            for path in paths:
                asked(address, path)
                count += 1
                time.sleep(0.05)
        return count

    def wait_until(known: bool) -> None:
        limit = time.monotonic() + 60
        while any(asked(address, path) != known for path in paths):
            assert time.monotonic() < limit, "the server does not show the change"
            time.sleep(0.2)

    assert not any(asked(address, path) for path in paths)
    with ThreadPoolExecutor(2) as pool:
        asking = [pool.submit(ask_on) for _ in range(2)]
        try:
            for known, change in ((True, ["ingest", str(tmp_path)]), (False, ["remove", "77/CT-UBND"])):
                command = [sys.executable, "-m", "search_api.cli", "--data", str(data), *change]
                subprocess.run(command, check=True, capture_output=True)
                wait_until(known)
        finally:
            over.set()
        assert all(future.result() > len(paths) for future in asking)


def test_the_address_is_this_machine_only(address: str) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    others = {row[4][0] for row in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}
    for other in (name for name in others if not str(name).startswith("127.")):
        with socket.socket() as probe:
            probe.settimeout(1)
            assert probe.connect_ex((other, port)) != 0


@pytest.mark.parametrize(("setting", "served"), [("refused", False), ("allowed", True)])
def test_without_isolation_nothing_is_served_unless_the_operator_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, served: bool
) -> None:
    monkeypatch.setattr(QueryPool, "isolated", False)
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    monkeypatch.setenv("DANCHIEU_QUERY_NETWORK", setting)
    result = CliRunner().invoke(main, ["--data", str(tmp_path), "serve", "--port", "0"])
    assert (result.exit_code == 0) is served
    assert served or (result.exit_code == MISSING and "DANCHIEU_QUERY_NETWORK=allowed" in result.stderr)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_the_socket_is_named_as_tcp(host: str) -> None:
    with listening(host, 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_taken_port_is_told(address: str, tmp_path: Path) -> None:
    port = address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "search_api.cli", "--data", str(tmp_path), "serve", "--port", port]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "--port" in result.stderr


@pytest.mark.parametrize(
    ("host", "exposed"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("10.0.0.5", True)],
)
def test_is_exposed(host: str, exposed: bool) -> None:
    assert is_exposed(host) == exposed
