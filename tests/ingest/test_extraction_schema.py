"""The JSON Schema in ``docs`` describes what the extraction gives, and nothing else."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ingest import facts
from ingest.pipeline import extract

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "extraction.schema.json").read_text(encoding="utf-8"))
TYPES = {
    "document": facts.Document, "signer": facts.Signer, "reference": facts.Reference, "link": facts.Link,
    "campaign": facts.Campaign, "agency": facts.AgencyMention, "date": facts.DateMention, "task": facts.Task,
    "target": facts.Target, "anniversary": facts.Anniversary,
}  # fmt: skip


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.name[:2])
def test_the_samples_are_valid(path: Path) -> None:
    data = json.loads(json.dumps(extract(path.read_text(encoding="utf-8"), path.name).to_json()))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)] == []


@pytest.mark.parametrize("name", TYPES)
def test_the_schema_names_the_fields_of_the_facts(name: str) -> None:
    assert set(SCHEMA["$defs"][name]["properties"]) == {field.name for field in fields(TYPES[name])}


def test_a_target_has_a_value_or_a_range() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    target = dict.fromkeys(SCHEMA["$defs"]["target"]["properties"])
    target |= {"span": [0, 1], "text": "x", "document": "d1", "indicator": "x", "comparison": "=", "low": 1}
    data = {name: [] for name in SCHEMA["required"]} | {"file": "a.txt", "targets": [target]}
    validator = Draft202012Validator(SCHEMA)
    assert not validator.is_valid(data)
    target["high"] = 2
    assert validator.is_valid(data)
