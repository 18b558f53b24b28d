"""Words whose diacritics tell that they are not the word of the grammar that they look like once folded.

Questions are read without diacritics, and "dầu" or "đấu" would be "đâu", "máy" would be "mấy". Where a word was typed
with diacritics of another word, a mark after it says so: ``'`` that it has no meaning alone ("kỹ" is not "ký", but may
be a part of a phrase), ``^`` that it has none in a phrase either. A word typed without diacritics may be any.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from ingest.text.fold import fold
from search_api.question.data import table

_WORD: Final = re.compile(r"[^\W\d_]+")
_TONES: Final = {0x309: 0x303, 0x303: 0x309}  # combining hook above (hỏi) and tilde (ngã)
_MARKS: Final = re.compile("['^]")


def marked(text: str, start: int, end: int) -> str:
    """A part of a question, folded, with marks after the words that are others than they look.

    Args:
        text: The question in NFC.
        start: Of the part, in code points.
        end: Behind the part.
    """

    def word(match: re.Match[str]) -> str:
        typed = match[0].lower()
        plain = fold(typed)
        if typed == plain:
            return plain
        if typed not in _forms("anywhere").get(plain, {typed}):
            return f"{plain}^"
        return plain if typed in _forms("alone").get(plain, {typed}) else f"{plain}'"

    pieces, reached = [], start
    for match in _WORD.finditer(text, start, end):
        pieces += [fold(text[reached : match.start()]), word(match)]
        reached = match.end()
    return "".join([*pieces, fold(text[reached:end])])


def unmarked(words: str) -> str:
    """Words without the marks."""
    return _MARKS.sub("", words)


@cache
def _forms(where: str) -> dict[str, frozenset[str]]:
    """How each folded word of the grammar is spelt with diacritics; hỏi and ngã are one tone to many who write."""
    spelt = table("concepts.toml")["spelling"][where].items()
    return {word: frozenset(form for one in forms.split() for form in (one, _other_tone(one))) for word, forms in spelt}


def _other_tone(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))
