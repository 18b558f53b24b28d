"""The known body whose name begins at a place of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from ingest.agencies.gazetteer import Body, gazetteer
from ingest.agencies.spelling import same_marks, spelling_of
from ingest.data import load
from ingest.text.fold import fold

# A name begins with a letter that is no part of a word or of a document number ("02/CT-UBND").
_START: Final = re.compile(r"(?<![\w/])(?<!\w-)(?=[^\W\d_])")


@lru_cache(maxsize=8)
def without_emphasis(text: str) -> str:
    """The text with blanks for markdown asterisks; one object for one text, so that caches keyed by it stay quick."""
    return text.replace("*", " ")


def starts(text: str) -> Iterator[int]:
    """The places where a name can begin: a capital letter at the start of a word."""
    return (match.start() for match in _START.finditer(text) if text[match.start()].isupper())


def known_at(text: str, folded: str, position: int) -> tuple[int, Body] | None:
    """The end of the longest known name that begins at ``position``, and its body."""
    known = gazetteer(spelling_of(text))
    if not (found := known.lexicon.matches(folded, position)):
        return None
    end, indexes = found
    printed = text[position:end]
    body = meant(printed, indexes, known.bodies)
    # One short form alone is printed in capitals; two letters ("TU", "UB") are too little.
    if not any(char.isspace() for char in printed) and (len(printed) < 3 or not _is_word(printed, body)):
        return None
    return (end, body) if same_marks(printed.split()[0], body.name.split()[0]) else None


def meant(printed: str, indexes: Sequence[int], bodies: Sequence[Body]) -> Body:
    """Which of several bodies that are spelled alike is meant: "TU" is Tỉnh ủy, "TƯ" Trung ương."""
    of_party = printed.endswith("TU")
    return bodies[next((index for index in indexes if of_party and bodies[index].level), indexes[0])]


def concept_follows(folded: str, end: int, name: str) -> bool:
    """Whether the words after a name make it a concept ("Chính phủ điện tử")."""
    after = folded[end : end + 30].lstrip()
    return any(after.startswith(fold(words)) for words in load("agencies.toml")["concepts"].get(name, ()))


def _is_word(printed: str, body: Body) -> bool:
    return printed.isupper() or " " not in body.name
