import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingest.extraction_json import extraction_from_json
from search_api.cli import main
from search_api.commands.session import FAILED, MISUSED

from ..conftest import SyllableEncoder
from ..storage.test_corrections import BASIS, TEXT


@pytest.fixture(autouse=True)
def light_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_api.collection.SentenceEncoder", lambda _: SyllableEncoder())


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(folder / "kho"), *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    assert run(tmp_path, "ingest", str(tmp_path / "plan.txt")).exit_code == 0
    return tmp_path


def test_a_correction_is_made_listed_exported_and_withdrawn(folder: Path) -> None:
    said = ("correct", "reject", "plan.txt", "--words", BASIS, "--author", "Lan", "--json")
    made = json.loads(run(folder, *said).stdout)
    assert (made["kind"], made["quote"], made["author"]) == ("reject", BASIS, "Lan")
    assert run(folder, "correct", "add", "plan.txt", "--field", "number", "--value", "78/KH-UBND").exit_code == 0
    listed = json.loads(run(folder, "correct", "list", "plan.txt", "--json").stdout)
    assert listed[0] == {**made, "lost": False, "held": True}
    shown = run(folder, "correct", "list").stdout
    assert "Bác bỏ" in shown
    assert "78/KH-UBND" in shown
    assert run(folder, "correct", "export-gold", str(folder / "gold")).exit_code == 0
    facts = extraction_from_json(json.loads((folder / "gold" / "plan.gold.json").read_text(encoding="utf-8")))
    assert facts.documents[0].number == "78/KH-UBND"
    assert "12/QĐ-UBND" not in [one.number for one in facts.references]
    for one in listed:
        assert run(folder, "correct", "withdraw", one["id"]).exit_code == 0
    assert run(folder, "correct", "withdraw", made["id"]).exit_code == FAILED
    assert "Chưa có" in run(folder, "correct", "list").stderr


def test_what_cannot_be_said_is_told(folder: Path) -> None:
    result = run(folder, "correct", "reject", "plan.txt", "--words", "không có")
    assert result.exit_code == MISUSED
    assert "0 lần" in result.stderr
    assert run(folder, "correct", "reject", "nowhere.txt", "--words", "x").exit_code == MISUSED


def test_corrections_of_a_removed_file_are_kept_and_told(folder: Path) -> None:
    run(folder, "correct", "reject", "plan.txt", "--words", BASIS)
    assert run(folder, "remove", "plan.txt").exit_code == 0
    assert "tệp không còn trong kho" in run(folder, "correct", "list").stdout
    assert "Bỏ qua" in run(folder, "correct", "export-gold", str(folder / "gold")).stderr
