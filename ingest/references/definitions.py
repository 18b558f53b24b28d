"""Terms that a document defines for an instrument ("... (sau đây gọi tắt là Chương trình)") and their later uses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts import Document, Span
from ingest.references.draft import Draft
from ingest.references.lexicon import pattern
from ingest.text.cover import Cover

_USE_ENDS = r"(?![\w/]|\s+(?:số|này)\b|\s*\d)"


@dataclass(frozen=True, slots=True)
class _Term:
    """A term, the mention that it stands for, and where its definition ends."""

    words: str
    meant: Draft
    end: int


def defined_mentions(text: str, folded: str, documents: Sequence[Document], drafts: Sequence[Draft]) -> list[Draft]:
    """Later uses, in the same document, of the terms that it defines for instruments it cites.

    A term that itself names a number ("Nghị định số 18/2019/NĐ-CP") is read as any mention is, and not here.
    """
    taken = Cover(len(text), (draft.core for draft in drafts))
    found = []
    for draft in drafts:
        term = _term_after(text, folded, draft)
        document = next((d for d in documents if d.span.contains(draft.span)), None)
        if not term or not document:
            continue
        spoken = r"\s+".join(map(re.escape, term.words.split()))
        for match in re.compile(rf"(?<![\w“\"])(?<!các\s)(?<!những\s){spoken}{_USE_ENDS}").finditer(
            text, term.end, document.span.end
        ):
            span = Span(*match.span())
            if not taken.meets(span):
                taken.take(span)
                target = term.meant.number or term.meant.name
                found.append(Draft(span, span, term.meant.kind, "defined-term", anaphor=True, target=target))
    return found


def _term_after(text: str, folded: str, draft: Draft) -> _Term | None:
    """The term defined right after a mention with a number or name: its type word in capital, perhaps with more."""
    match = pattern("definition").match(folded, draft.span.end)
    if not match or draft.self or not (draft.number or draft.name):
        return None
    words = " ".join(text[match.start("term") : match.end("term")].replace("*", " ").split()).strip(" “”\"'")
    if not words.lower().startswith(draft.kind.lower()) or not words[0].isupper() or re.search(r"\d", words):
        return None  # of mentions that end here, the term is for the one of its own type
    return _Term(words, draft, match.end())
