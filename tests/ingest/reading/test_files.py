import hashlib
import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reading import Limits, UnreadableFileError, digest_of, read


@pytest.mark.parametrize(
    ("name", "raw", "text"),
    [
        ("kế hoạch.txt", "Kế hoạch số 2".encode(), "Kế hoạch số 2"),
        ("a.MD", b"# Tieu de\r\n\r\nNoi dung\rhet", "# Tieu de\n\nNoi dung\nhet"),
        (
            "b.markdown",
            "\ufeffChỉ thị".encode(),
            "\ufeffChỉ thị",
        ),  # nothing of the text is dropped but carriage returns
    ],
)
def test_reads_text_as_it_stands(tmp_path: Path, name: str, raw: bytes, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    source = read(path)
    assert (source.path, source.text) == (str(path), text)
    assert source.digest == digest_of(path) == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    ("name", "raw", "reason", "fix"),
    [
        ("missing.txt", None, "không mở được tệp", "Kiểm tra đường dẫn"),
        ("empty.txt", b"", "không có chữ nào", "OCR"),
        ("blank.md", b" \n\t\r\n", "không có chữ nào", "OCR"),
        ("mark.txt", "\ufeff".encode(), "không có chữ nào", "OCR"),
        ("ruled.txt", b"-----\n***\n", "không có chữ nào", "OCR"),
        ("binary.txt", b"Ke hoach\0so 2", "tệp nhị phân", "xuất lại"),
        ("legacy.txt", "Quyết định".encode("utf-16-le")[:-1].replace(b"\0", b"\xff"), "không phải UTF-8", "UTF-8"),
        ("windows.txt", "Ngh\xea".encode("latin-1"), "không phải UTF-8 (byte thứ 3)", "lưu lại"),
        ("plan.docx", b"PK", "chưa đọc được loại tệp “.docx”", "chuyển sang"),
        ("book.xlsx", b"PK\x03\x04" + b"\0" * 30, "loại tệp “ZIP, DOCX, XLSX, ODT”", "chuyển sang PDF, Word"),
        ("cut.pdf", b"%PDF-1.7\n1 0 obj", "tệp hỏng", "tải lại"),
        ("cut.png", b"\x89PNG\r\n\x1a\n\0\0", "tệp hỏng", "tải lại"),
        ("plan", b"Ke hoach", "chưa đọc được loại tệp", "chuyển sang"),
        ("big.txt", b"x" * 101, "101 byte vượt giới hạn 100 byte", "tách tệp"),
    ],
)
def test_says_which_file_why_and_what_to_do(
    tmp_path: Path, name: str, raw: bytes | None, reason: str, fix: str
) -> None:
    path = tmp_path / name
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(UnreadableFileError) as caught:
        read(path, Limits(size=100))
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert reason in message
    assert fix in message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "folder.txt"
    folder.mkdir()
    with pytest.raises(UnreadableFileError, match="không mở được tệp"):
        read(folder)
    with pytest.raises(UnreadableFileError, match="không mở được tệp"):
        digest_of(tmp_path / "missing.txt")


def text_in(raw: bytes) -> str | None:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    return text if "\0" not in text and re.search(r"[^\W_]", text) else None


@given(st.one_of(st.binary(max_size=9), st.text(max_size=9).map(str.encode)))
def test_any_bytes_are_text_or_an_error(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "any.txt"
    path.write_bytes(raw)
    text = text_in(raw)
    with nullcontext() if text else pytest.raises(UnreadableFileError, match=r"any\.txt"):
        assert read(path).text == re.sub("\r\n?", "\n", text or "")


def test_what_a_file_is_says_how_it_begins(tmp_path: Path, letter: Path) -> None:
    named_text = tmp_path / "tải lên.txt"
    named_text.write_bytes(letter.read_bytes())
    source = read(named_text)
    assert (source.kind, source.digest) == ("pdf", digest_of(letter))
    assert "Kế hoạch số 12/KH-UBND" in source.text
