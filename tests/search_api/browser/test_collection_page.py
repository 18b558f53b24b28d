from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from search_api.collection import Collection
from search_api.settings import Settings

from ..conftest import SyllableEncoder
from ..uploads.conftest import directive, word_file
from .checks import (
    WIDTHS,
    beyond_the_keyboard,
    lost_in_translation,
    seen_by_day_and_night,
    violations,
    wider_than_window,
)
from .conftest import serving

LONG = 120_000
HOSTILE = "<img src=x onerror=alert(1)>.txt"
DROPPED = """([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name, {type: "text/plain"}));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.querySelector(".drop").dispatchEvent(
      new DragEvent(kind, {dataTransfer: files, bubbles: true, cancelable: true}));
  }
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that may be written to, over one file."""
    folder = tmp_path_factory.mktemp("writable")
    file = folder / "có sẵn.txt"
    file.write_bytes(directive(1))
    settings = Settings(data=folder / "kho")
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert not collection.ingest([file]).failed
    with serving(settings, writable=True) as served:
        yield served


def named(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content}


def test_the_page_keeps_the_rules_of_all_pages(page: Page) -> None:
    page.goto("/collection")
    wrong = seen_by_day_and_night(page) + beyond_the_keyboard(page) + wider_than_window(page, *WIDTHS)
    assert wrong + lost_in_translation(page) == []


def test_a_dropped_file_is_found_and_removed(page: Page) -> None:
    page.goto("/collection")
    page.evaluate(DROPPED, [HOSTILE, directive(77).decode()])
    row = page.locator(".sent li")
    expect(row.locator(".name")).to_have_text(HOSTILE)
    expect(row.locator("progress")).to_have_attribute("aria-label", f"Đã gửi {HOSTILE}")
    expect(row).to_contain_text("đã vào kho", timeout=LONG)
    expect(row.locator("progress")).to_have_count(0)
    assert violations(page) == []
    expect(page.locator("#held")).to_contain_text("77/CT-UBND")
    assert page.locator("#held img, .sent img").count() == 0
    row.get_by_role("link", name="Mở").click()
    expect(page.locator("main")).to_contain_text("77/CT-UBND")

    page.goto("/?q=77/CT-UBND")
    expect(page.locator("main")).to_contain_text("phòng cháy rừng")
    page.goto("/collection?q=onerror")
    page.get_by_role("link", name="Gỡ").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gỡ tệp khỏi kho")
    expect(page.locator("main")).to_contain_text("77/CT-UBND")
    page.get_by_role("button", name="Gỡ tệp này").press("Enter")
    page.wait_for_url("**/collection?job=*")
    until_done(page)
    expect(page.locator(".job")).to_contain_text("đã gỡ")
    expect(page.locator("#held")).not_to_contain_text("77/CT-UBND")


def test_chosen_files_are_sent_one_by_one_and_failures_have_reasons(page: Page) -> None:
    page.goto("/collection?lang=en")
    files = [named("good.txt", directive(78)), named("a.zip", b"PK\x03\x04"), named("empty.txt", b"")]
    page.locator("#files").set_input_files(files)
    page.get_by_role("button", name="Upload").click()
    rows = page.locator(".sent li")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("it is ZIP")
    expect(rows.nth(2)).to_contain_text("it is empty")
    expect(rows.nth(0)).to_contain_text("taken in", timeout=LONG)
    assert violations(page) == []


def test_a_lost_connection_is_told(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address) as unwatched:  # its console tells the failure, as it should
        page = unwatched.new_page()
        page.goto("/collection")
        page.route("**/api/v1/files*", lambda route: route.abort())
        page.evaluate(DROPPED, ["a.txt", "Kế hoạch"])
        expect(page.locator(".sent li")).to_contain_text("mất kết nối")


def test_a_reason_is_told_in_the_language_of_the_page(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, locale="en-US") as foreign:
        page = foreign.new_page()
        page.goto("/collection")
        page.evaluate(DROPPED, ["a.txt", "{\\rtf1}"])
        expect(page.locator(".sent li")).to_contain_text("nội dung là RTF")


def test_it_works_without_scripts(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto("/collection")
        page.locator("#files").set_input_files(
            [named("không kịch bản.txt", directive(79)), named("a.rtf", b"{\\rtf1}")]
        )
        page.get_by_role("button", name="Tải lên").click()
        page.wait_for_url("**/collection?job=*")
        expect(page.locator(".job")).to_contain_text("nội dung là RTF")
        until_done(page)
        expect(page.locator("#held")).to_contain_text("79/CT-UBND")


def until_done(page: Page) -> None:
    """Looks again, as a user would, until the job is done."""
    for _ in range(200):
        if page.locator(".job strong").inner_text().startswith(("Xong", "Đã vào kho")):
            return
        page.wait_for_timeout(500)
        with suppress(TimeoutError):
            page.get_by_role("link", name="Xem lại tiến độ").click()
    raise AssertionError(page.locator(".job").inner_text())


def test_a_word_file_is_read_and_can_be_had_back(page: Page) -> None:
    content = word_file()
    page.goto("/collection")
    page.locator("#files").set_input_files(named("Chỉ thị 7.docx", content))
    page.get_by_role("button", name="Tải lên").click()
    row = page.locator(".sent li")
    expect(row).to_contain_text("đã vào kho", timeout=LONG)
    row.get_by_role("link", name="Mở").click()
    expect(page.locator(".leaf").last).to_have_text("Trang 2")
    assert violations(page) == []
    with page.expect_download() as saved:
        page.get_by_role("link", name="Tải tệp gốc (Word)").click()
    assert saved.value.suggested_filename == "Chỉ thị 7.docx"
    assert saved.value.path().read_bytes() == content
