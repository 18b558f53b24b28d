"""A collection as one file, and back.

The file is a gzipped tar: first ``manifest.json`` with the format, counts and the SHA-256 of every member, then rows,
graph, indexes and vectors of one edition, so that nothing has to be derived or encoded again.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from graph.whole_file import whole_file
from search_api.collection import Collection
from search_api.editions.files import graph_folder, index_folder, link_tree, sweep
from search_api.editions.snapshot import newest_version
from search_api.errors import CollectionError, unwritable_told
from search_api.meaning.vector_cache import FILE as VECTORS
from search_api.meaning.vector_cache import VectorCache
from search_api.settings import Settings
from search_api.storage.database import FILE, FORMAT, check_format, copy_database
from search_api.storage.lock import locked
from search_api.storage.sources import Sources

OnStep = Callable[[int, int], None]
"""Called with how many bytes are done, out of how many."""

_MANIFEST: Final = "manifest.json"
_KIND: Final = "danchieu-backup"


def back_up(collection: Collection, path: Path, on_step: OnStep = lambda _done, _total: None) -> Mapping[str, int]:
    """Writes the edition that a collection shows; others may read and change the collection meanwhile.

    Returns:
        How many ``files``, ``documents``, ``imports`` and ``quads`` it holds.

    Raises:
        OSError: if it cannot be written.
    """
    settings = collection.settings
    counts = {
        "files": collection.files,
        "documents": len(collection.documents()),
        "imports": len(collection.imports()),
        "quads": collection.store.health(),
    }
    with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.data) as name:
        folder = Path(name)
        collection.copy_rows(folder / FILE)
        with closing(VectorCache(settings.data)) as cache:
            copy_database(cache.database, folder / VECTORS)
        link_tree(collection.graph_folder, folder / "graph")
        link_tree(collection.index_folder, folder / "indexes")
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        total = sum(file.stat().st_size for file in files)
        manifest = {
            "kind": _KIND,
            "format": FORMAT,
            "made": datetime.now().astimezone().isoformat(timespec="seconds"),
            "counts": counts,
            "members": {file.relative_to(folder).as_posix(): _digest(file) for file in files},
        }
        done = 0
        with whole_file(path) as draft, tarfile.open(draft, "w:gz", compresslevel=1) as archive:
            head = json.dumps(manifest, indent=1).encode()
            about = tarfile.TarInfo(_MANIFEST)
            about.size = len(head)
            archive.addfile(about, io.BytesIO(head))
            for file in files:
                on_step(done, total)
                archive.add(file, file.relative_to(folder).as_posix())
                done += file.stat().st_size
            on_step(total, total)
    return counts


def restore(
    path: Path, settings: Settings, replace: bool = False, on_step: OnStep = lambda _done, _total: None
) -> Mapping[str, int]:
    """Puts what a backup holds in place of a collection, once all of it is verified.

    Args:
        path: The file that :func:`back_up` wrote.
        settings: Where the collection is to be.
        replace: Whether it may take the place of a collection that holds something.
        on_step: Called with the bytes unpacked.

    Returns:
        What :func:`back_up` returned.

    Raises:
        CollectionError: if the file is no whole backup of this format, the collection holds something and may not be
            replaced, or another process is writing. The collection is then as it was.
    """
    with unwritable_told(settings.data):
        settings.data.mkdir(parents=True, exist_ok=True)
    with (
        locked(settings.data),
        unwritable_told(settings.data),
        tempfile.TemporaryDirectory(prefix="restore-", dir=settings.data) as name,
    ):
        if not replace and _holds_something(settings):
            raise CollectionError(
                f"Bộ sưu tập {settings.data} đang có dữ liệu. Thêm --force để thay bằng bản sao lưu, "
                "hoặc chọn thư mục khác bằng --data."
            )
        folder = Path(name) / "content"
        manifest = _unpacked(path, folder, on_step)
        _set_damaged_aside(settings)
        _show(folder, settings)
        counts: Mapping[str, int] = manifest["counts"]
        return counts


def _holds_something(settings: Settings) -> bool:
    if not (settings.data / FILE).exists():
        return False
    try:
        with closing(Sources(settings.data)) as sources:
            query = "SELECT EXISTS(SELECT 1 FROM files) + EXISTS(SELECT 1 FROM imports) + EXISTS(SELECT 1 FROM staged)"
            return bool(sources.database.execute(query).fetchone()[0])
    except (sqlite3.DatabaseError, CollectionError):  # damaged, or of another format
        return True


def _set_damaged_aside(settings: Settings) -> None:
    """Renames rows that this program cannot read, so that others can take their place."""
    try:
        newest_version(settings)
    except (sqlite3.DatabaseError, CollectionError):
        for file in settings.data.glob(f"{FILE}*"):
            file.rename(file.with_name(f"unreadable-{datetime.now():%Y%m%d%H%M%S}-{file.name}"))


def _unpacked(path: Path, folder: Path, on_step: OnStep) -> dict[str, Any]:
    """Unpacks a backup into ``folder`` and verifies it; gives its manifest."""
    try:
        total = path.stat().st_size
        with path.open("rb") as packed, tarfile.open(fileobj=packed, mode="r|gz") as archive:
            members = iter(archive)
            manifest = _manifest(archive, next(members, None), path)
            expected = dict(manifest["members"])
            for member in _safe(members, expected, path):
                on_step(packed.tell(), total)
                archive.extract(member, folder, filter="data")
                if _digest(folder / member.name) != expected.pop(member.name):
                    raise CollectionError(f"{path}: phần {member.name} bị hỏng. Hãy dùng một bản sao lưu khác.")
            on_step(total, total)
    except FileNotFoundError as error:
        raise CollectionError(f"Không có tệp {path}.") from error
    except (tarfile.TarError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise CollectionError(
            f"{path} không phải là bản sao lưu nguyên vẹn của Dẫn Chiếu ({error}). Hãy dùng một bản sao lưu khác."
        ) from error
    if expected:
        raise CollectionError(f"{path}: thiếu phần {min(expected)}. Hãy dùng một bản sao lưu khác.")
    return manifest


def _manifest(archive: tarfile.TarFile, first: tarfile.TarInfo | None, path: Path) -> dict[str, Any]:
    content = archive.extractfile(first) if first and first.name == _MANIFEST else None
    manifest: dict[str, Any] = json.loads(content.read()) if content else {}
    if manifest.get("kind") != _KIND:
        raise ValueError("no manifest")
    check_format(int(manifest["format"]), f"Bản sao lưu {path}")
    return manifest


def _safe(members: Iterator[tarfile.TarInfo], expected: Mapping[str, str], path: Path) -> Iterator[tarfile.TarInfo]:
    """The members, refused if the manifest does not name them or they are no plain files below the folder."""
    for member in members:
        inside = not PurePosixPath(member.name).is_absolute() and ".." not in PurePosixPath(member.name).parts
        if not (member.isreg() and inside and member.name in expected):
            raise CollectionError(f"{path}: có phần lạ {member.name!r}. Hãy dùng một bản sao lưu khác.")
        yield member


def _show(folder: Path, settings: Settings) -> None:
    """Shows unpacked files as the next edition: the rows are replaced in one transaction, as by any change."""
    old = newest_version(settings)
    sweep(settings, old)
    with closing(Sources(folder)) as sources:
        new = max(old, sources.version) + 1
        sources.set_version(new)
        sources.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for source, target in ((folder / "graph", graph_folder), (folder / "indexes", index_folder)):
            place = target(settings, new)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, place)
        with closing(VectorCache(settings.data)) as cache:
            cache.merge(folder / VECTORS)
        with closing(Sources(settings.data)) as live:
            live.database.execute("PRAGMA synchronous=FULL")
            sources.database.backup(live.database)
    sweep(settings, new)


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
