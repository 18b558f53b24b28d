"""Names that no list holds: a head word ("Cục", "Trung tâm") and the words after it, to the first that ends a name."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ingest.agencies.gazetteer import gazetteer
from ingest.agencies.known import concept_follows, known_at
from ingest.agencies.offices import office_at
from ingest.agencies.spelling import Spelling, same_marks, spelling_of
from ingest.agencies.territory import Territory, unit_at
from ingest.data import load
from ingest.text.fold import fold

_WORD: Final = re.compile(r"([ \t]{1,4}\n?[ \t]{0,4}|\n[ \t]{0,4})(-\s|&|[^\W_](?:[\w.&/’'-]*\w)?)")
_CAPITAL_LINE: Final = re.compile(r"([^\Wa-z_][^a-z\n:;./\d]{5,70}?)[ ]*(?=\n)")
_HEADER: Final = 400
_UNIT_OF: Final = re.compile(r"\s{1,4}([^\W\d_]+(?: [^\W\d_]+){0,4})\s?[,\-–(]\s{0,4}")
_LONGEST: Final = 14


def open_name_at(text: str, folded: str, position: int, territory: Territory) -> tuple[int, str] | None:
    """The unlisted body whose name begins at ``position``: its end and its name with its territory.

    The first word after the head has a capital; small words follow up to a stop word, capitals up to the next body.
    Amid capitals nothing says where a name ends: there only a line of the document's head is one.
    """
    known = gazetteer(spelling_of(text))
    if not (found := known.head_lexicon.match(folded, position)):
        return None
    end, head = found[0], known.heads[found[1]]
    printed = text[position:end]
    if not same_marks(printed.split()[0], head.split()[0]) or concept_follows(folded, end, head):
        return None
    if printed.isupper():
        return _line_of_head(text, position) if " " in head or len(printed) > 3 else None
    words: list[str] = []
    kept = 0
    name_end = end
    while len(words) < _LONGEST:
        if kept and kept == len(words) and (unit := unit_at(text, folded, end)):
            full = unit.full or territory.of_kind(unit.kind)
            if full:
                return unit.end, " ".join([head, *words, full])
            break
        word = _joined_pattern().match(text, end) or _WORD.match(text, end)
        if not word or (len(word[2]) == 1 and text[word.end() : word.end() + 1] == ")"):
            break
        if not words and not (word[2][0].isupper() or _numeral(word[2])):
            break
        start = word.start(2)
        fresh = "\n" in word[1]
        if words and (_stops(text, folded, start, words[-1], fresh) or _begins_body(text, folded, start)):
            break
        link = word[2].strip() in _links()
        if link and not _goes_on(text, folded, word.end()):
            break
        words.append(word[2].strip())
        end = word.end() - (word[2] == "- ")
        if not link:
            name_end, kept = end, len(words)
    if " ".join(words[:kept]) in load("agencies.toml")["open"]["generic"]:
        return None
    return (name_end, " ".join([head, *words[:kept]])) if kept else _under_another(text, folded, end, head)


def _line_of_head(text: str, position: int) -> tuple[int, str] | None:
    """A name in capitals on a line of its own at the top of a document: "CỤC HÀNG HẢI VIỆT NAM"."""
    if position > _HEADER or not (line := _CAPITAL_LINE.match(text, position)):
        return None
    if text[:position].rpartition("\n")[2].strip(" #|"):
        return None
    return line.end(1), " ".join(word.capitalize() for word in line[1].split())


def _under_another(text: str, folded: str, end: int, head: str) -> tuple[int, str] | None:
    """A unit printed with a small letter before the body that it belongs to: "Vụ địa phương, Ban TĐKT TW"."""
    if head not in load("agencies.toml")["open"]["under"] or not (match := _UNIT_OF.match(text, end)):
        return None
    if not known_at(text, folded, match.end()):
        return None
    return match.end(1), f"{head} {match[1][0].upper()}{match[1][1:]}"


def _numeral(word: str) -> bool:
    return re.fullmatch(r"[IVXl1]{1,4}", word) is not None


@cache
def _links() -> frozenset[str]:
    return frozenset(load("agencies.toml")["open"]["links"])


@cache
def _joined_pattern() -> re.Pattern[str]:
    pairs = "|".join(re.escape(pair).replace(r"\ ", r"\s+") for pair in load("agencies.toml")["open"]["joined"])
    return re.compile(rf"(\s{{1,4}})({pairs})(?!\w)")


@cache
def _stop_pattern(spelling: Spelling) -> re.Pattern[str]:
    """Clean text is matched with its diacritics: folded, "Đa dạng" begins like "đã"."""
    stops = sorted(load("agencies.toml")["open"]["stops"], key=len, reverse=True)
    printed = (stop if spelling == "clean" else fold(stop) for stop in stops)
    return re.compile(rf"(?:{'|'.join(stop.replace(' ', chr(92) + 's+') for stop in printed)})(?!\w)")


def _stops(text: str, folded: str, position: int, before: str, fresh: bool) -> bool:
    """Whether the word at ``position`` ends a name; on a fresh line a capital may begin the next sentence."""
    if text[position].isdigit() or (text[position].isupper() and office_at(text, folded, position)):
        return True
    spelling = spelling_of(text)
    line = text[position : position + 24]
    printed = (line.lower() if fresh else line) if spelling == "clean" else folded[position : position + 24]
    match = _stop_pattern(spelling).match(printed)
    return match is not None and f"{before.lower()} {match[0]}" not in load("agencies.toml")["open"]["compounds"]


def _begins_body(text: str, folded: str, position: int) -> bool:
    if not text[position].isupper():
        return False
    if gazetteer(spelling_of(text)).head_lexicon.match(folded, position):
        return True
    known = known_at(text, folded, position)
    return known is not None and bool(known[1].national or known[1].local or known[1].level or known[1].series)


def _goes_on(text: str, folded: str, position: int) -> bool:
    word = _WORD.match(text, position)
    return bool(word and word[2][0].isupper() and not _begins_body(text, folded, word.start(2)))
