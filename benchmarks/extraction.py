"""Quality and speed of the extraction: ``extraction.py GOLD TEXTS [--sentences FILE] [--diagnose] [--figures FILE]``.

GOLD holds NAME.gold.json, TEXTS holds NAME.txt. With ``--sentences`` the cores of references are scored against a file
of annotated sentences (see ``sentences.py``). ``--figures`` compares with the figures of the last run and then
replaces them.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import sentences
from scoring import Miss, Tally, score

from ingest.facts import Document, Span
from ingest.pipeline import extract
from ingest.references.find import find_drafts
from ingest.text.fold import fold


def score_files(gold: Path, texts: Path) -> tuple[dict[str, Tally], list[tuple[str, str, Miss]]]:
    """Tallies over all gold files, and each miss with its file's name and text."""
    tallies: dict[str, Tally] = {}
    misses = []
    for path in sorted(gold.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        text = (texts / f"{name}.txt").read_text(encoding="utf-8")
        found = json.loads(json.dumps(extract(text, f"{name}.txt").to_json()))
        wanted = json.loads(path.read_text(encoding="utf-8"))
        misses += [(name, text, miss) for miss in score(wanted, found, tallies)]
    return tallies, misses


def score_sentences(path: Path) -> dict[str, float]:
    """Print the scores of the sentences as annotated, without titles, and mended; give them as figures."""
    rows = list(sentences.sentences(path))
    bodies = [sentences.without_title(row) for row in rows]
    figures: dict[str, float] = {}
    for name, kept in (
        ("sentences", rows),
        ("sentences, bodies", bodies),
        ("sentences, mended", [sentences.mended(row) for row in bodies]),
    ):
        tally, exact = sentences.score(kept)
        precision, recall, f1 = tally.scores
        print(f"{name:<17} gold {tally.gold} found {tally.found}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        print(f"  exact              {exact / tally.gold:.3f} of {tally.gold}")
        figures |= {f"{name} F1": round(f1, 4), f"{name} exact": round(exact / tally.gold, 4)}
    return figures


def speeds(texts: Path) -> dict[str, float]:
    """Characters a second on one core: references alone, and everything; the patterns compiled beforehand."""
    contents = [path.read_text(encoding="utf-8") for path in sorted(texts.glob("*.txt"))]
    size = sum(map(len, contents))
    for text in contents:
        extract(text, "")
    start = time.perf_counter()
    for text in contents:
        find_drafts(text, fold(text), (Document("d1", Span(0, len(text)), "Văn bản"),), None)
    references = time.perf_counter() - start
    start = time.perf_counter()
    for text in contents:
        extract(text, "")
    return {"references chars/s": size / references, "everything chars/s": size / (time.perf_counter() - start)}


def main() -> None:
    """Print the table, the misses if asked, and gains and losses against the last figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--diagnose", action="store_true", help="list each miss with its context")
    parser.add_argument("--figures", type=Path, help="figures of the last run, to compare with and to replace")
    options = parser.parse_args()

    tallies, misses = score_files(options.gold, options.texts)
    figures: dict[str, float] = {}
    for kind, tally in tallies.items():
        precision, recall, f1 = tally.scores
        print(f"{kind:<11} gold {tally.gold:>4} found {tally.found:>4}  P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
        figures[f"{kind} F1"] = round(f1, 4)
        for name, seen in tally.seen.items():
            figures[f"{kind} {name}"] = round(tally.right[name] / seen, 4)
            print(f"  {name:<18} {tally.right[name] / seen:.3f} of {seen}")
    if options.sentences:
        figures |= score_sentences(options.sentences)
    for name, value in speeds(options.texts).items():
        print(f"{name:<24} {value:>12,.0f}")
    if options.diagnose:
        for name, text, miss in misses:
            start, end = miss.span
            context = " ".join(text[max(0, start - 50) : end + 30].split())
            print(f"{miss.sign:<7} {name[:12]:<12} {miss.kind:<11} {miss.span} {miss.said}\n        ... {context}")
    if options.figures:
        if options.figures.exists():
            last = json.loads(options.figures.read_text(encoding="utf-8"))
            for name, value in figures.items():
                if name in last and last[name] != value:
                    print(f"{'gain' if value > last[name] else 'loss'}  {name}: {last[name]} -> {value}")
        options.figures.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
