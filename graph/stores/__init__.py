"""Stores of named graphs behind one small interface, chosen by a URL."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from graph.stores.oxigraph import OxigraphStore
from graph.stores.protocol import Answer, Row, Store, StoreError, Term, rows, text_of, values

__all__ = ["Answer", "Row", "Store", "StoreError", "Term", "open_store", "rows", "text_of", "values"]


def open_store(url: str) -> Store:
    """Open the store that a URL names.

    Args:
        url: ``oxigraph:///folder`` (on disk, created if missing) or ``oxigraph:`` (in memory).

    Raises:
        StoreError: if the URL names no known kind of store, or the store cannot be opened.
    """
    parts = urlsplit(url)
    if parts.scheme != "oxigraph" or parts.netloc:
        raise StoreError(f"Không hiểu địa chỉ kho dữ liệu «{url}». Hãy dùng oxigraph:///thư/mục hoặc oxigraph:")
    return OxigraphStore(Path(unquote(parts.path)) if parts.path else None)
