"""From a file to its text with offsets: UTF-8 text and Markdown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Why = Literal["missing", "kind", "size", "binary", "encoding", "no_words"]
SUFFIXES: Final = frozenset({".txt", ".md", ".markdown"})
MAX_BYTES: Final = 20_000_000


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file exactly as decoded; ``digest`` is the SHA-256 of the file's bytes, in hexadecimal."""

    path: str
    text: str
    digest: str


class UnreadableFileError(Exception):
    """A file that cannot be read; the message, in Vietnamese, says which, why and what to do.

    Attributes:
        why: The same for programs, which may tell it in other words.
    """

    def __init__(self, message: str, why: Why) -> None:
        """The message and, in a word, what is wrong."""
        super().__init__(message, why)  # both, or the error could not be sent to another process
        self.why: Why = why

    def __str__(self) -> str:
        """The message."""
        return str(self.args[0])


def digest_of(path: Path) -> str:
    """SHA-256 of the bytes of a file, in hexadecimal.

    Raises:
        UnreadableFileError: if the file cannot be opened.
    """
    return hashlib.sha256(_bytes(path)).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"{path}: không mở được tệp ({error.strerror}). Kiểm tra đường dẫn và quyền đọc.",
            "missing",
        ) from error


def read(path: Path, max_bytes: int = MAX_BYTES) -> SourceText:
    """Read a UTF-8 text or Markdown file; line ends are turned into single line feeds.

    Raises:
        UnreadableFileError: for a kind of file not read yet, one over ``max_bytes``, one that is empty, holds NUL bytes
            or is not UTF-8, or one that cannot be opened.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UnreadableFileError(
            f"{path}: chưa đọc được loại tệp “{path.suffix}”. Hãy chuyển sang văn bản UTF-8 (.txt, .md).",
            "kind",
        )
    raw = _bytes(path)
    if len(raw) > max_bytes:
        raise UnreadableFileError(
            f"{path}: tệp {len(raw):,} byte vượt giới hạn {max_bytes:,} byte. Hãy tách tệp hoặc nâng giới hạn.",
            "size",
        )
    if b"\0" in raw:
        raise UnreadableFileError(
            f"{path}: tệp nhị phân, không phải văn bản. Hãy xuất lại thành văn bản UTF-8.", "binary"
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"{path}: không phải UTF-8 (byte thứ {error.start}). Hãy lưu lại tệp với mã UTF-8.", "encoding"
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not any(map(str.isalnum, text)):
        raise UnreadableFileError(
            f"{path}: tệp không có chữ nào. Nếu là bản quét, hãy nhận dạng chữ (OCR) trước.", "no_words"
        )
    return SourceText(str(path), text, hashlib.sha256(raw).hexdigest())
