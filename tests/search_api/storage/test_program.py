from dataclasses import replace
from pathlib import Path

import pytest

import search_api.storage.program
from search_api.collection import Collection
from search_api.settings import Settings
from search_api.storage.program import program_version

from ..conftest import SyllableEncoder


@pytest.mark.parametrize("change", [{"base": "https://x.example/"}, {"passage_chars": 900}, {"passage_target": 100}])
def test_what_facts_depend_on_changes_the_version(change: dict[str, object]) -> None:
    settings = Settings()
    assert program_version(settings) == program_version(Settings(workers=7))
    assert program_version(settings) != program_version(replace(settings, **change))


def test_it_covers_code_and_data_of_the_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {file.name for file in search_api.storage.program._files()}
    assert {"pipeline.py", "links.py", "derivation.py", "headings.toml", "vnd.ttl"} <= names
    assert not any(name.endswith(".pyc") for name in names)
    (tmp_path / "ingest").mkdir()
    (tmp_path / "ingest" / "part.py").write_text("A = 1", encoding="utf-8")
    monkeypatch.setattr(search_api.storage.program, "_ROOT", tmp_path)
    monkeypatch.setattr(search_api.storage.program, "_PARTS", ("ingest",))
    before = search_api.storage.program._code.__wrapped__()
    (tmp_path / "ingest" / "part.py").write_text("A = 2", encoding="utf-8")
    assert search_api.storage.program._code.__wrapped__() != before


def test_files_of_another_program_are_derived_anew_from_the_texts_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path / "kho")
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\nThực hiện Chỉ thị số 19/CT-TTg.", encoding="utf-8")
    with Collection.open(settings, SyllableEncoder()) as collection:
        collection.ingest([tmp_path / "a.txt"])
        assert collection.outdated == 0
        (tmp_path / "a.txt").unlink()
        for module in ("search_api.reader", "search_api.intake.stages"):
            monkeypatch.setattr(f"{module}.program_version", lambda _: "later")
        assert collection.outdated == 1
        assert collection.ingest([]).renewed == (str(tmp_path / "a.txt"),)
        assert collection.outdated == 0
        assert collection.ingest([]).renewed == ()
