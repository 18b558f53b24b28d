"""Takes the pictures of docs/images: each page of a server over the samples, as WebP, by the system's Chromium.

danchieu --data DIR ingest samples && danchieu --data DIR serve     # in another terminal
python -m tools.take_pictures http://127.0.0.1:8000
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import sys
from pathlib import Path
from typing import Final
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from ontology.examples import examples
from ontology.iris import agency_iri, campaign_iri

IMAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "images"
PAGES: Final = {
    "search": "/?q=Ai+phát+động+phong+trào+thi+đua+chào+mừng+Đại+hội+Đảng?",
    "search-filtered": "/?q=khen+thưởng&type=Kế+hoạch",
    "document": "/document?file=SAMPLES/03-cong-van-gui-kem-ke-hoach-chi-thi.txt&document=d2&mention=m14",
    "trace": "/trace?q=52/VKS-VP",
    "graph": "/graph?work=52/VKS-VP&depth=2",
    "timeline": "/timeline",
    "campaign": f"/campaign?iri={quote(campaign_iri('Chào mừng Đại hội Đảng bộ các cấp nhiệm kỳ 2025 - 2030'))}",
    "agency": f"/agency?iri={quote(agency_iri('Sở Nội vụ tỉnh Tùng Giang'))}",
    "reports": "/reports/missing",
    "due": "/reports/due?quarter=2025-Q4",
    "compare": "/compare/targets",
    "ambiguous": "/ambiguous",
    "collection": "/collection",
    "sparql": f"/sparql?query={quote(next(one.query for one in examples() if one.name == 'campaigns'))}",
    "linked-data": "/scheme/relation/cites.html",
}
TO_WEBP: Final = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


def main() -> int:
    """Takes all pictures, or one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", help="of the server")
    parser.add_argument("--only", choices=PAGES, help="take this one alone")
    parser.add_argument("--samples", default="samples", help="as they were ingested")
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium is missing: install the package chromium of your system.")
    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"] if root else [])
        for name in [asked.only] if asked.only else PAGES:
            picture = taken(browser, asked.address.rstrip("/") + PAGES[name].replace("SAMPLES", asked.samples))
            (IMAGES / f"{name}.webp").write_bytes(picture)
            print(f"{name}: {len(picture) / 1000:.0f} kB")
        browser.close()
    return 0


def taken(browser: Browser, address: str) -> bytes:
    """The picture of a page as WebP: what a laptop shows of it."""
    with browser.new_context(viewport={"width": 1280, "height": 960}, locale="vi-VN") as context:
        page = context.new_page()
        answer = page.goto(address)
        if answer is None or not answer.ok:
            sys.exit(f"{address}: no such page. Are the samples ingested as --samples says?")
        page.evaluate("() => document.fonts.ready")
        page.wait_for_timeout(800)  # until a drawing stands still
        png = base64.b64encode(page.screenshot()).decode()
        blank = context.new_page()
        return base64.b64decode(blank.evaluate(TO_WEBP, png))


if __name__ == "__main__":
    sys.exit(main())
