"""How far the words around a mention reach: sentence, bracket, clause, the list it is an item of, a quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.facts import Span
from ingest.references.cues import REACH
from ingest.references.draft import Draft

_BULLET_SIGN: Final = r"(?:[-+]\s|[a-zđ]\)|\d{1,2}[.)]\s)"
_BOUNDARY: Final = re.compile(rf"(?<![\d.])[.!?](?=\s)|\n\s*\n|[|]|\n\s*{_BULLET_SIGN}|\n(?=\s*can\s+cu)")
_DEFINES: Final = re.compile(r"\(\s*(?:sau\s+day|sau\s+goi|goi|viet|duoc\s+goi)\b")
_ITEM: Final = re.compile(rf"\n[\s*]*{_BULLET_SIGN}[\s*]*$")
_BULLET: Final = re.compile(rf"[\s*]*{_BULLET_SIGN}")
_BLANK_LINE: Final = re.compile(r"\n\s*\n")
_ITEM_HEAD: Final = 24
_LIST_REACH: Final = 2500
_ARTICLE: Final = re.compile(r"\n[\s*]*dieu\s+\d+[a-z]?[.:][\s*]*")
_REPEALING: Final = re.compile(
    r"(?:bai|huy)\s+bo\s+(?:toan\s+bo\s+)?(?:mot\s+so|cac|nhung|\d+)\s+"
    r"(?:van\s+ban|quyet\s+dinh|nghi\s+quyet|nghi\s+dinh|chi\s+thi|thong\s+tu)"
)
_ARTICLE_REACH: Final = 20_000
_FOLLOWING: Final = re.compile(r"\bsau(?:\s+day)?\b")
_PROVISION: Final = re.compile(r"“[^“”]{1,4000}”")
_SAID: Final = re.compile(r":[\s*]*$")
_SAID_REACH: Final = 60
_PLAIN_WORD: Final = re.compile(r"[a-z]+")
_LEAST_WORDS: Final = 3
_ABOUT: Final = re.compile(r"\sve\s+$")


def sentence_start(folded: str, start: int) -> int:
    """Where the sentence, item or cell around a place begins."""
    low = max(0, start - REACH)
    last = low
    for match in _BOUNDARY.finditer(folded, low, start):
        last = match.start() if match[0].startswith("\n") and match[0].strip() else match.end()
    return last


def bracket_start(masked: str, low: int, start: int) -> int:
    """Where the words of the bracket around a mention begin; 0 outside brackets and right after an opening one.

    A bracket that defines a short form says nothing of its own.
    """
    opening = masked.rfind("(", low, start)
    if (
        opening < 0
        or _DEFINES.match(masked, opening)
        or ")" in masked[opening:start]
        or len(_PLAIN_WORD.findall(masked, opening, start)) < _LEAST_WORDS
    ):
        return 0
    return opening + 1


def is_elsewhere(masked: str, cue: int, start: int) -> bool:
    """Whether a cue governs something else than the mention: an earlier clause, or what is said about it."""
    clause = masked.rfind(";", cue, start)
    other = clause >= 0 and len(_PLAIN_WORD.findall(masked, clause, start)) >= _LEAST_WORDS
    return other or _ABOUT.search(masked, cue, start) is not None


def list_intro(masked: str, low: int, start: int) -> Span | None:
    """The words that introduce the list of which a mention begins an item; none before ``low``.

    They reach to a colon, or are the heading of an article ("Điều 1. Bãi bỏ toàn bộ các văn bản ...").
    """
    item = _ITEM.search(masked, max(low, start - _ITEM_HEAD), start)
    if not item:
        return None
    colon = masked.rfind(":", max(low, start - _LIST_REACH), item.start() + 1)
    if colon < 0 or not _are_items(masked, colon + 1, start):
        return _heading(masked, low, start)
    begin = max(sentence_start(masked, colon), low)
    return Span(begin, colon) if _FOLLOWING.search(masked, begin, colon) else _heading(masked, low, start)


def _are_items(masked: str, start: int, end: int) -> bool:
    paragraphs = _BLANK_LINE.split(masked[start:end])
    return all(_BULLET.match(paragraph) for paragraph in paragraphs if paragraph.strip(" *\n"))


def _heading(masked: str, low: int, start: int) -> Span | None:
    """The heading of the article whose numbered paragraphs are what it repeals as a whole."""
    articles = list(_ARTICLE.finditer(masked, max(low, start - _ARTICLE_REACH), start))
    if not articles:
        return None
    last = articles[-1]
    end = _BLANK_LINE.search(masked, last.end(), start)
    words = _REPEALING.match(masked, last.end(), end.start()) if end else None
    return Span(last.start(), end.start()) if end and words and _are_items(masked, end.end(), start) else None


def quoted(
    text: str, folded: str, drafts: Sequence[Draft], parents: Sequence[int | None]
) -> Iterator[tuple[int, int, int]]:
    """Mentions in words quoted from another mention ("Thông tư số 5 quy định: “Bãi bỏ ...”").

    Yields:
        The index of a mention, where its quotation begins, and the index of the mention from which it is quoted.
    """
    outer = [index for index, parent in enumerate(parents) if parent is None]
    ends = [drafts[index].span.end for index in outer]
    for words in _PROVISION.finditer(text):
        colon = _SAID.search(folded, max(0, words.start() - _SAID_REACH), words.start())
        place = bisect_right(ends, words.start()) - 1
        if not colon or place < 0 or words.start() - ends[place] > _SAID_REACH:
            continue
        for index in outer[place + 1 :]:
            if drafts[index].span.start >= words.end():
                break
            yield index, words.start(), outer[place]
