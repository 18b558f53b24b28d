import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from search_api.server import is_exposed

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--hide-scrollbars"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``danchieu demo`` as a user starts it, on a free port."""
    data = tmp_path_factory.mktemp("data")
    command = [sys.executable, "-m", "search_api.cli", "--data", str(data), "demo", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
    assert told, "no address was printed"
    yield told[0]
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert not list(data.glob("serve-*")), "copies of the graph are left behind"


def test_the_demo_answers(address: str) -> None:
    found = httpx.get(f"{address}api/search", params={"q": "dang ky sang kien voi So Noi vu"}, timeout=60).json()
    assert "sáng kiến" in found["passages"][0]["text"]


def test_the_address_is_this_machine_only(address: str) -> None:
    port = int(address.rstrip("/").rpartition(":")[2])
    others = {row[4][0] for row in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)} - {"127.0.0.1"}
    for other in (name for name in others if not str(name).startswith("127.")):
        with socket.socket() as probe:
            probe.settimeout(1)
            assert probe.connect_ex((other, port)) != 0


def test_a_taken_port_is_told(address: str, tmp_path: Path) -> None:
    port = address.rstrip("/").rpartition(":")[2]
    command = [sys.executable, "-m", "search_api.cli", "--data", str(tmp_path), "serve", "--port", port]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "--port" in result.stderr


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["?q=thi+dua", "trace?q=52/VKS-VP"])
def test_pages_fit_the_window(address: str, tmp_path: Path, path: str, width: int) -> None:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium must be there in CI")
        pytest.skip("chromium is not installed")
    picture = tmp_path / "page.png"
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    options = [*QUIET, profile, f"--window-size={width},900", f"--screenshot={picture}", f"{address}{path}"]
    subprocess.run([CHROMIUM, *options], check=True, capture_output=True, timeout=120)
    assert picture.stat().st_size > 20_000


@pytest.mark.parametrize(
    ("host", "exposed"),
    [("127.0.0.1", False), ("localhost", False), ("::1", False), ("0.0.0.0", True), ("10.0.0.5", True)],
)
def test_is_exposed(host: str, exposed: bool) -> None:
    assert is_exposed(host) == exposed
