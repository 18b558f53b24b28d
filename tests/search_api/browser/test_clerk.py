"""The work of a clerk who receives 1419/VKS-VP: every step a click, every answer read from the page."""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import docx
import pytest
from playwright.sync_api import Download, Locator, Page, expect

from search_api.collection import Collection
from search_api.settings import Settings

from ..conftest import SyllableEncoder
from .conftest import serving

MOST_CLICKS: Final = 10
MOST_SECONDS: Final = 120.0


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[str]:
    """A server over the real documents."""
    settings = Settings(data=tmp_path_factory.mktemp("clerk"))
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest([shared / "seeds"]).failed
    with serving(settings) as served:
        yield served


class Clerk:
    """Counts what a hand does: clicks, and the Enter key."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def asks(self, words: str) -> None:
        """Types into the box that has the focus when the page opens."""
        self.clicks += 1
        expect(self.page.locator("input:focus")).to_be_visible()  # of the page that was just called
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def saves(self, what: Locator) -> Download:
        with self.page.expect_download() as waiting:
            self.click(what)
        return waiting.value


def test_a_clerk_receives_a_letter(page: Page) -> None:
    clerk = Clerk(page)
    page.goto("/")
    started = time.monotonic()

    clerk.asks("1419/VKS-VP")
    found = page.locator(".answer")
    expect(found).to_contain_text("Viện kiểm sát nhân dân tỉnh Lạng Sơn · 26/10/2021")

    # What does it forward?
    clerk.click(found.get_by_role("link", name="Công văn số 1419/VKS-VP"))
    acts = page.locator(".acts-on")
    expect(acts.locator("h3[data-relation=transmits] + ul")).to_contain_text("Kế hoạch số 200/KH-UBND")

    # What does that implement, and which of it is not held?
    clerk.click(acts.get_by_role("link", name="Kế hoạch số 200/KH-UBND").first)
    implemented = acts.locator("h3[data-relation=implements] + ul > li")
    directive = implemented.filter(has=page.get_by_role("link", name="Chỉ thị số 19/CT-TTg"))
    expect(directive).to_contain_text("Thủ tướng Chính phủ · 16/07/2021")
    expect(directive.locator(".badge")).to_have_text("chưa có trong kho")

    # What is due when? The plan hands out tasks, and sets none of them a day.
    clerk.click(page.get_by_role("link", name="Toàn văn"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Kế hoạch số 200/KH-UBND")
    clerk.click(page.locator("summary", has_text="Nhiệm vụ"))
    tasks_shown = page.locator(".attributes details", has=page.locator("summary", has_text="Nhiệm vụ"))
    expect(tasks_shown).to_contain_text("Văn bản không nêu thời hạn cho nhiệm vụ nào.")
    expect(tasks_shown).to_contain_text("Cơ quan chủ trì: Sở Nội vụ tỉnh Lạng Sơn")
    expect(tasks_shown.locator(".due")).to_have_count(0)

    # The memo to put before the head of the office, of the letter that came.
    clerk.click(page.locator(".masthead").get_by_role("link", name="Lược đồ"))
    clerk.asks("1419/VKS-VP")
    saved = clerk.saves(page.get_by_role("link", name="Lưu phiếu tra cứu"))
    took = time.monotonic() - started

    memo = docx.Document(io.BytesIO(saved.path().read_bytes()))
    related, tasks = ([[cell.text for cell in row.cells] for row in table.rows] for table in memo.tables)
    assert [row[1:4] for row in related if row[2] == "Văn bản được gửi, sao gửi"] == [
        ["Kế hoạch 200/KH-UBND", "Văn bản được gửi, sao gửi", "Công văn 1419/VKS-VP"]
    ]
    assert ["Chỉ thị 19/CT-TTg", "chưa có trong kho"] in [[row[1], row[6]] for row in related]
    assert {row[5] for row in tasks[1:]} == {"Công văn 1419/VKS-VP", "Kế hoạch 200/KH-UBND"}
    assert {row[4] for row in tasks[1:]} == {"không nêu thời hạn"}
    assert clerk.clicks < MOST_CLICKS
    assert took < MOST_SECONDS
    print(f"{clerk.clicks} clicks, {took:.1f} s")
