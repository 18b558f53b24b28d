from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from ..conftest import HOSTILE
from .checks import (
    WIDTHS,
    beyond_the_keyboard,
    lost_in_print,
    lost_in_translation,
    seen_by_day_and_night,
    violations,
    wider_than_window,
)
from .pages import PAGES


def visit(page: Page, path: str) -> None:
    page.goto(path)
    page.evaluate("() => document.fonts.ready")


@pytest.mark.parametrize("path", [pytest.param(path, id=name) for name, path in PAGES.items()])
def test_a_page_keeps_every_rule(page: Page, path: str) -> None:
    visit(page, path)
    wrong = seen_by_day_and_night(page) + beyond_the_keyboard(page) + lost_in_print(page)
    wrong += wider_than_window(page, *WIDTHS) + lost_in_translation(page)
    wrong += violations(page, "wcag2a") + wider_than_window(page, 360)
    assert wrong == []


def test_markup_in_every_field_stays_text(page: Page, hostile: Path) -> None:
    """Nothing of the text runs (the fixture watches) or becomes an element; its words are there to be read."""
    shown = []
    pages = [f"/document?file={quote(str(hostile))}", f"/?q={quote(HOSTILE)}", f"/collection?q={quote(hostile.name)}"]
    pages += ["/timeline?year=2021", "/campaigns", "/agencies?q=script", "/compare/tasks", "/compare/targets?year=2021"]
    pages += ["/compare/signers", "/reports/missing", "/reports/due?quarter=2021-Q2", "/trace?q=77/KH-UBND"]
    pages += ["/graph?work=77/KH-UBND", f"/sparql?query={quote(HOSTILE)}", f"/trace?q={quote(HOSTILE)}"]
    for path in pages:
        visit(page, path)
        assert page.locator("script:not([src], [type='application/json'], [type='application/ld+json'])").count() == 0
        shown += [path.partition("?")[0]] * ("<script>" in page.locator("main").inner_text().lower())
    assert {*shown} >= {"/document", "/", "/collection", "/timeline", "/compare/tasks"}


@pytest.mark.parametrize("name", ["document", "reference in a document"])
def test_facts_have_room_beside_the_text(page: Page, name: str) -> None:
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
