"""What must hold on a page that is open in a browser."""

from typing import Any

from playwright.sync_api import Page

from search_api.web import built

AXE = built.FOLDER.parents[1] / "node_modules" / "axe-core" / "axe.min.js"
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  const boxes = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return document.documentElement.scrollWidth > room ? boxes.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)) : [];
}"""
FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  let ringed = false; // the ring may be that of what holds it, as in an editor
  for (let at = one; at && !ringed; at = at.parentElement) ringed = getComputedStyle(at).outlineStyle !== "none";
  return {tag: one.tagName, html: one.outerHTML.slice(0, 120), ringed: ringed && box.width > 0 && box.height > 0};
}"""


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, one line a rule and element; needs ``make assets``."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]
    ]


def wider_than_window(page: Page) -> list[str]:
    """Elements that make the page scroll sideways."""
    found: list[str] = page.evaluate(WIDER)
    return found


def tabbed_through(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """What the Tab key comes to, from the top of the page to its end: tag, HTML, and whether a ring shows the focus."""
    stops: list[dict[str, Any]] = []
    page.evaluate("() => { document.documentElement.tabIndex = -1; document.documentElement.focus(); }")
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] in ("BODY", "HTML"):
            return stops
        stops.append(stop)
    raise AssertionError(f"the Tab key does not leave the page after {most} stops")
