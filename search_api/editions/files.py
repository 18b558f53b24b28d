"""Where the files of an edition are: one version of the graph and of the indexes, which nobody changes any more.

The next edition is made beside it, from copies that are hard links where the file system has them. It counts once the
database says so, and what no edition needs is deleted.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from search_api.errors import CollectionError
from search_api.settings import Settings
from search_api.storage.lock import unused

_PREFIX: Final = "edition-"


def graph_url(settings: Settings, version: int) -> str:
    """The address of the graph of an edition."""
    return f"{settings.store_url}/{_PREFIX}{version}"


def graph_folder(settings: Settings, version: int) -> Path:
    """The folder of the graph of an edition.

    Raises:
        CollectionError: if the setting names no folder.
    """
    return _graphs(settings) / f"{_PREFIX}{version}"


def index_folder(settings: Settings, version: int) -> Path:
    """The folder of the indexes of an edition. Who reads an edition holds it (:func:`search_api.storage.lock.hold`)."""
    return settings.data / "indexes" / f"{_PREFIX}{version}"


def _graphs(settings: Settings) -> Path:
    parts = urlsplit(settings.store_url)
    if parts.scheme != "oxigraph" or parts.netloc or not parts.path:
        raise CollectionError(f"DANCHIEU_STORE phải có dạng oxigraph:///thư/mục, đang là «{settings.store_url}».")
    return Path(unquote(parts.path))


def link_tree(source: Path, target: Path) -> None:
    """Copies a folder of files that are replaced but never changed, as hard links if possible; without lock files."""
    shutil.copytree(source, target, copy_function=_link, ignore=shutil.ignore_patterns(".*.lock"))


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        shutil.copy2(source, target)


def sweep(settings: Settings, current: int) -> None:
    """Deletes all editions but the current one and those that somebody still reads, and what a crash left behind."""
    found = {
        int(folder.name.removeprefix(_PREFIX))
        for parent in (settings.data / "indexes", _graphs(settings))
        if parent.is_dir()
        for folder in parent.glob(f"{_PREFIX}*")
    }
    for version in sorted(found - {current}):
        held = index_folder(settings, version)
        held.mkdir(parents=True, exist_ok=True)
        with unused(held) as free:
            if free:
                shutil.rmtree(graph_folder(settings, version), ignore_errors=True)
                shutil.rmtree(held, ignore_errors=True)
