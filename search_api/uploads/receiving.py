"""A form of files (RFC 7578) written to disk as it comes in, with every limit kept on the way."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from ingest.reading import UnreadableFileError, kind_to_extract, read
from ingest.reading.signatures import HEAD, kind_of
from search_api.settings import Settings
from search_api.storage.lock import hold, unused
from search_api.uploads.labels import label_of

_INCOMING: Final = "incoming-"
_STALE: Final = 60  # seconds, so that a folder is not deleted between being made and being held
_SUFFIX: Final = ".txt"  # of every kind that is read as yet; the name that the client gives decides nothing


class UploadError(Exception):
    """A whole upload is refused.

    Attributes:
        why: The end of the key of the sentence that says so, ``upload.refused.WHY``.
        status: HTTP status.
        limit: The limit that was passed, if there is one.
    """

    def __init__(self, why: str, status: int, limit: int = 0) -> None:
        """Why, and the status that says so."""
        super().__init__(why, status, limit)
        self.why, self.status, self.limit = why, status, limit


@dataclass(frozen=True, slots=True)
class Received:
    """A file of an upload.

    Attributes:
        label: What it is called.
        content: Where its bytes are, until the folder of the upload is deleted.
        digest: SHA-256 of the bytes that were written, hexadecimal.
        size: How many bytes it has, written or not.
        why: Why it is refused, the end of the key ``upload.why.WHY``; empty if it is taken.
        detail: What that sentence names.
    """

    label: str
    content: Path
    digest: str
    size: int
    why: str = ""
    detail: str = ""


@contextmanager
def incoming(folder: Path) -> Iterator[Path]:
    """A new folder for an upload, deleted in the end; what uploads left behind that a crash ended is deleted too."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{_INCOMING}*"):
        try:
            stale = time.time() - old.stat().st_mtime > _STALE
            with unused(old) as free:
                if free and stale:
                    shutil.rmtree(old, ignore_errors=True)
        except FileNotFoundError:  # its upload came to its end
            continue
    with tempfile.TemporaryDirectory(prefix=_INCOMING, dir=folder, ignore_cleanup_errors=True) as name:
        holder = hold(Path(name))
        try:
            yield Path(name)
        finally:
            os.close(holder)


class Receiver:
    """Takes the body of one request, chunk by chunk. Blocks while it writes, so it is for a thread."""

    def __init__(self, content_type: str, folder: Path, settings: Settings) -> None:
        """Writes nothing yet.

        Args:
            content_type: The header of the request, which holds what parts the files from one another.
            folder: Where the files are written.
            settings: The limits.

        Raises:
            UploadError: if the request is no form of files.
        """
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise UploadError("form", 415)
        self.received: list[Received] = []
        self._folder, self._settings = folder, settings
        self._total = 0
        self._header = self._value = b""
        self._disposition: bytes | None = None
        self._out: IO[bytes] | None = None
        self._name = ""
        self._size = 0
        self._digest = hashlib.sha256()
        try:
            self._parser = MultipartParser(
                options[b"boundary"],
                {
                    "on_part_begin": self._part_begins,
                    "on_header_field": self._header_comes,
                    "on_header_value": self._value_comes,
                    "on_header_end": self._header_ends,
                    "on_headers_finished": self._content_begins,
                    "on_part_data": self._content_comes,
                    "on_part_end": self._part_ends,
                    "on_end": self._all_came,
                },
            )
        except FormParserError as error:
            raise UploadError("form", 400) from error
        self._complete = False

    def write(self, chunk: bytes) -> None:
        """Takes the next bytes of the body.

        Raises:
            UploadError: if there are too many bytes or files, or they are no form.
            OSError: if they cannot be written.
        """
        self._total += len(chunk)
        if self._total > self._settings.upload_bytes:
            raise UploadError("total", 413, self._settings.upload_bytes)
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise UploadError("form", 400) from error

    def finish(self) -> list[Received]:
        """All files, each checked.

        Raises:
            UploadError: if the body ended too early, or held no file.
        """
        if not self._complete:
            raise UploadError("form", 400)
        if not self.received:
            raise UploadError("none", 422)
        return self.received

    def close(self) -> None:
        """Lets go of the file that was being written."""
        if self._out:
            self._out.close()
            self._out = None

    def _part_begins(self) -> None:
        self._disposition, self._header, self._value = None, b"", b""

    def _header_comes(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _value_comes(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_ends(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header = self._value = b""

    def _content_begins(self) -> None:
        _, options = parse_options_header(self._disposition)
        if b"filename" not in options:
            return  # a field of the form that is no file
        if len(self.received) >= self._settings.upload_files:
            raise UploadError("many", 413, self._settings.upload_files)
        name = options[b"filename"]
        try:
            self._name = name.decode()
        except UnicodeDecodeError:
            self._name = name.decode("latin-1")
        self._size, self._digest = 0, hashlib.sha256()
        self._out = (self._folder / f"{len(self.received)}{_SUFFIX}").open("xb")

    def _content_comes(self, data: bytes, start: int, end: int) -> None:
        if self._out is None:
            return
        self._size += end - start
        if self._size <= self._settings.max_file_bytes:  # of a file that is too large, the rest is passed over
            self._out.write(data[start:end])
            self._digest.update(data[start:end])

    def _part_ends(self) -> None:
        if self._out is None:
            return
        path = Path(self._out.name)
        self.close()
        if not self._name and not self._size:  # a form that was sent without choosing a file
            path.unlink()
            return
        why, detail = self._refusal(path)
        self.received.append(Received(label_of(self._name), path, self._digest.hexdigest(), self._size, why, detail))

    def _all_came(self) -> None:
        self._complete = True

    def _refusal(self, path: Path) -> tuple[str, str]:
        """Why the file just written is not taken, and what there is to say about that; empty if it is taken."""
        if not label_of(self._name):
            return "name", ""
        if self._size > self._settings.max_file_bytes:
            return "size", str(self._settings.max_file_bytes)
        if self._size == 0:
            return "empty", ""
        raw = path.read_bytes()
        if kind_to_extract(raw):
            return "", ""  # what it holds is read by the process that takes it in, which may die of it
        if kind := kind_of(raw[:HEAD]):
            return "kind", kind
        try:
            read(path, self._settings.limits)
        except UnreadableFileError as error:
            return error.why, ""
        return "", ""
