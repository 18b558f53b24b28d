"""Score "bạn có tìm ...?": how often a slip is mended, and how often a right question gets a needless suggestion.

The questions are those of a file of ``benchmarks/questions.py``. Each is taken as it is, and again with one slip in one
of its words of four letters or more: two letters changed over, one left out, doubled, or hit beside on the keyboard.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from pathlib import Path

from ingest.text.fold import fold
from search_api.collection import Collection
from search_api.settings import Settings

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {key: row[max(0, n - 1) : n] + row[n + 1 : n + 2] for row in _ROWS for n, key in enumerate(row)}
_WORD = re.compile(r"(?<![\w/-])[^\W\d_]{4,}(?![\w/-])")


def slip(question: str, chance: random.Random) -> str | None:
    """The question with one slip; ``None`` if it has no word long enough. Capitals are abbreviations and stay."""
    words = [match for match in _WORD.finditer(question) if not match.group().isupper()]
    if not words:
        return None
    match = chance.choice(words)
    word, at = match.group(), chance.randrange(1, len(match.group()) - 1)
    ways = [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
    ]
    beside = _BESIDE.get(fold(word[at]), "")
    ways += [word[:at] + chance.choice(beside) + word[at + 1 :]] if beside else []
    typed = chance.choice([way for way in ways if fold(way) != fold(word)] or [word])
    return question[: match.start()] + typed + question[match.end() :] if typed != word else None


def main() -> None:
    """Print the shares, and the median time of a suggestion."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path, help="JSON lines")
    parser.add_argument("--data", type=Path, required=True, help="the collection's folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    lines = options.questions.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    needless, mended, asked, times = 0, 0, 0, []
    with Collection.open(Settings(data=options.data)) as collection:
        collection.suggestions(questions[0])  # loads the model
        for question in questions:
            start = time.perf_counter()
            found = [each.text for each in collection.suggestions(question) if each.kind == "words"]
            times.append((time.perf_counter() - start) * 1000)
            needless += bool(found)
            if found and options.show:
                print(f"needless: {question}\n  {found[0]}")
            typed = slip(question, chance)
            if typed is None:
                continue
            asked += 1
            found = [each.text for each in collection.suggestions(typed)]
            right = any(fold(each) == fold(question) for each in found)
            mended += right
            if not right and options.show:
                print(f"{typed}\n  {found}")
    print(f"needless {needless}/{len(questions)}, mended {mended}/{asked}, median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
