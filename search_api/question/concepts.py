"""What the words of a masked question mean: the concepts of ``data/concepts.toml``, the longest phrase first."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from search_api.question.data import table
from search_api.question.diacritics import unmarked
from search_api.question.doctypes import type_names

FREE: Final = "free"
VERB: Final = "verb:"
_LONGEST: Final = 9  # words of a phrase
_MOST_SEQUENCES: Final = 16  # a question with more homographs is read in the first ways only


@dataclass(frozen=True, slots=True)
class Piece:
    """Words next to each other and what they mean together; ``free``: nothing that is known.

    An instrument that is described by several pieces is one piece, ``within`` which they are.
    """

    concept: str
    words: str
    within: tuple[Piece, ...] = ()


def sequences(masked: str) -> tuple[tuple[Piece, ...], ...]:
    """The ways to read a masked question as concepts one after the other.

    Phrases that mean two things ("hướng dẫn", a document or a verb) make two ways; the first comes first.
    """
    words = masked.split()
    pieces: list[tuple[Piece, ...]] = []
    at = 0
    while at < len(words):
        length, found = next(
            (n, found)
            for n in range(min(_LONGEST, len(words) - at), 0, -1)
            if not _is_divided(words, at + n) and (found := _meant(words[at : at + n]))
        )
        pieces.append(found)
        at += length
    pieces = [_document_first(piece, after) for piece, after in zip(pieces, [*pieces[1:], ()], strict=False)]
    ways = itertools.islice(itertools.product(*pieces), _MOST_SEQUENCES)
    return tuple(tuple(way) for way in ways)


def _is_divided(words: list[str], at: int) -> bool:
    """Whether a phrase that ends here takes half of two words that belong together: "giao thông bao | nhiêu"."""
    return unmarked(" ".join(words[at - 1 : at + 1])) in table("concepts.toml")["together"]


def _document_first(piece: tuple[Piece, ...], after: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What is asked for with "nào" is a document and no verb: "theo hướng dẫn nào"."""
    asked = any(each.concept == "which" for each in after)
    return tuple(sorted(piece, key=lambda each: each.concept != "docs")) if asked else piece


def _meant(words: list[str]) -> tuple[Piece, ...]:
    typed = " ".join(words)
    phrase = unmarked(typed)
    read = typed if len(words) == 1 else typed.replace("'", "")
    known = tuple(Piece(name, phrase) for name, pattern in _concepts() if pattern.fullmatch(read))
    return known or ((Piece(FREE, phrase),) if len(words) == 1 or phrase in table("concepts.toml")["together"] else ())


@cache
def _concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = table("concepts.toml")
    named = {f"{VERB}{name}": verb for name, verb in data["verbs"].items()} | data["concepts"]
    return tuple((name, _compiled(pattern)) for name, pattern in named.items())


def _compiled(pattern: str | list[str]) -> re.Pattern[str]:
    whole = "|".join(pattern) if isinstance(pattern, list) else pattern
    return re.compile(whole.replace("{type_names}", "|".join(type_names())))


def is_verb(piece: Piece) -> bool:
    """Whether a piece is a verb of a relation."""
    return piece.concept.startswith(VERB)
