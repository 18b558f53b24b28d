"""A real browser on a real server over the samples. Every page that a test opens is watched."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings
from search_api.web.built import built

from ..conftest import HOSTILE_NAME, HOSTILE_TEXT, SyllableEncoder
from .checks import AXE

ARGUMENTS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


def need(there: bool, missing: str) -> None:
    """In CI everything must be there; elsewhere what is missing is told, and the test skipped."""
    if not there:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose name and every field are markup."""
    file = tmp_path_factory.mktemp("hostile") / HOSTILE_NAME
    file.write_text(HOSTILE_TEXT, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, hostile: Path) -> Iterator[str]:
    """A server over the samples and the hostile file, as ``http://127.0.0.1:PORT``."""
    settings = Settings(data=tmp_path_factory.mktemp("browser"))
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest([SAMPLES, hostile]).failed
    with serving(settings) as address:
        yield address


@contextmanager
def serving(settings: Settings, writable: bool = False) -> Iterator[str]:
    """A server over a collection, for as long as the block runs; gives its address."""
    need(built("fonts.css") is not None and AXE.is_file(), "the scripts of the pages are not built: run `make assets`")
    with closing(Editions(settings, SyllableEncoder())) as editions:
        app = create_app(editions, rights=Rights(Tokens(settings.data), writable))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            thread.join(0.01)
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need(chromium is not None, "chromium is not installed")
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        arguments = [*ARGUMENTS, *(["--no-sandbox"] if root else [])]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window of its own, in which nothing may go wrong: no request leaves the host, no script fails or is refused."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="vi-VN")
    wrong: list[str] = []

    def requested(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(address).netloc:
            wrong.append(f"a request left the host: {request.url}")

    def told(message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of" not in message.text:
            wrong.append(f"the console has an error: {message.text}")

    context.on("request", requested)
    context.on("console", told)

    def opened(dialog: Dialog) -> None:
        wrong.append(f"a script of a text ran: {dialog.message}")
        dialog.dismiss()

    context.on("dialog", opened)
    context.on("weberror", lambda error: wrong.append(f"a script failed: {error.error}"))
    yield context
    context.close()
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
