"""Where the files are from which texts were read: in the folder they came from, or among what was uploaded."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ingest.reading import UnreadableFileError, digest_of
from ingest.reading.signatures import HEAD, kind_of
from search_api.storage.held import SourceFile

UPLOADS: Final = "uploads"
"""The folder of uploaded files, in that of a collection; also what the paths under which they are held begin with."""
SUFFIX: Final = ".txt"
"""Of uploaded files, whatever they hold; files are told by how they begin."""
_UPLOADED: Final = "upload:"
_TYPES: Final = {"PDF": "application/pdf", "PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def upload_location(label: str) -> str:
    """By what the collection knows an uploaded file: no place on a disk, so that no folder that is ingested has it."""
    return f"{_UPLOADED}{label}"


def uploaded(data: Path, digest: str) -> Path:
    """Where the uploaded bytes of a SHA-256 are, in the folder of a collection."""
    return data / UPLOADS / f"{digest}{SUFFIX}"


def original_place(file: SourceFile, data: Path) -> Path:
    """Where the file was from which the text was read; whether it is there still, and the same, is not looked at."""
    return uploaded(data, file.digest) if file.location.startswith(_UPLOADED) else Path(file.location)


def original(file: SourceFile, data: Path) -> Path | None:
    """The file from which the text was read, if its bytes are still where they were; ``None`` if they are not.

    Args:
        file: As it is held.
        data: The folder of the collection.
    """
    place = original_place(file, data)
    try:
        return place if digest_of(place) == file.digest else None
    except UnreadableFileError:
        return None


def original_type(path: Path) -> str:
    """The media type of an original, by how it begins."""
    with path.open("rb") as file:
        return _TYPES.get(kind_of(file.read(HEAD)) or "", _WORD)
