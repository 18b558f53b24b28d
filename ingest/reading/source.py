"""What reading a file gives, what it may cost, and why it may fail."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.data import load

Kind = Literal["text", "word", "pdf", "scan"]
Why = Literal[
    "missing", "kind", "size", "binary", "encoding", "no_words", "locked", "broken", "pages", "no_ocr", "no_vie", "slow"
]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost.

    Attributes:
        size: Largest file, in bytes; of a Word file also what it holds unpacked, in tens of bytes.
        pages: Most pages of a PDF or a scan.
        page_seconds: Longest time that one page may take to be recognised, in seconds.
    """

    size: int = 20_000_000
    pages: int = 500
    page_seconds: int = 120


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file.

    Attributes:
        path: Of the file.
        text: As decoded, of plain text; as extracted or recognised, of other kinds.
        digest: SHA-256 of the file's bytes, in hexadecimal.
        kind: What the file is; a PDF of which a page had to be recognised is a ``scan``.
        pages: Where each page begins in the text, in code points; empty if the file tells of no pages.
    """

    path: str
    text: str
    digest: str
    kind: Kind = "text"
    pages: tuple[int, ...] = ()


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


def unreadable(why: Why, path: Path, **details: str | int) -> UnreadableFileError:
    """The error that says why a file cannot be read.

    Args:
        why: In a word.
        path: Of the file.
        **details: What its sentence names.
    """
    told = {name: f"{value:,}" if isinstance(value, int) else value for name, value in details.items()}
    return UnreadableFileError(load("unreadable.toml")[why].format(path=path, **told), why)
