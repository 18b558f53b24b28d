"""Score the answers of the graph on a file of questions: precision, recall, share of questions answered exactly.

A line of the file is ``{"question", "kind", "expected": [{...}]}``. An answer is right if it has all that an expected
one says: ``number`` and ``date`` are equal, ``value`` and ``title`` are contained; letter case, diacritics and the
point between thousands aside. Only the figures by kind use ``kind``, what the question asks (``null``: nothing that
the graph knows).
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontology.iris import slug
from search_api.collection import Collection
from search_api.question import answer
from search_api.settings import Settings

_CONTAINED = ("value", "title")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Score:
    """One question: how many answers were expected, how many of them found, how many given and right, what it took.

    Two documents may say the same: each of the two answers is right, though only one may be expected.
    """

    kind: str
    question: str
    expected: int
    given: int
    found: int
    right: int
    milliseconds: float
    empty_said: bool
    wrong: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether all that was expected was given, and nothing else."""
        return self.expected == self.found and self.given == self.right


def is_right(given: Mapping[str, Any], expected: Mapping[str, str]) -> bool:
    """Whether an answer has all that an expected one says."""
    return all(
        _plain(wanted) in _plain(given[key]) if key in _CONTAINED else _plain(wanted) == _plain(given[key])
        for key, wanted in expected.items()
    )


def _plain(text: str | None) -> str:
    return slug(_THOUSANDS.sub("", text or ""))


def matched(given: Sequence[Mapping[str, Any]], expected: Sequence[Mapping[str, str]]) -> dict[int, int]:
    """The index of an answer for each expected one that has a right answer; each answer counts for one of them."""
    found: dict[int, int] = {}
    for index, wanted in enumerate(expected):
        fitting = [n for n, each in enumerate(given) if n not in found.values() and is_right(each, wanted)]
        exactly = [n for n in fitting if slug(str(given[n]["value"])) == slug(wanted.get("value", ""))]
        found |= {index: (exactly or fitting)[0]} if fitting else {}
    return found


def score(given: Mapping[str, Any], row: Mapping[str, Any], milliseconds: float) -> Score:
    """Compare one answer with what its line of the file expects."""
    answers, expected = given["answers"], row["expected"]
    pairs = matched(answers, expected)
    return Score(
        kind=row.get("kind") or "none",
        question=row["question"],
        expected=len(expected),
        given=len(answers),
        found=len(pairs),
        right=sum(any(is_right(each, wanted) for wanted in expected) for each in answers),
        milliseconds=milliseconds,
        empty_said=bool(given["message"]),
        wrong=tuple(str(each["value"]) for each in answers if not any(is_right(each, wanted) for wanted in expected)),
        missing=tuple(json.dumps(e, ensure_ascii=False) for n, e in enumerate(expected) if n not in pairs),
    )


def summary(scores: Sequence[Score]) -> dict[str, Any]:
    """Precision and recall over all answers, and the share of questions answered exactly."""
    names = ("right", "given", "found", "expected")
    right, given, found, expected = (sum(getattr(s, name) for s in scores) for name in names)
    return {
        "questions": len(scores),
        "precision": round(right / given, 3) if given else 1.0,
        "recall": round(found / expected, 3) if expected else 1.0,
        "exact": round(sum(s.exact for s in scores) / len(scores), 3),
    }


def main() -> None:
    """Print figures, by kind and as a whole, and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path, help="JSON lines")
    parser.add_argument("--data", type=Path, required=True, help="the collection's folder")
    parser.add_argument("--json", action="store_true", help="figures as JSON")
    options = parser.parse_args()
    settings = Settings(data=options.data)
    collection = Collection.open(settings)
    store = collection.store
    rows = [json.loads(line) for line in options.questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    answer(store, "Chỉ thị 01/CT-UBND do ai ban hành?", settings.base)  # compiles patterns
    scores = []
    for row in rows:
        start = time.perf_counter()
        given = answer(store, row["question"], settings.base)
        scores.append(score(given, row, (time.perf_counter() - start) * 1000))
    by_kind: dict[str, list[Score]] = defaultdict(list)
    for each in scores:
        by_kind[each.kind].append(each)
    times = [each.milliseconds for each in scores]
    empty = [each for each in scores if not each.expected and each.kind != "none"]
    figures = {
        **summary(scores),
        "without_diacritics": summary([s for s in scores if s.question.isascii()]),
        "empty": f"{sum(not s.given and s.empty_said for s in empty)}/{len(empty)}",
        "milliseconds": {"median": round(statistics.median(times), 1), "longest": round(max(times), 1)},
        "kinds": {kind: summary(found) for kind, found in sorted(by_kind.items())},
    }
    if options.json:
        print(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for each in scores:
        if not each.exact:
            print(f"{each.question}\n  wrong: {'; '.join(each.wrong)}\n  missing: {'; '.join(each.missing)}")
    for name, value in figures.items():
        print(name, value)


if __name__ == "__main__":
    main()
