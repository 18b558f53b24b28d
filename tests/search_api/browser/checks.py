"""What must hold on a page that is open in a browser. Each check gives what is wrong, one line a fault."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

from search_api.web import built

AXE = built.FOLDER.parents[1] / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1920, 768, 360)
WIDER = """() => {
  const room = document.documentElement.clientWidth;
  const boxes = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
  return document.documentElement.scrollWidth > room ? boxes.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)) : [];
}"""
WATCH_FOCUS = """() => {
  window.stops = [];
  document.addEventListener("focusin", (event) => {
    const one = event.target, box = one.getBoundingClientRect();
    let ringed = false; // the ring may be that of what holds it, as in an editor
    for (let at = one; at && !ringed; at = at.parentElement) ringed = getComputedStyle(at).outlineStyle !== "none";
    window.stops.push({html: one.outerHTML.slice(0, 120), ringed: ringed && box.width > 0 && box.height > 0});
  });
  document.documentElement.tabIndex = -1;
  document.documentElement.focus();
  window.stops.length = 0;
}"""
LEFT = "() => document.activeElement === document.body || document.activeElement === document.documentElement"


def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds wrong, by all its rules or by some; needs ``make assets``."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    asked = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found: dict[str, Any] = page.evaluate("(asked) => axe.run(document, asked)", asked)
    return [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]
    ]


def seen_by_day_and_night(page: Page) -> list[str]:
    """What axe-core finds wrong; by night only colours are others."""
    page.emulate_media(color_scheme="light")
    by_day = violations(page)
    page.emulate_media(color_scheme="dark")
    by_night = [f"by night: {one}" for one in violations(page, "color-contrast")]
    page.emulate_media(color_scheme="light")
    return by_day + by_night


def wider_than_window(page: Page, *widths: int) -> list[str]:
    """Elements that make the page scroll sideways in a window of some widths in CSS pixels."""
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"wider than {width}: {html}" for html in page.evaluate(WIDER)]
    return found


def beyond_the_keyboard(page: Page, most: int = 400) -> list[str]:
    """What the Tab key comes to, from the top of the page to its end, without a ring that shows the focus."""
    page.evaluate(WATCH_FOCUS)
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(LEFT):
            break
    else:
        return [f"the Tab key does not leave the page after {most} stops"]
    stops: list[dict[str, Any]] = page.evaluate("() => window.stops")
    first = stops[0]["html"] if stops else ""
    skips = [] if 'class="skip"' in first else [f"the first stop does not lead to the content: {first}"]
    return skips + [f"no ring: {stop['html']}" for stop in stops if not stop["ringed"]]


def lost_in_print(page: Page) -> list[str]:
    """What is wrong with the page on paper: links of the frame, or no heading."""
    page.emulate_media(media="print")
    navigation, heading = page.locator(".masthead nav").is_visible(), page.locator("h1").first.inner_text()
    page.emulate_media(media="screen")
    return ["the navigation is printed"] * navigation + ["no heading is printed"] * (not heading.strip())


def lost_in_translation(page: Page) -> list[str]:
    """Turns a Vietnamese page into its English twin; what of its address is lost."""
    here = urlsplit(page.url)
    page.click(".language")
    there = urlsplit(page.url)
    asked = {*parse_qsl(here.query), ("lang", "en")}
    if page.locator("html").get_attribute("lang") == "en" and there.path == here.path:
        return [f"not in its address: {one}" for one in sorted(asked - {*parse_qsl(there.query)})]
    return [f"the link to the English page leads to {page.url}"]
