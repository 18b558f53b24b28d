"""From a file to its text with offsets: what it is says how it begins, not its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ingest.reading.pages import Line, joined
from ingest.reading.pdf import read_pdf
from ingest.reading.plain import read_plain
from ingest.reading.scan import read_scan
from ingest.reading.signatures import HEAD, kind_of
from ingest.reading.source import Kind, Limits, SourceText, unreadable
from ingest.reading.word import is_word, read_word

PLAIN: Final = frozenset({".txt", ".md", ".markdown"})
SUFFIXES: Final = PLAIN | {".pdf", ".docx", ".png", ".jpg", ".jpeg", ".tif", ".tiff"}
"""Of files that are looked for in folders; a file that is named itself is read by what it holds."""
_PICTURES: Final = frozenset({"PNG", "JPEG", "TIFF"})
_NO_LIMITS: Final = Limits()


def digest_of(path: Path) -> str:
    """SHA-256 of the bytes of a file, in hexadecimal.

    Raises:
        UnreadableFileError: if the file cannot be opened.
    """
    return hashlib.sha256(_bytes(path)).hexdigest()


def read(path: Path, limits: Limits = _NO_LIMITS) -> SourceText:
    """Read a file: plain text in UTF-8, Markdown, PDF, Word (.docx), or a scan.

    Raises:
        UnreadableFileError: for a kind of file that is not read, one over the limits, one that is empty, damaged or
            locked, text that is not UTF-8, a file that cannot be opened, and a scan that nothing here can recognise.
    """
    raw = _bytes(path)
    if len(raw) > limits.size:
        raise unreadable("size", path, size=len(raw), limit=limits.size)
    text, pages, kind = _content(raw, path, limits)
    if not any(map(str.isalnum, text)):
        raise unreadable("no_words", path)
    return SourceText(str(path), text, hashlib.sha256(raw).hexdigest(), kind, pages)


def kind_to_extract(raw: bytes) -> Kind | None:
    """The kind of a file that is no plain text and can be read, else ``None``. Opens nothing but the list of a ZIP."""
    form = kind_of(raw[:HEAD])
    if form == "PDF":
        return "pdf"
    if form in _PICTURES:
        return "scan"
    return "word" if form and is_word(raw) else None


def _content(raw: bytes, path: Path, limits: Limits) -> tuple[str, tuple[int, ...], Kind]:
    match kind_to_extract(raw):
        case "pdf":
            return _of_pdf(read_pdf(raw, path, limits))
        case "scan":
            return *joined(read_scan(raw, path, limits)), "scan"
        case "word":
            return *read_word(raw, path, limits), "word"
    if path.suffix.lower() not in PLAIN:
        raise unreadable("kind", path, kind=kind_of(raw[:HEAD]) or path.suffix)
    return read_plain(raw, path), (), "text"


def _of_pdf(pages: Iterable[tuple[list[Line], bool]]) -> tuple[str, tuple[int, ...], Kind]:
    read = list(pages)
    return *joined(lines for lines, _ in read), "scan" if any(scanned for _, scanned in read) else "pdf"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable("missing", path, error=error.strerror or str(error)) from error
