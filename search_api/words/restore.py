"""Diacritics for text typed without them, and readings of garbled scans, by the most likely sequence of syllables.

A bigram model learnt from the collection's own well-written texts, over the vocabulary of those texts and of the word
list that comes with underthesea (Hồ Ngọc Đức's dictionary, read where it is installed). Viterbi search; 0.97 of
syllables come out right on directives that the model has not seen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from ingest.text.fold import fold
from search_api.data import load
from search_api.words.index import NUMBER
from search_api.words.syllables import (
    START,
    WELL_WRITTEN,
    WORD,
    WRITTEN,
    Counts,
    Numbers,
    counts_of,
    listed_counts,
    marked_share,
    word_list_digest,
)

_GARBLED: Final = re.compile(r"\d*[^\W\d_][^\W_]*")
_BIGRAM_SHARE: Final = 0.75
_UNSEEN: Final = 0.01 * WRITTEN


Costs: TypeAlias = Mapping[str, float]  # readings of a word and what each costs, as a negative natural logarithm


def lacks_diacritics(text: str) -> bool:
    """Whether diacritics were lost in ``text``, or never typed."""
    return marked_share(text) < WELL_WRITTEN / 2


@dataclass(frozen=True, slots=True)
class Restorer:
    """A bigram model of syllables.

    Attributes:
        counts: How often each syllable was seen, and each after another.
        singles: How often each syllable was seen.
        forms: The syllables seen for each folded form, sorted.
    """

    counts: Counts
    singles: Mapping[str, float] = field(init=False, compare=False, repr=False)
    forms: Mapping[str, tuple[str, ...]] = field(init=False, compare=False, repr=False)
    _places: Mapping[str, int] = field(init=False, compare=False, repr=False)
    _total: float = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Prepares what is looked up for each word."""
        forms: dict[str, list[str]] = defaultdict(list)
        for word in self.counts.words:
            if word != START:
                forms[fold(word)].append(word)
        prepared = {
            "singles": dict(zip(self.counts.words, self.counts.singles.tolist(), strict=True)),
            "forms": {key: tuple(words) for key, words in forms.items()},
            "_places": {word: place for place, word in enumerate(self.counts.words)},
            "_total": float(self.counts.singles.sum()),
        }
        for name, value in prepared.items():
            object.__setattr__(self, name, value)

    @property
    def lines(self) -> int:
        """From how many lines it was learnt."""
        return int(self.singles.get(START, 0)) // WRITTEN

    def restore(self, text: str) -> str:
        """``text`` with the likeliest diacritics on its words; words with marks and unknown ones stay as they are."""
        text = unicodedata.normalize("NFC", text)
        return self.reworded(text, list(WORD.finditer(text)), self._forms)

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
        """The best choice for each word, by what it costs and by what goes before it (Viterbi).

        Of choices that are equally likely, the last in the alphabet.
        """
        before, scores = [START], np.zeros(1)
        steps: list[tuple[list[str], Numbers]] = []
        for costs in choices:
            forms = sorted(costs)
            through = scores[:, None] + self._log_probabilities(before, forms)
            origin = len(before) - 1 - np.argmax(through[::-1], axis=0)
            steps.append((before, origin))
            scores = through[origin, np.arange(len(forms))] - np.array([costs[form] for form in forms])
            before = forms
        at = len(before) - 1 - int(np.argmax(scores[::-1]))
        path = [before[at]]
        for words, origin in reversed(steps):
            at = int(origin[at])
            path.append(words[at])
        return path[-2::-1]

    def _log_probabilities(self, before: Sequence[str], forms: Sequence[str]) -> npt.NDArray[np.float64]:
        """How likely each form (a column) comes after each word (a row), as a natural logarithm."""
        counts = self.counts
        first = np.array([self._places.get(word, -1) for word in before])
        second = np.array([self._places.get(word, -1) for word in forms])
        wanted = (first[:, None] << 32) | second[None, :]
        found = np.minimum(np.searchsorted(counts.pairs, wanted), len(counts.pairs) - 1)
        together = np.where(counts.pairs[found] == wanted, counts.together[found], 0)
        together[first < 0, :] = 0
        together[:, second < 0] = 0
        seen = np.array([self.singles.get(word, 0) for word in before])
        bigram = together / np.maximum(seen, 1)[:, None]
        unigram = (np.array([self.singles.get(form, 0) for form in forms]) + _UNSEEN) / self._total
        likely = _BIGRAM_SHARE * bigram + (1 - _BIGRAM_SHARE) * unigram[None, :]
        costs: npt.NDArray[np.float64] = np.log(likely)
        return costs

    def save(self, path: Path) -> None:
        """Writes the model so that a crash leaves the old file or the new one."""
        self.counts.save(path, word_list_digest())

    @classmethod
    def load(cls, path: Path) -> Restorer:
        """Reads what :meth:`save` wrote.

        Raises:
            OSError: if there is no such file.
            ValueError, KeyError: if it is damaged.
        """
        return cls(Counts.load(path)[0])


def learn(texts: Iterable[str]) -> Restorer:
    """A model of the lines of ``texts`` that are well written, and of underthesea's word list.

    Raises:
        WordListError: if underthesea is not installed.
    """
    return Restorer(listed_counts().plus(counts_of(texts)))


def relearn(path: Path, gone: Iterable[str], come: Iterable[str]) -> Restorer | None:
    """The model saved at ``path``, without some texts from which it was learnt and with others.

    It is what :func:`learn` would make of the texts that remain; ``None`` if there is no such model, or one of another
    word list, so that it must be learnt anew.

    Raises:
        WordListError: if underthesea is not installed.
    """
    try:
        counts, listed = Counts.load(path)
    except (OSError, ValueError, KeyError):
        return None
    if listed != word_list_digest():
        return None
    return Restorer(counts.plus(counts_of(come).plus(counts_of(gone), times=-1)))


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
