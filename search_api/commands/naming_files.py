"""Which files, documents and imports of a collection a user means."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ingest.text.fold import fold
from search_api.storage.held import HeldDocument
from search_api.storage.imports import HeldImport


def documents_named(documents: Iterable[HeldDocument], name: str) -> tuple[HeldDocument, ...]:
    """The documents that a user may mean by ``name``: a path or file name, a number or a work's IRI."""
    wanted = fold(name.strip())
    return tuple(
        document
        for document in documents
        if wanted in (fold(document.file), fold(Path(document.file).name))
        or name.strip() == document.iri
        or (document.number and wanted == fold(document.number))
    )


def imports_named(imports: Iterable[HeldImport], name: str) -> tuple[HeldImport, ...]:
    """The imports that a user may mean by ``name``: a path, a file name or the beginning of a SHA-256."""
    wanted = name.strip()
    return tuple(
        held
        for held in imports
        if wanted in (held.name, Path(held.name).name) or (len(wanted) >= 8 and held.digest.startswith(wanted))
    )
