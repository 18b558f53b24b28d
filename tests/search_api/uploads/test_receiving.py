import hashlib
import os
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.settings import Settings
from search_api.uploads.receiving import Received, Receiver, UploadError, incoming

TYPE = "multipart/form-data; boundary=limit"
SETTINGS = Settings(max_file_bytes=100, upload_bytes=2_000, upload_files=3)


def body(*files: tuple[str, bytes]) -> bytes:
    parts = (
        f'--limit\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
        + content
        + b"\r\n"
        for name, content in files
    )
    return b"".join(parts) + b"--limit--\r\n"


def receive(folder: Path, sent: bytes, step: int = 7, settings: Settings = SETTINGS) -> Sequence[Received]:
    with closing(Receiver(TYPE, folder, settings)) as receiver:
        for start in range(0, len(sent), step):
            receiver.write(sent[start : start + step])
        return receiver.finish()


@pytest.mark.parametrize("step", [1, 7, 10_000])
def test_files_come_whole_however_they_are_cut(tmp_path: Path, step: int) -> None:
    contents = ["Kế hoạch\r\n--limi".encode(), b"Chi thi \r\n"]
    found = receive(tmp_path, body(("một.txt", contents[0]), ("../hai", contents[1])), step)
    assert [file.label for file in found] == ["một.txt", "hai"]
    assert [file.content.read_bytes() for file in found] == contents
    assert [file.digest for file in found] == [hashlib.sha256(content).hexdigest() for content in contents]
    assert {file.content.parent for file in found} == {tmp_path}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"x" * 100, ""),
        ("a.txt", b"x" * 101, "size"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "no_words"),
        ("a.txt", b"PK\x03\x04 abc", "kind"),
        ("a.txt", b"<html><p>Ke hoach", "kind"),
        ("a.txt", b"Ke hoach\0so 2", "binary"),
        ("a.txt", "Nghị quyết".encode("cp1258", "replace").replace(b"?", b"\xea"), "encoding"),
        ("...", b"Ke hoach", "name"),
        ("a.docx", b"Ke hoach", ""),  # the name decides nothing
    ],
)
def test_each_file_is_judged_by_its_content(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    found = receive(tmp_path, body((name, content), ("b.txt", b"Chi thi")))
    assert [file.why for file in found] == [why, ""]


@pytest.mark.parametrize(
    ("sent", "why", "status"),
    [
        (body(*[("a.txt", b"x")] * 4), "many", 413),
        (body(*[("a.txt", b"x" * 900)] * 3), "total", 413),
        (body(("a.txt", b"Ke hoach"))[:-12], "form", 400),
        (b"no form", "form", 400),
        (b"", "form", 400),
        (body(("", b"")), "none", 422),
        (b"--limit--\r\n", "none", 422),
        (b"--limit\r\n" + b"a: b\r\n" * 100 + b"\r\n", "form", 400),
    ],
)
def test_a_whole_upload_is_refused(tmp_path: Path, sent: bytes, why: str, status: int) -> None:
    with pytest.raises(UploadError) as refused:
        receive(tmp_path, sent)
    assert (refused.value.why, refused.value.status) == (why, status)


@pytest.mark.parametrize("kind", ["", "text/plain", "multipart/form-data", "application/x-www-form-urlencoded"])
def test_only_forms_of_files_are_taken(tmp_path: Path, kind: str) -> None:
    with pytest.raises(UploadError):
        Receiver(kind, tmp_path, SETTINGS)


def test_of_a_large_file_no_more_is_written_than_the_limit(tmp_path: Path) -> None:
    receive(tmp_path, body(("a.txt", b"x" * 1_000)))
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) <= 100


@given(st.binary(max_size=300), st.integers(1, 50))
def test_no_body_does_more_than_be_refused(tmp_path_factory: pytest.TempPathFactory, sent: bytes, step: int) -> None:
    folder = tmp_path_factory.mktemp("in")
    for given_body in (sent, b"--limit\r\n" + sent, body(("a.txt", sent))):
        with suppress(UploadError):
            receive(folder, given_body, step, Settings(max_file_bytes=100))
        for file in folder.iterdir():
            file.unlink()


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(UploadError), incoming(tmp_path) as folder:
        receive(folder, body(("a.txt", b"x" * 900), ("b.txt", b"x" * 2_000)))
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_is_deleted_and_what_is_in_use_is_not(tmp_path: Path) -> None:
    (tmp_path / "incoming-old").mkdir()
    (tmp_path / "incoming-old" / "0.txt").touch()
    os.utime(tmp_path / "incoming-old", (0, 0))
    with incoming(tmp_path) as mine:
        os.utime(mine, (0, 0))
        with incoming(tmp_path) as another:
            assert {*tmp_path.iterdir()} == {mine, another}
