from types import SimpleNamespace

import pytest
from starlette.requests import Request

from search_api.server.conditional import entity_tag, unchanged


def request(tag: str, held: str = "", method: str = "GET") -> Request:
    headers = [(b"if-none-match", held.encode())] if held else []
    return Request(
        {"type": "http", "method": method, "headers": headers, "state": {"edition": SimpleNamespace(tag=tag)}}
    )


def test_a_tag_stands_for_an_edition_and_what_was_asked() -> None:
    tags = {
        entity_tag(request(edition), *parts)
        for edition in ("1-a", "1-b")
        for parts in (("q",), ("q", "csv"), ("qcsv",))
    }
    assert len(tags) == 6
    assert entity_tag(request("1-a"), "q") == entity_tag(request("1-a"), "q")


@pytest.mark.parametrize(
    ("held", "method", "same"),
    [
        ("{tag}", "GET", True),
        ("{strong}", "GET", True),
        ('"x", {tag} , "y"', "GET", True),
        ("*", "GET", True),
        ("", "GET", False),
        ('"x"', "GET", False),
        ("{tag}", "POST", False),
    ],
)
def test_what_the_client_has(held: str, method: str, same: bool) -> None:
    tag = entity_tag(request("1-a"), "q")
    asked = request("1-a", held.format(tag=tag, strong=tag.removeprefix("W/")), method)
    answer = unchanged(asked, tag)
    assert (answer is not None and answer.status_code == 304) is same
