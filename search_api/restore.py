"""Diacritics for text typed without them, and readings of garbled scans, by the most likely sequence of syllables.

A bigram model learnt from the collection's own well-written texts, over the vocabulary of those texts and of the word
list that comes with underthesea (Hồ Ngọc Đức's dictionary, read where it is installed). Viterbi search; 0.97 of
syllables come out right on directives that the model has not seen.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from graph.whole_file import whole_file
from ingest.text.fold import fold
from search_api.data import load
from search_api.words import NUMBER

_WORD: Final = re.compile(r"[^\W\d_]+")
_GARBLED: Final = re.compile(r"\d*[^\W\d_][^\W_]*")
_START: Final = "^"
_BIGRAM_SHARE: Final = 0.75
_LIST_WEIGHT: Final = 0.2
_UNSEEN: Final = 0.01
_WELL_WRITTEN: Final = 0.5  # of the syllables of Vietnamese text about 0.8 have a mark; of OCR garble under 0.3


Costs: TypeAlias = Mapping[str, float]  # readings of a word and what each costs, as a negative natural logarithm


class WordListError(RuntimeError):
    """The word list is not where its package puts it; the message says what to do."""


def marked_share(text: str) -> float:
    """The share of the words of ``text`` that bear a diacritic, đ included; 1 for a text without words."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return sum(fold(word) != word for word in words) / len(words) if words else 1.0


def lacks_diacritics(text: str) -> bool:
    """Whether diacritics were lost in ``text``, or never typed."""
    return marked_share(text) < _WELL_WRITTEN / 2


@dataclass(frozen=True, slots=True)
class Restorer:
    """A bigram model of syllables.

    Attributes:
        singles: How often each syllable was seen; lower case, NFC.
        pairs: How often each syllable followed another (``^``: at the start of a line).
        forms: The syllables seen for each folded form.
    """

    singles: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    forms: Mapping[str, tuple[str, ...]]

    def restore(self, text: str) -> str:
        """``text`` with the likeliest diacritics on its words; words with marks and unknown ones stay as they are."""
        text = unicodedata.normalize("NFC", text)
        return self.reworded(text, list(_WORD.finditer(text)), self._forms)

    def repair(self, text: str) -> str:
        """The likeliest reading of a damaged text: diacritics put back, look-alikes of OCR undone, numbers kept.

        Marks that OCR left on a word count for nothing, as it puts them on the wrong letters.
        """
        text = fold(unicodedata.normalize("NFC", text))
        numbers = [match.span() for match in NUMBER.finditer(text)]
        words = [
            match
            for match in _GARBLED.finditer(text)
            if not any(start <= match.start() < end for start, end in numbers)
        ]
        return self.reworded(text, words, self._readings)

    def reworded(self, text: str, words: Sequence[re.Match[str]], choices: Callable[[str], Costs]) -> str:
        """``text`` with the likeliest of the readings of some of its words in their place, in their letter case.

        Args:
            text: In NFC.
            words: Where the words stand, in their order.
            choices: The readings of a word in lower case, and what each costs.
        """
        parts, at = [], 0
        likeliest = self._likeliest([choices(match.group().lower()) for match in words])
        for match, syllable in zip(words, likeliest, strict=True):
            parts += [text[at : match.start()], _cased(syllable, match.group())]
            at = match.end()
        return "".join(parts) + text[at:]

    def _forms(self, word: str) -> Costs:
        known = self.forms.get(word, ()) if fold(word) == word else ()
        return dict.fromkeys(known or (word,), 0.0)

    def _readings(self, word: str) -> Costs:
        found: dict[str, float] = {}
        for variant, cost in _variants(word).items():
            for form in self.forms.get(variant, ()):
                found[form] = min(cost, found.get(form, cost))
        return found or {word: float(load("ocr.toml")["unknown"])}

    def _likeliest(self, choices: Sequence[Costs]) -> list[str]:
        """The best choice for each word, by what it costs and by what goes before it (Viterbi)."""
        best: dict[str, float] = {_START: 0.0}
        steps: list[dict[str, str]] = []
        for costs in choices:
            scores: dict[str, float] = {}
            origin: dict[str, str] = {}
            for form, cost in costs.items():
                score, origin[form] = max(
                    (score + self._log_probability(before, form), before) for before, score in best.items()
                )
                scores[form] = score - cost
            best = scores
            steps.append(origin)
        path = [max(best, key=lambda form: best[form])]
        for origin in reversed(steps):
            path.append(origin[path[-1]])
        return path[-2::-1]

    def _log_probability(self, before: str, form: str) -> float:
        seen = self.singles.get(before, 0.0)
        bigram = self.pairs.get((before, form), 0.0) / seen if seen else 0.0
        unigram = (self.singles.get(form, 0.0) + _UNSEEN) / self.singles[""]
        return math.log(_BIGRAM_SHARE * bigram + (1 - _BIGRAM_SHARE) * unigram)

    def save(self, path: Path) -> None:
        """Writes the model so that a crash leaves the old file or the new one."""
        rows = [[before, after, count] for (before, after), count in self.pairs.items()]
        with whole_file(path) as draft:
            draft.write_text(
                json.dumps({"singles": dict(self.singles), "pairs": rows}, ensure_ascii=False), encoding="utf-8"
            )

    @classmethod
    def load(cls, path: Path) -> Restorer:
        """Reads what :meth:`save` wrote.

        Raises:
            OSError: if there is no such file.
            ValueError, KeyError: if it is damaged.
        """
        data = json.loads(path.read_text(encoding="utf-8"))
        return _model(Counter(data["singles"]), Counter({(a, b): count for a, b, count in data["pairs"]}))


def learn(texts: Iterable[str]) -> Restorer:
    """A model of the lines of ``texts`` that are well written, and of underthesea's word list.

    Raises:
        WordListError: if underthesea is not installed.
    """
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    listed = ((_LIST_WEIGHT, _WORD.findall(entry)) for entry in _word_list())  # an entry is no start of a line
    written = ((1.0, [_START, *_WORD.findall(line)]) for line in _well_written(texts))
    for weight, words in itertools.chain(listed, written):
        for word in words:
            singles[word] += weight  # type: ignore[assignment]
        for pair in itertools.pairwise(words):
            pairs[pair] += weight  # type: ignore[assignment]
    singles[""] = sum(singles.values())
    return _model(singles, pairs)


def _model(singles: Counter[str], pairs: Counter[tuple[str, str]]) -> Restorer:
    forms: dict[str, list[str]] = defaultdict(list)
    for word in singles:
        if word not in ("", _START):
            forms[fold(word)].append(word)
    return Restorer(singles, pairs, {key: tuple(sorted(words)) for key, words in forms.items()})


def _well_written(texts: Iterable[str]) -> Iterable[str]:
    for text in texts:
        for line in unicodedata.normalize("NFC", text).lower().splitlines():
            if marked_share(line) >= _WELL_WRITTEN:
                yield line


@cache
def _word_list() -> tuple[str, ...]:
    spec = importlib.util.find_spec("underthesea")  # does not import the package, which takes seconds
    places = spec.submodule_search_locations if spec else None
    path = Path(places[0]) / "corpus/data/Viet74K.txt" if places else None
    if path is None or not path.is_file():
        raise WordListError("Thiếu danh sách từ của gói underthesea. Hãy chạy `pip install underthesea`.")
    return tuple(unicodedata.normalize("NFC", path.read_text(encoding="utf-8")).lower().splitlines())


@lru_cache(maxsize=1 << 14)
def _variants(word: str) -> Costs:
    """What a folded word may have been before it was misread, and what believing that costs."""
    cost = float(load("ocr.toml")["cost"])
    found = {word: 0.0}
    for misread in (1, 2):
        for before in list(found):
            for variant in _misread(before):
                found.setdefault(variant, misread * cost)
    return found


def _misread(word: str) -> Iterator[str]:
    for printed, meant in load("ocr.toml")["pairs"]:
        at = word.find(printed)
        while at >= 0:
            yield word[:at] + meant + word[at + len(printed) :]
            at = word.find(printed, at + 1)


def _cased(syllable: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return syllable.upper()
    return syllable.capitalize() if like[0].isupper() else syllable
