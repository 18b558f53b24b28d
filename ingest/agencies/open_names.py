"""Names that no list holds: a head word ("Cục", "Trung tâm") and the words after it, to the first that ends a name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.agencies.gazetteer import gazetteer
from ingest.agencies.known import concept_follows, known_at, same_head
from ingest.agencies.spelling import spelling_of
from ingest.agencies.territory import Territory, unit_at
from ingest.data import load
from ingest.text.fold import fold

_WORD: Final = re.compile(r"([ \t*]{1,4}\n?[ \t*]{0,4}|\n[ \t*]{0,4})(-\s|&|[^\W_](?:[\w.&/’'-]*\w)?)")
_WORD_BEFORE: Final = re.compile(r"(\w+)[ ]$")
_UNIT_OF: Final = re.compile(r"\s{1,4}([^\W\d_]+(?: [^\W\d_]+){0,4})\s?[,\-–(]\s{0,4}")
_LONGEST: Final = 10


def open_name_at(text: str, folded: str, position: int, territory: Territory) -> tuple[int, str] | None:
    """The unlisted body whose name begins at ``position``: its end and its name with its territory.

    The first word after the head has a capital; small words follow up to a stop word, capitals up to the next body.
    """
    known = gazetteer(spelling_of(text))
    if not (found := known.head_lexicon.match(folded, position)):
        return None
    end, head = found[0], known.heads[found[1]]
    if (
        not same_head(text[position:end], head)
        or concept_follows(folded, end, head)
        or _inside_capitals(text, position)
    ):
        return None
    words: list[str] = []
    name_end = end
    while len(words) < _LONGEST:
        if words and (unit := unit_at(text, folded, end)):
            full = unit.full or territory.of_kind(unit.kind)
            if full:
                return unit.end, " ".join([head, *words, full])
            break
        word = _WORD.match(text, end)
        if not word or (not words and not (word[2][0].isupper() or _numeral(word[2]))):
            break
        start = word.start(2)
        if words and (_stops(folded, start) or _begins_body(text, folded, start)):
            break
        link = word[2].strip() in _links()
        if link and not _goes_on(text, folded, word.end()):
            break
        words.append(word[2].strip())
        end = word.end() - (word[2] == "- ")
        if not link:
            name_end = end
    return (name_end, " ".join([head, *words])) if words else _under_another(text, folded, end, head)


def _under_another(text: str, folded: str, end: int, head: str) -> tuple[int, str] | None:
    """A unit printed with a small letter before the body that it belongs to: "Vụ địa phương, Ban TĐKT TW"."""
    if head not in load("agencies.toml")["open"]["under"] or not (match := _UNIT_OF.match(text, end)):
        return None
    if not known_at(text, folded, match.end()):
        return None
    return match.end(1), f"{head} {match[1][0].upper()}{match[1][1:]}"


def _numeral(word: str) -> bool:
    return re.fullmatch(r"[IVXl1]{1,4}", word) is not None


def _inside_capitals(text: str, position: int) -> bool:
    """Whether the head is a word amid a line of capitals ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA")."""
    before = _WORD_BEFORE.search(text, max(0, position - 20), position)
    return bool(before and before[1].isupper() and text[position : position + 2].isupper())


@cache
def _links() -> frozenset[str]:
    return frozenset(load("agencies.toml")["open"]["links"])


@cache
def _stop_pattern() -> re.Pattern[str]:
    stops = sorted((fold(stop) for stop in load("agencies.toml")["open"]["stops"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(stop.replace(' ', chr(92) + 's+') for stop in stops)})(?![a-z0-9])")


def _stops(folded: str, position: int) -> bool:
    return _stop_pattern().match(folded, position) is not None


def _begins_body(text: str, folded: str, position: int) -> bool:
    if not text[position].isupper():
        return False
    head = gazetteer(spelling_of(text)).head_lexicon.match(folded, position)
    return head is not None or known_at(text, folded, position) is not None


def _goes_on(text: str, folded: str, position: int) -> bool:
    word = _WORD.match(text, position)
    return bool(word and word[2][0].isupper() and not _begins_body(text, folded, word.start(2)))
