"""What an ingest is offered, and what it says of it in the end."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from ingest.reading import SUFFIXES, UnreadableFileError, Why

_ABOUT_FOLDER: Final = "readme"


@dataclass(frozen=True, slots=True)
class Offered:
    """A file to be taken in: the path under which it will be held, and where its bytes are now."""

    path: str
    content: Path


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in, and why: told in Vietnamese, and in a word for programs."""

    path: str
    reason: str
    why: Why | Literal["died", "extract"]


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What an ingest did, as paths under which the files are held.

    ``renewed`` are files of the same content from which another version of the program has derived facts anew.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()


def failure(path: str, error: Exception) -> Failure:
    """What is told of a file on which reading or extraction failed."""
    from pebble import ProcessExpired

    if isinstance(error, UnreadableFileError):
        return Failure(path, str(error), error.why)
    if isinstance(error, ProcessExpired):
        code = error.exitcode
        return Failure(
            path,
            f"{path}: tiến trình xử lý tệp bị dừng giữa chừng (mã {code}), có thể vì thiếu bộ nhớ. "
            "Hãy nạp lại tệp này với --workers 1, hoặc tách tệp.",
            "died",
        )
    return Failure(path, f"{path}: không trích xuất được ({error!r}). Hãy báo lỗi này.", "extract")


def files_in(paths: Iterable[Path]) -> Iterator[tuple[str, Offered]]:
    """Each file by its location (resolved), its path as given; folders are opened at any depth.

    Of a folder are left out: what is hidden, kinds of file that cannot be read, and README files, which tell of the
    folder and are no documents of it. A file that is named itself is always taken.
    """
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file == path or (file.is_file() and _is_document(file.relative_to(path))):
                yield str(file.resolve()), Offered(str(file), file)


def _is_document(file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.parts)
    about = file.name.partition(".")[0].lower() == _ABOUT_FOLDER
    return file.suffix.lower() in SUFFIXES and not hidden and not about


def inside(folders: Iterable[Path], locations: Iterable[str]) -> Iterator[str]:
    """Those of some locations that lie in one of the folders; a path that is no folder holds nothing."""
    prefixes = tuple(str(path.resolve()).rstrip(os.sep) + os.sep for path in folders if path.is_dir())
    return (place for place in locations if place.startswith(prefixes))
