"""Corpora of articles and questions about them, read line by line from JSON Lines, be they packed with xz."""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ingest.facts import Document, Extraction, Span
from ingest.text.fold import fold
from search_api.settings import Settings
from search_api.storage.passages import index_text, passages

_LABEL_NUMBER: Final = re.compile(r"^Điều [\w.]+\.\s*")


class CorpusError(ValueError):
    """A line is not of the form that is read; the message tells file, line and what is missing."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what it belongs to, what it is called (else its first line), and its text as printed."""

    id: str
    work: str
    title: str
    text: str

    def indexed(self, settings: Settings) -> Iterator[str]:
        """What the indexes hold of its passages, cut as those of a collection are."""
        documents = (Document("d1", Span(0, len(self.text)), self.work),) if self.work else ()
        pieces = passages(self.text, Extraction("", documents), settings.passage_chars, settings.passage_target)
        for piece in pieces:
            yield index_text(piece.headings, self.text[piece.start : piece.end])


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the ids of the articles that answer it."""

    text: str
    relevant: tuple[str, ...]


def articles(path: Path) -> Iterator[Article]:
    """The articles of a corpus.

    A line has ``_id`` (or ``id``) and ``text``; what it may have besides becomes the headings that a printed article
    has: ``law`` or ``topic`` above it, ``Điều`` and ``article``, or ``label``, as its first line.

    Raises:
        OSError: if the file cannot be read.
        CorpusError: if a line is not of that form.
    """
    for place, line in _lines(path):
        id_ = line.get("_id", line.get("id"))
        if id_ is None or not isinstance(line.get("text"), str):
            raise CorpusError(f'{place}: an article needs "_id" (or "id") and "text"; this line has {sorted(line)}')
        work, label = str(line.get("law") or line.get("topic") or ""), str(line.get("label") or "")
        text = line["text"]
        if line.get("article"):
            text = f"Điều {line['article']}. {text}"
        elif label:
            text = f"{label}\n{text}"
        title = _LABEL_NUMBER.sub("", label) or line["text"].partition("\n")[0]
        yield Article(str(id_), work, title, text)


def questions(path: Path) -> Iterator[Question]:
    """The questions of a file that have an answer; a line has ``text`` and ``relevant``, a list of article ids.

    Raises:
        OSError: if the file cannot be read.
        CorpusError: if a line is not of that form.
    """
    for place, line in _lines(path):
        if not isinstance(line.get("text"), str) or not isinstance(line.get("relevant"), list):
            raise CorpusError(f'{place}: a question needs "text" and "relevant" (a list); this line has {sorted(line)}')
        if line["relevant"]:
            yield Question(line["text"], tuple(map(str, line["relevant"])))


def drawn(corpus: Iterable[Article], number: int, seed: int = 0) -> list[Question]:
    """Questions drawn from a corpus that has none: titles that no two articles share; the article is the answer."""
    owners: dict[str, tuple[str, str] | None] = {}
    for article in corpus:
        key = " ".join(fold(article.title).split())
        owners[key] = None if key in owners else (article.title, article.id)
    owners.pop("", None)
    alone = [Question(owner[0], (owner[1],)) for owner in owners.values() if owner]
    return random.Random(seed).sample(alone, min(number, len(alone)))


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except ValueError as error:
                raise CorpusError(f"{path}, line {number}: no JSON: {error}") from error
            if not isinstance(value, dict):
                raise CorpusError(f"{path}, line {number}: expected a JSON object")
            yield f"{path}, line {number}", value
