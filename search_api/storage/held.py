"""What a collection holds of a file, a document and a passage."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from ingest.reading import Kind
from search_api.storage.passages import Passage

DOCUMENT: Final = ("number", "type", "date", "issuer", "iri", "title")
"""What is told of the document of a passage."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the collection.

    Attributes:
        path: The path under which it was ingested first.
        location: Where it was, resolved.
        text: Its text as read; offsets are into this.
        digest: SHA-256 of its bytes.
        kind: What it is: plain text, or what the text was extracted from.
        pages: Where its pages begin in the text, in code points; empty if it tells of none.
    """

    path: str
    location: str
    text: str
    digest: str
    kind: Kind = "text"
    pages: tuple[int, ...] = ()


def source_file(path: str, location: str, text: str, digest: str, kind: Kind, pages: str) -> SourceFile:
    """A file from its row, in which ``pages`` are JSON."""
    return SourceFile(path, location, text, digest, kind, tuple(json.loads(pages)))


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """A document that the collection holds; ``iri`` names the work it realises, once that is known."""

    file: str
    id: str
    start: int
    end: int
    type: str | None
    number: str | None
    date: str | None
    issuer: str | None
    title: str | None
    iri: str | None = None

    def to_json(self) -> dict[str, str | None]:
        """What the JSON of ``danchieu search`` tells of the document of a passage."""
        return {name: getattr(self, name) for name in DOCUMENT}


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A passage by its id, with its words, the file they stand in and the document, if they belong to one."""

    id: int
    file: str
    passage: Passage
    text: str
    document: HeldDocument | None
