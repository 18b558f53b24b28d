import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from .checks import violations

HOSTILE = "<img src=x onerror=alert(1)>"
TYPED = """(box, words) => {
  for (let end = 1; end <= words.length; end++) {
    box.value = words.slice(0, end);
    box.dispatchEvent(new Event("input"));
  }
}"""
SUGGESTIONS = [
    {"text": "Chỉ thị 03/CT-UBND", "kind": "instrument", "detail": "10/01/2025", "q": "Chỉ thị 03/CT-UBND"},
    {"text": HOSTILE, "kind": "", "detail": HOSTILE, "q": "Sở Nội vụ"},
]


@pytest.fixture
def box(page: Page) -> Page:
    """The search page, in whose box something is typed that has suggestions."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(parse_qs(urlsplit(route.request.url).query)["q"][0])
        route.fulfill(content_type="application/json", body=json.dumps({"suggestions": SUGGESTIONS}))

    page.route("**/api/suggest?*", answer)
    page.goto("/")
    page.locator("#q").evaluate(TYPED, "chi thi")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_role("option").first).to_contain_text("văn bản")
    assert asked == ["chi thi"], "it asks when one stops typing, not at each key"
    return page


def test_arrows_choose_and_enter_asks(box: Page) -> None:
    field = box.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    for value in ("Chỉ thị 03/CT-UBND", "Sở Nội vụ", "chi thi", "Chỉ thị 03/CT-UBND"):
        box.keyboard.press("ArrowDown")
        expect(field).to_have_value(value)
    chosen = box.get_by_role("option", selected=True)
    expect(chosen).to_have_attribute("id", str(field.get_attribute("aria-activedescendant")))
    assert violations(box) == []
    box.keyboard.press("Enter")
    box.wait_for_url("**/?q=*03*")
    expect(box.locator("#q")).to_have_value("Chỉ thị 03/CT-UBND")


def test_escape_goes_back_to_what_was_typed(box: Page) -> None:
    box.keyboard.press("ArrowUp")
    expect(box.locator("#q")).to_have_value("Sở Nội vụ")
    box.keyboard.press("Escape")
    expect(box.locator("#q")).to_have_value("chi thi")
    expect(box.get_by_role("listbox")).to_have_count(0)


def test_a_click_asks(box: Page) -> None:
    box.get_by_role("option").first.click()
    box.wait_for_url("**/?q=*03*")


def test_what_is_suggested_is_text(box: Page) -> None:
    expect(box.get_by_role("option").nth(1)).to_contain_text(HOSTILE)
    assert box.locator("#q ~ ul img").count() == 0


@pytest.mark.parametrize("status", [404, 500])
def test_without_suggestions_the_box_works(page: Page, status: int) -> None:
    page.route("**/api/suggest?*", lambda route: route.fulfill(status=status, body="{}"))
    page.goto("/")
    with page.expect_response("**/api/suggest?*"):
        page.locator("#q").press_sequentially("thi đua")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=thi*")
    expect(page.locator(".passage").first).to_be_visible()
