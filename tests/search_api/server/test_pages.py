import re
import urllib.parse

import pytest
from fastapi.testclient import TestClient

from search_api.web import navigation

HTML = {"accept": "text/html"}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=thi+dua",
        "/?held=held&type=kh",
        "/?q=05/CT-UBND&type=ct&type=kh&year=2024&held=held&issuer=&campaign=x",
        "/trace?q=52/VKS-VP&direction=in&relation=&from=&to=2030-01-01&as-of=",
        "/trace",
        "/trace?q=52/VKS-VP&depth=2",
        "/trace?q=05/CT-UBND",
        "/trace?q=x",
        "/sparql",
        "/ambiguous",
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pages_in_both_languages(client: TestClient, path: str, language: str) -> None:
    page = (
        client.get(path, params={"lang": language}, headers=HTML)
        if "?" not in path
        else client.get(f"{path}&lang={language}", headers=HTML)
    )
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


def test_a_number_that_two_works_share_offers_both(client: TestClient) -> None:
    page = client.get("/trace", params={"q": "05/CT-UBND"}).text
    assert "18/01/2024" in page
    assert "17/02/2025" in page


def test_every_link_of_the_pages_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    waiting = ["/", "/?q=kế+hoạch+thi+đua", "/trace?q=52/VKS-VP&depth=2", "/?lang=en"]
    while waiting and len(seen) < 120:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = client.get(path, headers=HTML)
        assert page.status_code == 200, path
        if "text/html" in page.headers["content-type"] and path != "/docs":
            links = (link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', page.text))
            waiting += [link.split("#")[0] for link in links if not link.startswith("#")]
    assert len(seen) > 30


def test_a_passage_is_shown_in_its_document(client: TestClient) -> None:
    passage = client.get("/api/search", params={"q": "phát động thi đua", "k": 1}).json()["passages"][0]
    place = urllib.parse.urlencode({key: passage[key] for key in ("file", "start", "end")})
    page = client.get(f"/document?{place}").text
    assert '<mark id="here">' in page
    assert 'class="ref' in page


def test_the_navigation_leads_to_pages(client: TestClient) -> None:
    for entry in (*navigation.MAIN, *navigation.FOOT):
        assert client.get(entry.path, headers=HTML).status_code == 200
        assert f'<a href="{entry.path}"' in client.get("/", headers=HTML).text


def test_no_page_needs_script_or_another_host(client: TestClient) -> None:
    for path in ("/", "/?q=thi+đua", "/trace?q=52/VKS-VP", "/graph?work=52/VKS-VP", "/sparql", "/docs"):
        page = client.get(path, headers=HTML)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        loaded = re.findall(r'(?:src|rel="stylesheet" href|rel="icon" href)="([^"]+)"', page.text)
        assert loaded
        assert all(address.startswith("/static/") for address in loaded)
        assert all(client.get(address).status_code == 200 for address in loaded)
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))|\son\w+=|style=", page.text)
