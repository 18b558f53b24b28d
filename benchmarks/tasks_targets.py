"""Quality of tasks and targets: ``tasks_targets.py [--seeds FOLDER] [--diagnose]``.

Scores the extraction against ``benchmarks/gold/tasks_targets``: precision, recall and F1 of each kind (a mention is
right if its span overlaps the gold one by half) and, of the right ones, the accuracy of each field. The gold of a file
in ``samples`` holds its words too; that of a real document holds offsets and values alone, and is scored where the
documents are at hand (``--seeds``, by default the folder ``shared/seeds`` beside the checkout).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring import Tally, pairs, plain

from ingest.pipeline import extract

ROOT = Path(__file__).resolve().parent.parent
GOLD = Path(__file__).parent / "gold" / "tasks_targets"
FIELDS = {
    "tasks": ("lead", "supporting", "deadline", "form"),
    "targets": ("indicator", "part_of", "value", "low", "high", "unit", "period", "comparison", "change"),
}
QUOTED = ("indicator", "part_of")
"""Fields that the gold gives as a span of the source."""


def files(seeds: Path) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Folder, gold and text of each file that is at hand."""
    folders = {"samples": ROOT / "samples", "seeds": seeds}
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        source = folders[gold["folder"]] / gold["file"]
        if source.is_file():
            yield gold["folder"], gold, source.read_text(encoding="utf-8")


def score(gold: Mapping[str, Any], text: str, tallies: dict[str, Tally]) -> Iterator[str]:
    """Add one file's counts to ``tallies`` and yield what went wrong, a line each."""
    found = json.loads(json.dumps(extract(text, gold["file"]).to_json()))
    for kind, names in FIELDS.items():
        wants, haves = gold[kind], found[kind]
        matched = pairs(kind, wants, haves)
        tally = tallies.setdefault(kind, Tally())
        tally.add(len(wants), len(haves), len(matched))
        for i, j in matched:
            for name in names:
                want = wants[i][name]
                if name in QUOTED and want:
                    want = text[slice(*want)]
                right = _same(want, haves[j][name])
                tally.seen[name] += 1
                tally.right[name] += right
                if not right:
                    yield f"wrong  {kind} {name}: want {want!r}, have {haves[j][name]!r} in {_short(haves[j]['text'])}"
        yield from (f"missed {kind} {_short(text[slice(*wants[i]['span'])])}" for i in _rest(wants, matched, 0))
        yield from (f"extra  {kind} {_short(haves[j]['text'])}" for j in _rest(haves, matched, 1))


def _same(want: object, have: object) -> bool:
    if isinstance(want, list) and isinstance(have, list):
        return sorted(map(plain, want)) == sorted(map(plain, have))
    return want == have or (isinstance(want, str) and isinstance(have, str) and plain(want) == plain(have) != "")


def _rest(rows: list[Any], matched: list[tuple[int, int]], side: int) -> list[int]:
    taken = {pair[side] for pair in matched}
    return [index for index in range(len(rows)) if index not in taken]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 160 else f"{words[:90]} ... {words[-60:]}"


def main() -> None:
    """Read the arguments, score the files, print a table for the samples, the seeds and both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=Path, default=ROOT.parent / "shared" / "seeds")
    parser.add_argument("--diagnose", action="store_true", help="print each miss")
    given = parser.parse_args()
    tallies: dict[str, dict[str, Tally]] = {}
    for folder, gold, text in files(given.seeds):
        for wrong in score(gold, text, tallies.setdefault(folder, {})):
            if given.diagnose:
                print(gold["file"][:12], wrong)
    for folder, kinds in tallies.items():
        for kind, tally in kinds.items():
            precision, recall, f1 = tally.scores
            print(f"{folder:8} {kind:8} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({tally.hits}/{tally.gold} gold)")
            accuracies = (
                f"{name} {tally.right[name] / tally.seen[name]:.3f}" for name in FIELDS[kind] if tally.seen[name]
            )
            print(f"{'':18}{', '.join(accuracies)}")


if __name__ == "__main__":
    main()
