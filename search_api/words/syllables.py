"""How often each syllable and each pair of neighbouring syllables is written: counts to add to and to take from.

Sorted arrays, so that the counts of a large collection take a few megabytes, load at once, and change by one merge.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from graph.whole_file import whole_file
from ingest.text.fold import fold

WORD: Final = re.compile(r"[^\W\d_]+")
START: Final = "^"
WRITTEN: Final = 5
"""What a syllable in a text counts; one in the word list counts 1."""

WELL_WRITTEN: Final = 0.5  # of the syllables of Vietnamese text about 0.8 have a mark; of OCR garble under 0.3
_SECOND: Final = (1 << 32) - 1
_CHUNK: Final = 2_000_000  # characters counted in dictionaries at a time: some 30 MB

Numbers: TypeAlias = npt.NDArray[np.int64]


class WordListError(RuntimeError):
    """The word list is not where its package puts it; the message says what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Counts of syllables, lower case and in NFC.

    Attributes:
        words: The syllables, sorted; ``^`` is the start of a line.
        singles: How often each of them is written.
        pairs: Each pair that is written, sorted: the place of the first syllable in ``words`` times 2**32, plus that of
            the second.
        together: How often each of these pairs is written.
    """

    words: tuple[str, ...]
    singles: Numbers
    pairs: Numbers
    together: Numbers

    def __eq__(self, other: object) -> bool:
        """Whether both count the same."""
        return isinstance(other, Counts) and self.words == other.words and all(map(np.array_equal, *_both(self, other)))

    __hash__ = None  # type: ignore[assignment]

    def plus(self, other: Counts, times: int = 1) -> Counts:
        """The sum with some times the other counts; what is then counted 0 times is gone."""
        words = tuple(sorted({*self.words, *other.words}))
        place = {word: index for index, word in enumerate(words)}
        singles = np.zeros(len(words), np.int64)
        keys, together = [], []
        for counts, factor in ((self, 1), (other, times)):
            moved = np.array([place[word] for word in counts.words], np.int64)
            singles[moved] += factor * counts.singles
            keys.append(_moved(counts.pairs, moved))
            together.append(factor * counts.together)
        pairs, inverse = np.unique(np.concatenate(keys), return_inverse=True)
        total = np.zeros(len(pairs), np.int64)
        np.add.at(total, inverse, np.concatenate(together))
        pairs, total = pairs[total != 0], total[total != 0]
        kept = singles != 0
        kept[pairs >> 32] = kept[pairs & _SECOND] = True  # in a difference, a pair may count without its syllables
        moved = np.cumsum(kept) - 1
        return Counts(tuple(itertools.compress(words, kept)), singles[kept], _moved(pairs, moved), total)

    def save(self, path: Path, about: str) -> None:
        """Writes the counts and a word about them so that a crash leaves the old file or the new one."""
        text = np.frombuffer("\n".join(self.words).encode(), np.uint8)
        with whole_file(path) as draft, draft.open("wb") as file:
            np.savez(
                file,
                words=text,
                singles=self.singles,
                pairs=self.pairs,
                together=self.together,
                about=np.frombuffer(about.encode(), np.uint8),
            )

    @classmethod
    def load(cls, path: Path) -> tuple[Counts, str]:
        """Reads what :meth:`save` wrote.

        Raises:
            OSError: if there is no such file.
            ValueError, KeyError: if it is damaged.
        """
        try:
            with np.load(path) as data:
                words = tuple(data["words"].tobytes().decode().split("\n")) if data["words"].size else ()
                return cls(words, data["singles"], data["pairs"], data["together"]), data["about"].tobytes().decode()
        except (zipfile.BadZipFile, EOFError) as error:
            raise ValueError(f"{path}: {error}") from error


def _both(one: Counts, other: Counts) -> tuple[Sequence[Numbers], Sequence[Numbers]]:
    return (one.singles, one.pairs, one.together), (other.singles, other.pairs, other.together)


def _moved(pairs: Numbers, places: Numbers) -> Numbers:
    """Pairs of syllables that have other places now, in the same order."""
    return (places[pairs >> 32] << 32) | places[pairs & _SECOND] if len(pairs) else pairs


def counts_of(texts: Iterable[str]) -> Counts:
    """The counts of the lines of ``texts`` that are well written."""
    found = _counted([])
    for chunk in _chunks(texts):
        found = found.plus(_counted((WRITTEN, [START, *WORD.findall(line)]) for line in _well_written(chunk)))
    return found


def listed_counts() -> Counts:
    """The counts of underthesea's word list; an entry of it is no start of a line.

    Raises:
        WordListError: if underthesea is not installed.
    """
    return _counted((1, WORD.findall(entry)) for entry in _word_list().lower().splitlines())


def word_list_digest() -> str:
    """SHA-256 of the word list.

    Raises:
        WordListError: if underthesea is not installed.
    """
    return hashlib.sha256(_word_list().encode()).hexdigest()


def marked_share(text: str) -> float:
    """The share of the words of ``text`` that bear a diacritic, đ included; 1 for a text without words."""
    words = WORD.findall(unicodedata.normalize("NFC", text).lower())
    return sum(fold(word) != word for word in words) / len(words) if words else 1.0


def _counted(written: Iterable[tuple[int, Sequence[str]]]) -> Counts:
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for weight, words in written:
        for word in words:
            singles[word] += weight
        for pair in itertools.pairwise(words):
            pairs[pair] += weight
    words = tuple(sorted(singles))
    place = {word: index for index, word in enumerate(words)}
    keys = np.fromiter((place[a] << 32 | place[b] for a, b in pairs), np.int64, len(pairs))
    order = np.argsort(keys)
    return Counts(
        words,
        np.array([singles[word] for word in words], np.int64),
        keys[order],
        np.fromiter(pairs.values(), np.int64, len(pairs))[order],
    )


def _chunks(texts: Iterable[str]) -> Iterator[list[str]]:
    chunk: list[str] = []
    size = 0
    for text in texts:
        chunk.append(text)
        size += len(text)
        if size > _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _well_written(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in unicodedata.normalize("NFC", text).lower().splitlines():
            if marked_share(line) >= WELL_WRITTEN:
                yield line


@cache
def _word_list() -> str:
    spec = importlib.util.find_spec("underthesea")  # does not import the package, which takes seconds
    places = spec.submodule_search_locations if spec else None
    path = Path(places[0]) / "corpus/data/Viet74K.txt" if places else None
    if path is None or not path.is_file():
        raise WordListError("Thiếu danh sách từ của gói underthesea. Hãy chạy `pip install underthesea`.")
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
