"""A clerk corrects a document on its page, with a mouse, without scripts, and after signing in."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.server.rights import Rights
from search_api.server.tokens import Tokens
from search_api.settings import Settings

from ..conftest import SyllableEncoder
from ..storage.test_corrections import HEAD, MISSED, TEXT
from .checks import violations, wider_than_window


@pytest.fixture(params=[False, True], ids=["this machine", "token"])
def writable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A writable server, and the token that it wants, if any."""
    texts = {"plan": TEXT, "a": HEAD.format("04 tháng 01 năm 2018"), "b": HEAD.format("07 tháng 01 năm 2020")}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=tmp_path / "kho")
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest(sorted(tmp_path.glob("*.txt"))).failed
    tokens = Tokens(settings.data)
    token = tokens.make("Chị Lan", "editor") if request.param else ""
    with closing(Editions(settings, SyllableEncoder())) as editions:
        app = create_app(editions, rights=Rights(tokens, writable=True))
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            thread.join(0.01)
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}/document?file={quote(str(tmp_path / 'plan.txt'))}", token
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_clerk_corrects_a_document(browser: Browser, writable: tuple[str, str], scripts: bool) -> None:
    address, token = writable
    signing = {"http_credentials": {"username": "lan", "password": token}} if token else {}
    context = browser.new_context(java_script_enabled=scripts, locale="vi-VN", **signing)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    if token:
        expect(page.locator("form.correct")).to_have_count(0)
        page.click("text=Đăng nhập để hiệu đính")
    _choose_a_work(page)
    _correct_a_field(page)
    _add_a_reference(page)
    if token:
        expect(page.locator(".said .details", has_text="Chị Lan").first).to_be_visible()
    if scripts:
        assert violations(page) == []
        page.set_viewport_size({"width": 360, "height": 740})
        assert wider_than_window(page) == []
    context.close()


def _choose_a_work(page: Page) -> None:
    page.locator(".paper a.ref.ambiguous").last.click()
    page.locator(".told summary").click()
    page.locator(".told select[name=target]").select_option(index=1)
    page.locator(".told button[value=confirm]").click()
    expect(page.locator(".told .choices li")).to_have_count(1)
    expect(page.locator(".told .badge.corrected").first).to_be_visible()
    page.locator(".told button", has_text="Rút lại").click()
    expect(page.locator(".told .choices li")).to_have_count(2)
    page.locator(".told summary").click()
    page.locator(".told button[value=reject]").click()
    expect(page.locator(".paper a.ref.rejected")).to_have_count(1)


def _correct_a_field(page: Page) -> None:
    page.locator(".attributes .correcting summary").click()
    page.locator(".attributes select[name=field]").select_option("number")
    page.locator(".attributes input[name=value]").fill("78/KH-UBND")
    page.locator(".attributes button[value=add]").click()
    expect(page.locator("h1")).to_contain_text("78/KH-UBND")


def _add_a_reference(page: Page) -> None:
    page.locator(".text .correcting summary").click()
    page.locator(".text input[name=words]").fill(MISSED)
    page.locator(".text select[name=relation]").select_option("implements")
    page.locator(".text input[name=target]").fill("Công văn số 15/SNV-VP của Sở Nội vụ tỉnh Lạng Sơn")
    page.locator(".text button[value=add]").click()
    added = page.locator(".paper a.ref", has_text=MISSED)
    expect(added).to_have_count(1)
    added.click()
    expect(page.locator(".told .choices")).to_contain_text("15/SNV-VP")
