"""What a question with typing errors was meant to say: "bạn có tìm ...?".

Words by a noisy channel: each may be one slip of a word that the collection or the word list has, and the bigram model
of ``restore.py`` tells which sequence is likeliest. Numbers of instruments by the nearest that the collection knows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.stores import Store, rows
from ingest.text.fold import fold
from ontology.iris import DEFAULT_BASE, slug
from search_api.question import Instrument, understand
from search_api.question.lookup import works
from search_api.question.typing_errors import known_words
from search_api.words.index import NUMBER
from search_api.words.restore import Costs, Restorer

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_NUMBERED: Final = """
SELECT ?label (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {
  ?work a eli:LegalResource ; eli:number ?number ; rdfs:label ?label .
  OPTIONAL { ?mention vnd:denotes ?work }
} GROUP BY ?work ?label
"""
_SLIP: Final = 7.0  # nats that a slip costs: one typed word in a thousand
_REAL_WORD: Final = 10.0  # nats that it costs where the slip makes another word
_MARKS: Final = 3.0  # nats that other diacritics cost on a word that has some
_UNKNOWN: Final = 25.0  # nats that a word costs which nobody ever wrote
_LONG: Final = 7  # letters of a word in which two slips are believed
_MOST_READINGS: Final = 40
_MOST_NUMBERS: Final = 3
_SLIPS_IN_NUMBER: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another question that may have been meant.

    Attributes:
        text: The question.
        kind: Whether words or the number of an instrument are mended.
    """

    text: str
    kind: Literal["words", "number"]

    def to_json(self) -> dict[str, Any]:
        """An entry of ``suggestions`` in the JSON of ``danchieu search``."""
        return asdict(self)


def suggestions(store: Store, restorer: Restorer, query: str, base: str = DEFAULT_BASE) -> tuple[Suggestion, ...]:
    """Questions that may have been meant, the likeliest first; none if nothing looks like a typing error.

    Args:
        store: The collection.
        restorer: The bigram model of its words.
        query: As typed.
        base: Where the collection's IRIs begin.
    """
    query = unicodedata.normalize("NFC", query).strip()
    mended = _reworded(restorer, query)
    found = [Suggestion(mended, "words")] if fold(mended) != fold(query) else []
    for instrument in understand(query).instruments:
        found += [Suggestion(text, "number") for text in _renumbered(store, query, instrument, base)]
    return tuple(dict.fromkeys(found))


def _reworded(restorer: Restorer, query: str) -> str:
    numbers = [match.span() for match in NUMBER.finditer(query)]
    words = [
        match for match in _WORD.finditer(query) if not any(start <= match.start() < end for start, end in numbers)
    ]
    readings = {match.group().lower(): _readings(restorer, match.group()) for match in words}
    return restorer.reworded(query, words, readings.__getitem__)


def _readings(restorer: Restorer, word: str) -> Costs:
    """What a word may have been meant as. An abbreviation in capitals is nothing else."""
    typed, folded = word.lower(), fold(word)
    if word.isupper():
        return {typed: 0.0}
    known = typed in restorer.singles or folded in known_words()
    found = {typed: 0.0 if known else _UNKNOWN}
    for form in restorer.forms.get(folded, ()):
        found.setdefault(form, 0.0 if typed == folded else _MARKS)
    if folded not in known_words():
        for near, slips in _near(restorer, folded):
            for form in restorer.forms[near]:
                found.setdefault(form, slips * (_REAL_WORD if known else _SLIP))
    likeliest = sorted(found, key=lambda form: (found[form], -restorer.singles.get(form, 0.0)))[:_MOST_READINGS]
    return {form: found[form] for form in likeliest}


def _near(restorer: Restorer, folded: str) -> Iterable[tuple[str, int]]:
    slips = 2 if len(folded) >= _LONG else 1
    matches = process.extract(folded, list(restorer.forms), scorer=OSA.distance, score_cutoff=slips, limit=None)
    return [(str(near), int(distance)) for near, distance, _ in matches if distance]


def _renumbered(store: Store, query: str, instrument: Instrument, base: str) -> list[str]:
    """The question with the nearest numbers that the collection knows, for a number that it does not know."""
    if instrument.named or works(store, instrument, base):
        return []
    known = {label: int(mentions or 0) for label, mentions in rows(store, _NUMBERED) if label}
    wanted = slug(instrument.reference.replace(" số ", " "))
    matches = process.extract(
        wanted, {label: slug(label) for label in known}, scorer=OSA.distance, score_cutoff=_SLIPS_IN_NUMBER, limit=None
    )
    nearest = sorted(matches, key=lambda match: (match[1], -known[match[2]], match[2]))[:_MOST_NUMBERS]
    return [query.replace(instrument.text, label) for _, _, label in nearest]
