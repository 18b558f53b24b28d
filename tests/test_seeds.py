"""The five real documents against what a careful clerk read in them; .ci/run prints the whole table."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.pipeline import extract
from ingest.reading import read

LEAST_F1 = {"documents": 0.9, "references": 0.85, "dates": 0.95, "campaigns": 0.6, "agencies": 0.6}
LEAST_RELATION_ACCURACY = 0.8


@pytest.fixture(scope="module")
def predicted(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("predicted")
    for path in sorted((shared / "seeds").glob("*.txt")):
        facts = extract(read(path).text, path.name).to_json()
        (folder / f"{path.stem}.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def scores(shared: Path, predicted: Path) -> dict[str, Any]:
    gold = shared / "gold"
    command = [sys.executable, str(gold / "score.py"), str(gold), str(predicted), "--json"]
    found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


@pytest.mark.parametrize(("kind", "least"), LEAST_F1.items())
def test_mentions_found(scores: dict[str, Any], kind: str, least: float) -> None:
    assert scores["kinds"][kind]["f1"] >= least


def test_relations_named_rightly(scores: dict[str, Any]) -> None:
    assert scores["fields"]["references.relation"]["accuracy"] >= LEAST_RELATION_ACCURACY


def test_text_without_diacritics_yields_its_references(shared: Path, predicted: Path, tmp_path: Path) -> None:
    (gold,) = (shared / "gold").glob("003_*.gold.json")
    (tmp_path / gold.name).write_text(gold.read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, str(shared / "gold" / "score.py"), str(tmp_path), str(predicted), "--json"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["kinds"][
        "references"
    ]
    assert round(found["recall"] * found["gold"]) >= 6


def test_every_document_of_a_real_crawl_is_read(shared: Path) -> None:
    paths = sorted((shared / "corpora" / "admin_2025").glob("*.txt"))
    failed, references = [], 0
    for path in paths:
        text = read(path).text
        try:
            facts = extract(text, path.name)
        except Exception as error:  # every file that fails is to be named, whatever the error
            failed.append((path.name, repr(error)))
            continue
        mentions = (*facts.references, *facts.agencies, *facts.dates, *facts.campaigns)
        if not facts.documents or any(m.text != text[m.span.start : m.span.end] for m in mentions):
            failed.append((path.name, "facts do not quote the text"))
        references += len(facts.references)
    assert failed == []
    assert references > 10 * len(paths) > 2000
