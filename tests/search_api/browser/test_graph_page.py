from xml.etree import ElementTree

from playwright.sync_api import Page, expect

LETTER = "/graph?work=52/VKS-VP"


def works(page: Page) -> int:
    return page.locator("#graph-list [data-node]").count()


def test_the_trace_leads_to_the_graph(page: Page) -> None:
    page.goto("/trace?q=52/VKS-VP&depth=2")
    page.get_by_role("link", name="Xem dạng đồ thị").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Công văn số 52/VKS-VP")
    assert "depth=2" in page.url


def test_expanding_adds_works_and_folding_takes_them_away(page: Page) -> None:
    page.goto(LETTER)
    before = works(page)
    page.get_by_role("link", name="Mở rộng Chỉ thị số 03/CT-UBND").press("Enter")
    page.wait_for_url("**expand=*")
    expect(page.get_by_role("link", name="Thu lại Chỉ thị số 03/CT-UBND")).to_be_visible()
    more = works(page)
    assert more > before
    assert "03/CT-UBND" in page.evaluate("() => document.activeElement.innerText"), "the focus stays where it was"
    expect(page.get_by_role("img", name=f"{more} văn bản")).to_be_visible()
    page.reload()
    assert works(page) == more
    page.get_by_role("link", name="Thu lại").click()
    expect(page.locator("#graph-list [data-node]")).to_have_count(before)


def test_a_click_on_a_node_expands_it(page: Page) -> None:
    page.goto(LETTER)
    before = works(page)
    box = page.locator(".canvas").bounding_box()
    assert box is not None
    for step in range(400):  # a drawing has no elements: click on a grid until a node is hit
        page.mouse.click(box["x"] + box["width"] * (step % 20) / 20, box["y"] + box["height"] * (step // 20) / 20)
        if page.locator("#graph-list [data-node]:focus").count() or "expand=" in page.url:
            break
    page.wait_for_url("**expand=*")
    expect(page.get_by_role("link", name="Thu lại").first).to_be_visible()  # the clicks may have hit two nodes
    assert works(page) > before


def test_filters_narrow_it(page: Page) -> None:
    page.goto("/graph?work=37/KH-UBND&depth=2")
    before = works(page)
    page.get_by_text("Bộ lọc").click()
    page.get_by_label("Căn cứ ban hành").check()
    page.get_by_role("button", name="Xem đồ thị").click()
    page.wait_for_url("**relation=basis*")
    assert 0 < works(page) < before


def test_it_is_saved_as_a_picture(page: Page) -> None:
    page.goto(LETTER)
    saved = {}
    for kind in ("PNG", "SVG"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=f"Lưu {kind}").click()
        saved[kind] = waiting.value.path().read_bytes()
    assert saved["PNG"].startswith(b"\x89PNG")
    words = " ".join(ElementTree.fromstring(saved["SVG"]).itertext())
    for name in ("Công văn 52/VKS-VP", "Chỉ thị 03/CT-UBND", "gửi, sao gửi"):
        assert name in words
