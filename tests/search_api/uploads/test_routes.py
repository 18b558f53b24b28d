import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from search_api.server.tokens import Tokens
from search_api.settings import Settings

from .conftest import Served, directive

FILES = "/api/v1/files"


def post(client: TestClient, *files: tuple[str, bytes], **options: Any) -> Any:
    return client.post(FILES, files=[("files", file) for file in files], **options)


def told(client: TestClient, answer: Any) -> Any:
    return client.get(answer.headers["location"]).json()


def rows(client: TestClient, **query: Any) -> Any:
    return client.get(FILES, params=query).json()["rows"]


def on_disk(settings: Settings) -> list[Path]:
    folder = settings.data / "uploads"
    return [file for file in folder.iterdir() if file.suffix == ".txt" or file.is_dir()] if folder.exists() else []


def test_a_file_is_taken_in_changed_and_removed(
    served: Served, taken_in: Callable[[], None], configuration: Settings
) -> None:
    client = served()
    answer = post(client, ("../../Chỉ thị <b>.txt", directive(77)), ("a.zip", b"PK\x03\x04"))
    assert answer.status_code == 202
    assert answer.json()["state"] == "waiting"
    taken_in()
    job = told(client, answer)
    assert (job["state"], [file["outcome"] for file in job["files"]]) == ("done", ["taken", "failed"])
    assert "ZIP" in job["files"][1]["reason"]
    (held,) = rows(client)
    assert (held["file"], held["uploaded"]) == ("uploads/Chỉ thị <b>.txt", True)
    assert held["documents"][0]["number"] == "77/CT-UBND"
    assert held["id"] == job["files"][0]["id"]
    assert client.get("/api/v1/search", params={"q": "trực cháy rừng"}).json()["passages"][0]["file"] == held["file"]

    again = post(client, ("Chỉ thị <b>.txt", directive(77)))
    taken_in()
    assert told(client, again)["files"][0]["outcome"] == "unchanged"
    post(client, ("Chỉ thị <b>.txt", directive(78)))
    taken_in()
    (changed,) = rows(client)
    assert (changed["id"], changed["documents"][0]["number"]) == (held["id"], "78/CT-UBND")
    assert len(on_disk(configuration)) == 1

    gone = client.delete(f"{FILES}/{held['id']}")
    assert gone.status_code == 202
    taken_in()
    assert told(client, gone)["files"][0]["outcome"] == "removed"
    assert rows(client) == []
    assert on_disk(configuration) == []
    assert client.delete(f"{FILES}/{held['id']}").status_code == 404


@pytest.mark.parametrize(
    ("writable", "exposed", "role", "status", "how"),
    [
        (False, False, None, 403, "danchieu serve --write"),
        (False, False, "operator", 403, "danchieu serve --write"),
        (True, True, None, 401, "--role operator"),
        (True, True, "editor", 403, "--role operator"),
        (True, True, "operator", 202, ""),
        (True, False, None, 202, ""),
    ],
)
def test_who_may(
    served: Served, configuration: Settings, writable: bool, exposed: bool, role: Any, status: int, how: str
) -> None:
    client = served(writable, exposed)
    if role:
        client.headers["authorization"] = f"Bearer {Tokens(configuration.data).make('Lan', role)}"
    for answer in (post(client, ("a.txt", directive(1))), client.delete(f"{FILES}/none")):
        assert answer.status_code == (404 if answer.request.method == "DELETE" and status == 202 else status)
        assert how in answer.json().get("detail", "")
    assert bool(on_disk(configuration)) == (status == 202)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://evil.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, 202),
    ],
)
def test_pages_of_others_send_nothing(
    served: Served, configuration: Settings, headers: dict[str, str], status: int
) -> None:
    assert post(served(), ("a.txt", directive(1)), headers=headers).status_code == status
    assert bool(on_disk(configuration)) == (status == 202)


@pytest.mark.parametrize(
    ("files", "status", "vi", "en"),
    [
        ([("a.txt", b"")], 422, "rỗng", "empty"),
        ([("a.txt", b"x" * 5_001)], 413, "5,000 byte", "larger than 5,000 bytes"),
        ([("a.txt", b"\x7fELF\0")], 415, "ELF", "ELF"),
        ([("a.txt", b"Ke\0hoach")], 415, "nhị phân", "binary"),
        ([("a.txt", "Nghệ An".encode("utf-16-le"))], 415, "nhị phân", "binary"),
        ([("a.txt", b"Ngh\xea An")], 415, "TCVN3", "TCVN3"),
        ([("a.txt", b"Ke hoach")] * 4, 413, "Quá 3 tệp", "More than 3 files"),
        ([("a.txt", b"x" * 4_000)] * 2 + [("b.txt", b"x" * 40_000)], 413, "Quá 40,000 byte", "More than 40,000"),
        ([("\u202e", b"Ke hoach")], 422, "đổi tên", "Rename"),
    ],
)
def test_what_is_refused_is_told_in_the_language_asked_for(
    served: Served, configuration: Settings, files: list[tuple[str, bytes]], status: int, vi: str, en: str
) -> None:
    for language, words in (("vi", vi), ("en", en)):
        answer = post(served(), *files, headers={"accept-language": language})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert words in answer.json()["detail"]
    assert on_disk(configuration) == []


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "text/plain"}, b"Ke hoach", 415),
        ({"content-type": "multipart/form-data; boundary=x"}, b"--x\r\nzz", 400),
        (
            {"content-type": "multipart/form-data; boundary=x", "content-encoding": "gzip"},
            gzip.compress(b"--x", mtime=0),
            415,
        ),
        ({"content-type": "multipart/form-data; boundary=x", "content-length": "99999999"}, b"", 413),
    ],
)
def test_what_is_no_form_is_refused(served: Served, headers: dict[str, str], body: bytes, status: int) -> None:
    assert served().post(FILES, content=body, headers=headers).status_code == status


def test_a_full_disk_is_told(served: Served, configuration: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    answer = post(served(), ("a.txt", directive(1)))
    assert (answer.status_code, answer.json()["title"]) == (507, "Hết chỗ lưu")
    assert on_disk(configuration) == []


def test_a_file_that_cannot_be_extracted_is_told_and_the_others_are_taken(
    served: Served, taken_in: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    import search_api.intake.stages as ingesting

    derive = ingesting.derive

    def failing(file: Any, settings: Settings) -> Any:
        if "bad" in file.path:
            raise RecursionError
        return derive(file, settings)

    monkeypatch.setattr(ingesting, "derive", failing)
    client = served()
    answer = post(client, ("bad.txt", directive(1)), ("good.txt", directive(2)))
    taken_in()
    files = told(client, answer)["files"]
    assert [file["outcome"] for file in files] == ["failed", "taken"]
    assert "báo lỗi" in files[0]["reason"]
    assert [row["file"] for row in rows(client)] == ["uploads/good.txt"]


def test_two_at_a_time(served: Served, taken_in: Callable[[], None]) -> None:
    client = served()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda n: post(client, (f"{n}.txt", directive(n))), range(4)))
    taken_in()
    assert {told(client, answer)["state"] for answer in answers} == {"done"}
    assert [row["file"] for row in rows(client)] == [f"uploads/{n}.txt" for n in range(4)]


def test_long_lists_come_in_pages_and_are_narrowed_by_name(served: Served, taken_in: Callable[[], None]) -> None:
    client = served()
    post(client, ("Kế hoạch.txt", directive(1)), ("Báo cáo.txt", directive(2)))
    taken_in()
    answer = client.get(FILES, params={"limit": 1})
    assert (len(answer.json()["rows"]), answer.headers["total-count"]) == (1, "2")
    assert [row["file"] for row in rows(client, q="ke hoach")] == ["uploads/Kế hoạch.txt"]


def test_what_is_not_taken_in_yet_is_told_by_a_server_that_reads_only(served: Served) -> None:
    answer = post(served(), ("a.txt", directive(1)))
    reading = served(writable=False)
    assert "gián đoạn" in told(reading, answer)["message"]
    assert reading.get("/api/v1/jobs/none").status_code == 404
