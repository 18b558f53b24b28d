import hashlib
from pathlib import Path

import pytest

from search_api.storage.held import SourceFile
from search_api.storage.originals import original, original_type, upload_location, uploaded

BYTES = b"%PDF-1.7 ke hoach"
DIGEST = hashlib.sha256(BYTES).hexdigest()


def held(location: str) -> SourceFile:
    return SourceFile("ke hoach.pdf", location, "Kế hoạch", DIGEST, "pdf", (0,))


def test_an_original_is_found_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ke hoach.pdf"
    path.write_bytes(BYTES)
    assert original(held(str(path)), tmp_path / "kho") == path


def test_an_uploaded_original_is_found_by_its_digest(tmp_path: Path) -> None:
    (tmp_path / "uploads").mkdir()
    uploaded(tmp_path, DIGEST).write_bytes(BYTES)
    assert original(held(upload_location("ke hoach.pdf")), tmp_path) == uploaded(tmp_path, DIGEST)


@pytest.mark.parametrize("content", [None, b"%PDF-1.7 khac"])
def test_one_that_is_gone_or_was_changed_is_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ke hoach.pdf"
    if content:
        path.write_bytes(content)
    assert original(held(str(path)), tmp_path) is None


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"%PDF-1.7", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\0", "image/tiff"),
        (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_its_media_type_says_how_it_begins(tmp_path: Path, head: bytes, kind: str) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(head)
    assert original_type(path) == kind
