from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page

from .checks import tabbed_through, violations, wider_than_window
from .pages import PAGES

LANGUAGES = {"vi": "", "en": "lang=en"}
EVERY = [
    pytest.param(path + (("&" if "?" in path else "?") + more if more else ""), id=f"{name}-{language}")
    for name, path in PAGES.items()
    for language, more in LANGUAGES.items()
]


def visit(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("() => document.fonts.ready")


@pytest.mark.parametrize("path", EVERY)
def test_a_screen_reader_can_read_it_by_day_and_night(page: Page, path: str) -> None:
    visit(page, path)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


@pytest.mark.parametrize("path", EVERY)
def test_it_fits_the_window(page: Page, path: str) -> None:
    visit(page, path)
    for width in (1920, 768, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert wider_than_window(page) == [], width


@pytest.mark.parametrize("path", EVERY)
def test_the_keyboard_reaches_all_of_it(page: Page, path: str) -> None:
    visit(page, path)
    stops = tabbed_through(page)
    assert 'class="skip"' in stops[0]["html"]
    assert [stop["html"] for stop in stops if not stop["ringed"]] == []


@pytest.mark.parametrize("path", PAGES.values())
def test_the_other_language_shows_the_same(page: Page, path: str) -> None:
    visit(page, path)
    page.click(".language")
    assert page.locator("html").get_attribute("lang") == "en"
    here, there = urlsplit(path), urlsplit(page.url)
    assert there.path == here.path
    assert {*parse_qsl(there.query)} >= {*parse_qsl(here.query), ("lang", "en")}
    page.click(".language")
    assert page.locator("html").get_attribute("lang") == "vi"


@pytest.mark.parametrize("path", EVERY)
def test_it_can_be_printed(page: Page, path: str) -> None:
    visit(page, path)
    page.emulate_media(media="print")
    assert not page.locator(".masthead nav").is_visible()
    assert page.locator("h1").first.inner_text().strip()


@pytest.mark.parametrize("name", ["document", "reference in a document"])
def test_facts_have_room_beside_the_text(page: Page, name: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, PAGES[name])
    facts, text = (page.locator(part).bounding_box() for part in (".beside", ".paper"))
    assert facts
    assert text
    assert facts["width"] > 300
    assert facts["x"] > text["x"] + text["width"] > 600


@pytest.mark.parametrize("name", ["home", "search", "document"])
def test_it_is_light(page: Page, name: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    visit(page, PAGES[name])
    assert 10_000 < sum(sizes) < 300_000
