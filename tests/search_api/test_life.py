"""What becomes of a collection when disks are full, people press Ctrl+C, and graphs are lost."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.stores import rows
from graph.vocabulary import EXAMPLES, TERMS
from search_api.cli import SAMPLES, main
from search_api.collection import Collection, CollectionError
from search_api.commands.session import INTERRUPTED, MISSING, MISUSED
from search_api.meaning.encoding import encoding_alone
from search_api.settings import Settings
from search_api.words.index import WordIndex

from .conftest import SyllableEncoder
from .test_killed import state

FIRST, SECOND = sorted(SAMPLES.glob("*.txt"))[:2]
TURTLE = "<urn:a> <urn:b> <urn:c> ."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "kho")


@pytest.fixture
def collection(settings: Settings) -> Iterator[Collection]:
    with Collection.open(settings, SyllableEncoder()) as made:
        made.ingest([FIRST])
        yield made


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "x.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def light_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_api.collection.SentenceEncoder", lambda _: SyllableEncoder())


def run(settings: Settings, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--data", str(settings.data), *arguments])


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), PermissionError(13, "denied"), sqlite3.OperationalError("full")]
)
@pytest.mark.parametrize(
    "place",
    [
        "words.index.WordIndex.update",
        "storage.staging.Staging.put_derived",
        "storage.sources.Sources.put_works",
        "editions.indexes.Indexes.copy_to",
    ],
)
def test_what_cannot_be_written_is_told_and_the_next_run_goes_on(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, place: str, error: Exception
) -> None:
    before = state(collection)

    def fail(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(f"search_api.{place}", fail)
        with pytest.raises(CollectionError, match=r"Không ghi được.*dung lượng đĩa"):
            collection.ingest([SECOND])
        assert state(collection) == before
    collection.ingest([SECOND])
    assert collection.files == 2
    assert collection.unfinished == 0


def test_ctrl_c_is_told_and_the_next_run_goes_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(WordIndex, "update", press)
        stopped = run(settings, "ingest", "--workers", "1", str(FIRST), str(SECOND))
    assert stopped.exit_code == INTERRUPTED == 130
    assert "làm tiếp từ chỗ dừng" in stopped.stderr
    assert "Aborted" not in stopped.stderr
    told = run(settings, "trace", "1/X")
    assert re.search("còn 2 tệp.*danchieu ingest", told.stderr)
    again = run(settings, "--lang", "en", "ingest")
    assert again.exit_code == 0
    assert re.search(r"New files +│ +2 │", again.stderr)


def test_ctrl_c_while_encoding_leaves_what_was_taken_in(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SyllableEncoder, "passages", press)
        stopped = run(settings, "ingest", str(FIRST))
    assert stopped.exit_code == INTERRUPTED
    assert re.search(r"Tệp mới +│ +1 │", stopped.stderr)
    assert re.search(r"tìm được theo từ ngữ; còn \d+ đoạn.*danchieu ingest.*danchieu serve", stopped.stderr)
    found = run(settings, "search", "thi đua", "--json")
    assert found.exit_code == 0
    assert "chưa mã hóa" in found.stderr
    assert '"ready": false' in found.stdout
    assert run(settings, "ingest").exit_code == 0
    found = run(settings, "search", "thi đua", "--json")
    assert "chưa mã hóa" not in found.stderr
    assert '"ready": true' in found.stdout


def test_what_cannot_be_encoded_for_want_of_room_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("search_api.meaning.vector_cache.VectorCache.put", fail)
        stopped = run(settings, "ingest", str(FIRST))
    assert stopped.exit_code == MISSING
    assert "Văn bản đã vào kho" in stopped.stderr


def test_another_process_may_be_encoding(settings: Settings) -> None:
    settings.data.mkdir()
    with encoding_alone(settings.data):
        told = run(settings, "ingest", str(FIRST))
    assert told.exit_code == 0
    assert "Một tiến trình khác đang mã hóa" in told.stderr


def test_a_reader_goes_on_while_another_writes(collection: Collection, settings: Settings) -> None:
    before = state(collection)
    seen = []

    def read(_: object) -> None:
        with Collection.open(settings, SyllableEncoder()) as reader:
            seen.append(state(reader) == before)

    with Collection.open(settings, SyllableEncoder()) as writer:
        writer.take_in([SECOND], read)
    assert len(seen) > 3
    assert all(seen)
    assert state(collection) == before


def test_a_graph_that_is_lost_is_made_again(collection: Collection, settings: Settings, turtle: Path) -> None:
    collection.ingest([SECOND])
    collection.import_file(turtle)
    before = state(collection)
    collection.close()
    for file in sorted((settings.data / "graph").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    with Collection.open(settings, SyllableEncoder()) as again:
        with pytest.raises(CollectionError, match="danchieu ingest"):
            again.remove(str(FIRST))
        again.ingest([])
        assert state(again) == before


def test_an_import_comes_and_goes(settings: Settings, turtle: Path) -> None:
    assert run(settings, "import", str(turtle)).exit_code == 0
    assert run(settings, "sparql", "ASK { <urn:a> <urn:b> <urn:c> }", "--format", "json").stdout.count("true") == 1
    turtle.write_text("<urn:a> <urn:b> <urn:d> .", encoding="utf-8")
    run(settings, "import", str(turtle))
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert len(collection.imports()) == 1
        assert rows(collection.store, "SELECT ?o { <urn:a> <urn:b> ?o }") == [("urn:d",)]
    assert str(turtle) in run(settings, "remove", "x.ttl").stderr
    with Collection.open(settings, SyllableEncoder()) as collection:
        assert collection.imports() == []
        assert {*collection.store.graphs()} <= {TERMS, EXAMPLES}
    turtle.write_text("<urn:a> oops", encoding="utf-8")
    refused = run(settings, "import", str(turtle))
    assert refused.exit_code == 1
    assert "dòng 1" in refused.stderr


def test_removing_says_what_went(settings: Settings, collection: Collection) -> None:
    gone = collection.documents()[0]
    collection.close()
    told = run(settings, "remove", FIRST.name).stderr
    assert gone.number
    assert gone.number in told


def test_backup_and_restore(settings: Settings, collection: Collection, tmp_path: Path) -> None:
    collection.close()
    file = str(tmp_path / "kho.backup")
    assert "1 tệp" in run(settings, "backup", file).stderr
    assert run(settings, "backup", file).exit_code == MISUSED
    assert run(settings, "backup", "--force", file).exit_code == 0
    assert run(settings, "backup", str(tmp_path / "no" / "x")).exit_code == MISSING
    assert run(settings, "restore", file).exit_code == MISSING
    other = Settings(data=tmp_path / "khac")
    assert run(other, "restore", file).exit_code == 0
    assert run(other, "remove", FIRST.name).exit_code == 0
    assert run(other, "restore", file).exit_code == 0
    assert run(other, "remove", FIRST.name).exit_code == 0


def test_tables_in_a_folder_that_is_not_empty_are_replaced_on_demand(settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(settings, "export", "--format", "csv", str(out)).exit_code == 0
    assert run(settings, "export", "--format", "csv", str(out)).exit_code == MISUSED
    (out / "mine.txt").write_text("", encoding="utf-8")
    assert run(settings, "export", "--format", "csv", "--force", str(out)).exit_code == 0
    assert (out / "mine.txt").exists()


def test_files_of_one_name_in_two_folders_stay_apart(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("m", "n"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(f"CÔNG VĂN {name}", encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        with Collection.open(settings, SyllableEncoder()) as collection:
            assert len(collection.ingest([Path("a.txt")]).added) == 1
            assert collection.files == (1 if name == "m" else 2)
