"""A question with its typing errors undone, as far as the grammar of questions knows the words that were meant.

Letters that changed places or are one too many ("trien khia", "ke hoahc"), and keys of Telex and VNI that the keyboard
left as they were typed ("chir thij", "ke61 hoach5"). Names and titles are left alone: only the collection knows them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from ingest.text.fold import fold
from ontology.territories import provinces
from search_api.question.data import table
from search_api.question.doctypes import type_names

_SERIAL = re.compile(r"(?<!\S)\d[\dOolI]*[OolI][\dOolI]*(?=\s?[/-]\s?[^\W\d_])")
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[a-z]{3,}")
_VNI = re.compile(r"[a-z]+[1-9]{1,2}[a-z]*[1-9]?")
_VOWEL = re.compile(r"[aeiouy]")
_TONE_KEYS = "sfrxj"
_DOUBLED = re.compile(r"aa|ee|oo|dd|w")


def corrected(question: str) -> str | None:
    """The question with the words that were most likely meant; ``None`` if there is nothing to mend.

    A word is mended if no phrase of the grammar has it, and if with the word beside it the mended one is part of a
    phrase: "khia" after "trien" is "khai".
    """
    words = _TOKEN.findall(question)
    typed = [fold(word).strip(".,;:?!\"'()") for word in words]
    mended = [_without_keys(word) or word for word in typed]
    for n, word in enumerate(mended):
        before, after = mended[n - 1] if n else "", mended[n + 1] if n + 1 < len(mended) else ""
        nearest = _nearest(before, word, after)
        # Whoever types "sắm" with its diacritics meant no "năm"; only the order of letters slips so.
        if nearest and (words[n].isascii() or sorted(nearest) == sorted(word)):
            mended[n] = nearest
    if mended == typed:
        return None
    return " ".join(new if new != old else word for word, old, new in zip(words, typed, mended, strict=True))


def _nearest(before: str, word: str, after: str) -> str | None:
    """A word of the grammar one slip away that makes a phrase with a neighbour, for a word that is in none."""
    if not _WORD.fullmatch(word) or word in known_words():
        return None
    near = [known for known in known_words() if known != word and OSA.distance(word, known, score_cutoff=1) <= 1]
    fitting = [known for known in near if _is_phrase(before, known) or _is_phrase(known, after)]
    return min(fitting, key=lambda known: (sorted(known) != sorted(word), known), default=None)


def _without_keys(word: str) -> str | None:
    """A word without the keys of an input method that did not take effect; ``None`` if that gives no word."""
    if word in known_words():
        return None
    bare = re.sub(r"\d", "", word) if _VNI.fullmatch(word) else _without_telex(word)
    return bare if bare in known_words() and bare != word and _VOWEL.search(bare) else None


def _without_telex(word: str) -> str:
    plain = _DOUBLED.sub(lambda match: match[0][0] if match[0] != "w" else "", word)
    return plain[:-1] if plain[-1:] in tuple(_TONE_KEYS) else plain


def _is_phrase(first: str, second: str) -> bool:
    return (first, second) in _pairs()


def with_digits(question: str) -> str:
    """The question with letters in its numbers as the digits that they look like: "20O/KH-UBND". Of the same length."""
    return _SERIAL.sub(lambda match: match[0].translate(_LOOKALIKES), question)


@cache
def _phrases() -> tuple[str, ...]:
    data = table("concepts.toml")
    patterns = [*data["verbs"].values(), *data["concepts"].values(), *(row["pattern"] for row in data["qualifier"])]
    text = "|".join(each for pattern in patterns for each in ([pattern] if isinstance(pattern, str) else pattern))
    return (*re.findall(r"[a-z]+(?: [a-z]+)*", text), *type_names(), *(name.replace("-", " ") for name in provinces()))


@cache
def known_words() -> frozenset[str]:
    """All words of the grammar of questions, folded."""
    return frozenset(word for phrase in _phrases() for word in phrase.split())


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    return frozenset(pair for phrase in _phrases() for pair in pairwise(phrase.split()))
