"""A clerk corrects a document on its page, with a mouse, without scripts, and after signing in."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, HttpCredentials, Page, expect

from search_api.collection import Collection
from search_api.server.tokens import Tokens
from search_api.settings import Settings

from ..conftest import SyllableEncoder
from ..storage.test_corrections import HEAD, MISSED, TEXT
from .checks import violations, wider_than_window
from .conftest import serving


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[tuple[Settings, str]]:
    """A writable server over a plan with an ambiguous reference: its settings, and the address of the plan's page."""
    texts = {"plan": TEXT, "a": HEAD.format("04 tháng 01 năm 2018"), "b": HEAD.format("07 tháng 01 năm 2020")}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=tmp_path / "kho")
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest(sorted(tmp_path.glob("*.txt"))).failed
    with serving(settings, writable=True) as address:
        yield settings, f"{address}/document?file={quote(str(tmp_path / 'plan.txt'))}"


def test_a_clerk_on_this_machine_corrects_a_document(browser: Browser, writable: tuple[Settings, str]) -> None:
    with browser.new_context(locale="vi-VN") as context:
        page = context.new_page()
        page.goto(writable[1])
        _correct(page)
        assert violations(page) == []
        assert wider_than_window(page, 360) == []


def test_a_clerk_signs_in_and_corrects_without_scripts(browser: Browser, writable: tuple[Settings, str]) -> None:
    settings, address = writable
    token = Tokens(settings.data).make("Chị Lan", "editor")
    signing: HttpCredentials = {"username": "lan", "password": token}
    with browser.new_context(java_script_enabled=False, http_credentials=signing) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("form.correct")).to_have_count(0)
        page.click("text=Đăng nhập để hiệu đính")
        _correct(page)
        expect(page.locator(".said .details", has_text="Chị Lan").first).to_be_visible()


def _correct(page: Page) -> None:
    _choose_a_work(page)
    _correct_a_field(page)
    _add_a_reference(page)


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
