import re

import pytest
from fastapi.testclient import TestClient

from search_api.server.tokens import Tokens
from search_api.settings import Settings
from search_api.web.collection_page import size_told

from ..conftest import HOSTILE
from ..uploads.conftest import Served, configuration, directive, editions, served  # noqa: F401 - fixtures


def test_the_files_are_listed_with_their_documents_as_text(sample_pages: TestClient) -> None:
    page = sample_pages.get("/collection").text
    assert "37/KH-UBND" in page
    assert "<script>.txt" not in page
    assert HOSTILE not in page
    narrowed = sample_pages.get("/collection", params={"q": "ke hoach trien khai"}).text
    assert len(re.findall('class="file"', narrowed)) == 1


@pytest.mark.parametrize(("language", "words"), [("vi", "danchieu serve --write"), ("en", "This server is read only")])
def test_a_server_that_reads_only_says_how_to_write(sample_pages: TestClient, language: str, words: str) -> None:
    page = sample_pages.get("/collection", params={"lang": language}).text
    assert words in page
    assert 'type="file"' not in page
    assert "/collection/remove" not in page


def test_who_has_no_token_yet_is_led_to_giving_one(served: Served, configuration: Settings) -> None:  # noqa: F811
    client = served(exposed=True, accept="text/html")
    assert "/sign-in" in client.get("/collection").text
    asked = client.get("/sign-in")
    assert (asked.status_code, "Basic" in asked.headers["www-authenticate"]) == (401, True)
    auth = ("lan", Tokens(configuration.data).make("Lan", "operator"))
    led = client.get("/sign-in?lang=en", auth=auth)
    assert (led.status_code, led.headers["location"]) == (303, "/collection?lang=en")
    assert 'type="file"' in client.get("/collection", auth=auth).text


def test_without_a_script_the_page_tells_what_became_of_the_files(served: Served) -> None:  # noqa: F811
    client = served(accept="text/html")
    files = [("files", (name, content)) for name, content in (("<b>.txt", directive(1)), ("a.zip", b"PK\x03\x04"))]
    answer = client.post("/collection?lang=en", files=files)
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert all(words in page for words in ("&lt;b&gt;.txt", "it is ZIP", "Waiting for its turn"))
    assert client.post("/collection", files=files * 2).status_code == 413
    assert client.get("/collection?job=none").status_code == 404


@pytest.mark.parametrize("path", ["/collection", "/collection/remove?id=none"])
def test_pages_of_others_change_nothing(served: Served, path: str) -> None:  # noqa: F811
    assert served().post(path, headers={"origin": "https://evil.example"}).status_code == 403


def test_removing_asks_first(sample_pages: TestClient) -> None:
    (identifier,) = re.findall(r'"id":"(\w+)"', sample_pages.get("/api/v1/files", params={"q": "02-ke-hoach"}).text)
    page = sample_pages.get("/collection/remove", params={"id": identifier}).text
    assert "37/KH-UBND" in page
    assert "<button>" not in page  # the server is read only
    assert sample_pages.post("/collection/remove", params={"id": identifier}).status_code == 403
    assert sample_pages.get("/collection/remove", params={"id": "none"}).status_code == 404


@pytest.mark.parametrize(
    ("size", "vi", "en"),
    [(0, "0 B", "0 B"), (999, "999 B", "999 B"), (1_500, "1,5 kB", "1.5 kB"), (20_000_000, "20 MB", "20 MB")],
)
def test_sizes(size: int, vi: str, en: str) -> None:
    assert (size_told(size, "vi"), size_told(size, "en")) == (vi, en)
