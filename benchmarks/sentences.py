"""Reference spans of single sentences: the finder's cores against published annotations, as they are and mended.

A file holds ``{"text", "spans": [{"start", "end"}]}`` a line. Published data sets mark no span inside another, so a law
inside an amending law's name is left out.

Two slips of such annotations are mechanical and can be told without reading: a short form ("Nghị định số 5/2020/NĐ-CP"
in "sau đây gọi tắt là ...") was looked up by its words and so marked at their first place, inside the full mention; and
a title that was put before the body, up to its first "Căn cứ", is not annotated at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scoring import Tally, overlap

from ingest.facts import Span
from ingest.pipeline import extract_mentions

TYPES: Final = frozenset(
    {
        "Luật",
        "Bộ luật",
        "Hiến pháp",
        "Pháp lệnh",
        "Nghị định",
        "Nghị quyết",
        "Quyết định",
        "Thông tư",
        "Thông tư liên tịch",
    }
)
_TITLE: Final = re.compile(
    r"(?:Nghị định|Nghị quyết|Quyết định|Thông tư|Luật|Pháp lệnh)\b.*?(?<![.,;]) (?=Căn cứ)", re.S
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the spans that people marked and those that were found."""

    text: str
    gold: tuple[Span, ...]
    found: tuple[Span, ...]


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a file, each read by the grammar."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        mentions = extract_mentions(row["text"]).references
        cores = [m.core for m in mentions if m.type in TYPES and not m.self and not m.anaphor]
        yield Sentence(
            row["text"],
            tuple(Span(span["start"], span["end"]) for span in row["spans"]),
            tuple(core for core in cores if not any(c != core and c.contains(core) for c in cores)),
        )


def without_title(sentence: Sentence) -> Sentence:
    """The sentence as its body alone is annotated: what was found in a title before it does not count."""
    title = _TITLE.match(sentence.text)
    if not title or any(span.start < title.end() for span in sentence.gold):
        return sentence
    body = tuple(span for span in sentence.found if span.start >= title.end())
    return Sentence(sentence.text, sentence.gold, body)


def mended(sentence: Sentence) -> Sentence:
    """The sentence with each span that stands inside another moved to the next place of its words outside."""
    outer = [span for span in sentence.gold if not any(o != span and o.contains(span) for o in sentence.gold)]
    moved = [_next_place(sentence.text, span, outer) for span in sentence.gold if span not in outer]
    return Sentence(sentence.text, (*outer, *(span for span in moved if span)), sentence.found)


def _next_place(text: str, span: Span, outer: Sequence[Span]) -> Span | None:
    words = text[span.start : span.end]
    places = (match.start() for match in re.finditer(re.escape(words), text[span.end :]))
    return next(
        (
            Span(span.end + place, span.end + place + len(words))
            for place in places
            if not any(o.start <= span.end + place < o.end for o in outer)
        ),
        None,
    )


def score(rows: Sequence[Sentence]) -> tuple[Tally, int]:
    """The tally of found spans that overlap a marked one by half, and how many are exact."""
    tally, exact = Tally(), 0
    for row in rows:
        shares = sorted(
            ((overlap(g, f), i, j) for i, g in enumerate(row.gold) for j, f in enumerate(row.found)), reverse=True
        )
        used: tuple[set[int], set[int]] = (set(), set())
        for share, i, j in shares:
            if share >= 0.5 and i not in used[0] and j not in used[1]:
                used[0].add(i)
                used[1].add(j)
                exact += row.gold[i] == row.found[j]
        tally.gold += len(row.gold)
        tally.found += len(row.found)
        tally.hits += len(used[0])
    return tally, exact
