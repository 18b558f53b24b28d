"""Word files and what only looks like a PDF, from the upload to the document page."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from search_api.settings import Settings

from .conftest import DIRECTIVE, Served, word_file


@pytest.fixture
def configuration(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "collection", workers=1)


def test_a_word_file_is_taken_in_and_can_be_had_back(served: Served, taken_in: Callable[[], None]) -> None:
    client, content = served(), word_file()
    job = client.post("/api/v1/files", files=[("files", ("Chỉ thị 7.docx", content))]).json()
    taken_in()
    assert client.get(f"/api/v1/jobs/{job['id']}").json()["files"][0]["outcome"] == "taken"

    file = quote("uploads/Chỉ thị 7.docx")
    page = client.get(f"/document?file={file}", headers={"accept": "text/html"}).text
    assert "7/CT-UBND" in page
    links = re.findall(r'href="(/document/original[^"]*)"', page)
    assert [link.partition("#")[2] for link in links] == ["", "page=1", "page=2"]
    original = client.get(links[0])
    assert original.content == content
    assert original.headers["content-disposition"].startswith("attachment")
    text = client.get(f"/document/text?file={file}")
    assert "Giao Sở Nội vụ theo dõi." in text.text
    assert quote("Chỉ thị 7.txt") in text.headers["content-disposition"]


@pytest.mark.parametrize(("language", "reason"), [("vi", "tệp hỏng"), ("en", "damaged")])
def test_what_cannot_be_opened_is_told_and_the_rest_goes_on(
    served: Served, taken_in: Callable[[], None], language: str, reason: str
) -> None:
    client = served()
    files = [("files", ("a.pdf", b"%PDF-1.7 nothing more")), ("files", ("b.txt", DIRECTIVE.format(number=8).encode()))]
    job = client.post(f"/api/v1/files?lang={language}", files=files).json()
    taken_in()
    told = client.get(f"/api/v1/jobs/{job['id']}?lang={language}").json()["files"]
    assert [one["outcome"] for one in told] == ["failed", "taken"]
    assert reason in told[0]["reason"]


def test_plain_text_has_no_other_original(served: Served, taken_in: Callable[[], None]) -> None:
    client = served()
    client.post("/api/v1/files", files=[("files", ("b.txt", DIRECTIVE.format(number=8).encode()))])
    taken_in()
    assert client.get("/document/original?file=uploads/b.txt").status_code == 404
    assert "/document/original" not in client.get("/document?file=uploads/b.txt", headers={"accept": "text/html"}).text
