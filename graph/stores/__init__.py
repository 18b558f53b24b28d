"""Stores of named graphs behind one small interface, chosen by a URL."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from graph.stores.oxigraph import OxigraphStore
from graph.stores.protocol import Answer, Row, Store, StoreError, Term, rows, text_of, values

__all__ = [
    "Answer",
    "Row",
    "Store",
    "StoreError",
    "Term",
    "open_store",
    "read_store",
    "rows",
    "text_of",
    "values",
]

_IN_MEMORY: Final = "oxigraph:"


def open_store(url: str) -> Store:
    """Open the store that a URL names, for writing.

    Args:
        url: ``oxigraph:///folder`` (on disk, created if missing) or ``oxigraph:`` (in memory).

    Raises:
        StoreError: if the URL names no known kind of store, or the store cannot be opened.
    """
    return OxigraphStore.open(None if url == _IN_MEMORY else _folder(url))


def read_store(url: str) -> Store:
    """Open the store that ``oxigraph:///folder`` names, for reading; nobody may write to it meanwhile.

    Raises:
        StoreError: if the URL names no such folder, or there is no store in it.
    """
    return OxigraphStore.read(_folder(url))


def _folder(url: str) -> Path:
    parts = urlsplit(url)
    if parts.scheme != "oxigraph" or parts.netloc or not parts.path:
        raise StoreError(f"Không hiểu địa chỉ kho dữ liệu «{url}». Hãy dùng oxigraph:///thư/mục")
    return Path(unquote(parts.path))
