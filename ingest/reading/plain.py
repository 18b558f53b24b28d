"""Plain text and Markdown: the text is that of the file, to the code point."""

from __future__ import annotations

from pathlib import Path

from ingest.reading.source import unreadable


def read_plain(raw: bytes, path: Path) -> str:
    """The text of a UTF-8 file; line ends are turned into single line feeds.

    Raises:
        UnreadableFileError: if it holds NUL bytes or is not UTF-8.
    """
    if b"\0" in raw:
        raise unreadable("binary", path)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise unreadable("encoding", path, byte=error.start) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
