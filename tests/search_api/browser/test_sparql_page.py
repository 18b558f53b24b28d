from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .pages import BY_NAME

HELD = f"/sparql?query={BY_NAME['held']}"


def test_an_example_is_one_click_away(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_text("20 câu truy vấn mẫu").click()
    page.get_by_role("link", name="Người ký", exact=True).click()
    expect(page.get_by_role("columnheader", name="signer")).to_be_visible()
    expect(page.locator(".CodeMirror")).to_contain_text("Who signed which document")


def test_a_query_is_written_run_and_kept_in_the_address(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_label("Câu truy vấn").focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("SELECT ?number { ?work eli:number ?number } ORDER BY ?number LIMIT 3")
    page.keyboard.press("Control+Enter")
    expect(page.locator("table tbody tr")).to_have_count(3)
    page.reload()
    expect(page.locator("table tbody tr")).to_have_count(3)
    expect(page.locator(".CodeMirror")).to_contain_text("ORDER BY ?number LIMIT 3")


def test_back_leads_back(page: Page) -> None:
    page.goto("/")
    page.goto(HELD)
    page.get_by_role("button", name="Dòng thời gian").click()
    page.wait_for_url("**view=timeline")
    page.go_back()
    expect(page.get_by_role("columnheader", name="title")).to_be_visible()
    page.go_back()
    page.wait_for_url("**/")


def test_known_prefixes_are_declared_and_nothing_is_marked_wrong(page: Page) -> None:
    page.goto(HELD)
    expect(page.locator("table tbody tr").first).to_be_visible()
    assert page.locator(".parseErrorIcon").count() == 0
    page.goto("/sparql?query=" + quote("SELECT * { ?a eli:number }"))
    page.locator(".parseErrorIcon").hover()
    expect(page.locator(".parseErrorIcon")).to_have_attribute("title", "Dòng này sai cú pháp")


def test_terms_of_the_vocabulary_are_completed(page: Page) -> None:
    page.goto("/sparql")
    page.get_by_label("Câu truy vấn").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * { ?a eli:based")
    expect(page.locator(".CodeMirror-hint").first).to_have_text("eli:based_on")


def test_results_as_graph_and_timeline_stay_in_the_address(page: Page) -> None:
    page.goto(f"/sparql?query={BY_NAME['campaigns']}")
    page.get_by_role("button", name="Dòng thời gian").click()
    expect(page.locator(".timeline")).to_contain_text("01/02/2024 – 30/11/2025")
    assert "view=timeline" in page.url
    assert "view=timeline" in str(page.locator(".language").get_attribute("href"))
    expect(page.get_by_role("button", name="Đồ thị")).to_be_disabled()
    page.goto(f"/sparql?query={BY_NAME['relations']}&view=graph&lang=en")
    expect(page.get_by_role("img", name="Graph:")).to_be_visible()
    page.get_by_role("button", name="Table").click()
    expect(page.get_by_role("columnheader", name="predicate")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "words"),
    [("DROP ALL", "lệnh cập nhật"), ("SELECT", "sai cú pháp"), ("ASK { SERVICE <http://a.example/> {} }", "SERVICE")],
)
def test_a_refusal_is_told(page: Page, query: str, words: str) -> None:
    page.goto(f"/sparql?query={quote(query)}")
    expect(page.get_by_role("alert")).to_contain_text(words)


def test_a_refusal_is_told_in_the_language_of_the_page(page: Page) -> None:
    page.goto("/sparql?lang=en&query=DROP+ALL")
    with page.expect_response("**/sparql*"):
        page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("This is a SPARQL update")


def test_an_ask_is_answered(page: Page) -> None:
    page.goto("/sparql?lang=en&query=" + quote("ASK { ?a eli:number '52/VKS-VP' }"))
    expect(page.locator(".value")).to_have_text("Yes")


@pytest.mark.parametrize(("kind", "begins"), [("CSV", "\ufeffwork,label,date,title"), ("JSON", "{")])
def test_results_are_saved(page: Page, kind: str, begins: str) -> None:
    page.goto(HELD)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Lưu {kind}").click()
    assert waiting.value.path().read_text(encoding="utf-8").replace('"', "").startswith(begins)


def test_words_of_results_are_text(page: Page) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    page.goto("/sparql?query=" + quote(f'SELECT ?a {{ BIND("{hostile}" AS ?a) }}'))
    expect(page.locator("td")).to_have_text(hostile)
    assert page.locator("td img, td script").count() == 0


def test_without_scripts_the_form_answers(context: BrowserContext, address: str) -> None:
    browser = context.browser
    assert browser is not None
    with browser.new_context(base_url=address, java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto("/sparql")
        page.locator("textarea").fill("SELECT ?number { ?work eli:number ?number } LIMIT 3")
        page.get_by_role("button", name="Chạy").click()
        expect(page.locator("table tbody tr")).to_have_count(3)


@pytest.mark.parametrize(("more", "words"), [("", "sai cú pháp"), ("&lang=en", "syntax error")])
def test_why_a_query_is_refused_is_said_in_the_language_of_the_page(page: Page, more: str, words: str) -> None:
    page.goto(f"/sparql?query=SELECT{more}")
    told = page.get_by_role("alert")
    expect(told).to_contain_text(words)
    page.keyboard.press("Escape")
    page.locator("form.query button").click()  # asked again by the script
    expect(page.locator("form.query:not([aria-busy])")).to_be_visible()
    expect(told).to_contain_text(words)
