import gzip
import io
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from search_api.cli import SAMPLES
from search_api.collection import Collection, CollectionError
from search_api.editions.backup import back_up, restore
from search_api.settings import Settings
from search_api.storage.database import FORMAT

from ..conftest import SyllableEncoder
from ..test_killed import state

PLAN = SAMPLES / "02-ke-hoach-trien-khai-chi-thi.txt"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a collection of one document and one import."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "x.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with Collection.open(Settings(data=folder / "kho"), SyllableEncoder()) as collection:
        collection.ingest([PLAN])
        collection.import_file(folder / "x.ttl")
        counts = back_up(collection, folder / "kho.backup")
    assert counts["files"] == counts["imports"] == 1
    assert [file.name for file in folder.iterdir() if "draft" in file.name] == []
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "khac")


def opened(settings: Settings, encoder: SyllableEncoder | None = None) -> Collection:
    return Collection.open(settings, encoder or SyllableEncoder())


def test_what_is_restored_is_what_was_backed_up_and_nothing_is_encoded_again(made: Path, other: Settings) -> None:
    restore(made / "kho.backup", other)
    encoder = SyllableEncoder()
    with opened(other, encoder) as found, opened(Settings(data=made / "kho")) as expected:
        assert state(found) == state(expected)
        assert found.ingest([PLAN]).unchanged == (str(PLAN),)
        assert encoder.encoded == []


def test_a_backup_is_of_one_moment(made: Path, other: Settings, tmp_path: Path) -> None:
    restore(made / "kho.backup", other)
    with opened(other) as reader, opened(other) as writer:
        before = state(reader)
        writer.remove(str(PLAN))
        back_up(reader, tmp_path / "before.backup")
    restore(tmp_path / "before.backup", other, replace=True)
    with opened(other) as again:
        assert state(again) == before


def test_a_collection_that_holds_something_is_replaced_only_on_demand(made: Path, other: Settings) -> None:
    with opened(other) as collection:
        collection.ingest([SAMPLES / "README.md", sorted(SAMPLES.glob("*.txt"))[0]])
        before = state(collection)
        with pytest.raises(CollectionError, match="--force"):
            restore(made / "kho.backup", other)
        restore(made / "kho.backup", other, replace=True)
        assert state(collection) == before  # who reads keeps what it has
    with opened(other) as collection, opened(Settings(data=made / "kho")) as expected:
        assert state(collection) == state(expected)
    assert not list(other.data.glob("restore-*"))


def test_rows_that_are_damaged_are_set_aside(made: Path, other: Settings) -> None:
    other.data.mkdir()
    (other.data / "sources.sqlite").write_bytes(b"garbage" * 1000)
    restore(made / "kho.backup", other, replace=True)
    with opened(other) as collection:
        assert collection.files == 1


def rewritten(made: Path, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The backup with other members."""
    with tarfile.open(made / "kho.backup") as archive:
        members = {m.name: f.read() for m in archive if (f := archive.extractfile(m))}
    change(members)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, content in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return out.getvalue()


def manifest(members: dict[str, bytes], **changed: object) -> None:
    members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | changed).encode()


def linked(_: Path) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        head = json.dumps({"kind": "danchieu-backup", "format": FORMAT, "members": {"a": ""}, "counts": {}}).encode()
        about = tarfile.TarInfo("manifest.json")
        about.size = len(head)
        archive.addfile(about, io.BytesIO(head))
        about = tarfile.TarInfo("a")
        about.type, about.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(about)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda _: b"", "nguyên vẹn"),
    "text": (lambda _: b"x" * 5000, "nguyên vẹn"),
    "gzip": (lambda _: gzip.compress(b"x" * 5000), "nguyên vẹn"),
    "foreign": (lambda made: rewritten(made, lambda m: m.pop("manifest.json")), "nguyên vẹn"),
    "cut": (lambda made: (made / "kho.backup").read_bytes()[:-5000], "nguyên vẹn|thiếu phần"),
    "changed": (lambda made: rewritten(made, lambda m: m.update({"sources.sqlite": b"x"})), "bị hỏng"),
    "short": (lambda made: rewritten(made, lambda m: m.pop("sources.sqlite")), "thiếu phần"),
    "outside": (lambda made: rewritten(made, lambda m: m.update({"../evil": b"x"})), "phần lạ"),
    "absolute": (lambda made: rewritten(made, lambda m: m.update({"/tmp/evil": b"x"})), "phần lạ"),
    "more": (lambda made: rewritten(made, lambda m: m.update({"more": b"x"})), "phần lạ"),
    "link": (linked, "phần lạ"),
    "newer": (lambda made: rewritten(made, lambda m: manifest(m, format=99)), "mới hơn.*cập nhật"),
    "older": (lambda made: rewritten(made, lambda m: manifest(m, format=1)), "cũ hơn"),
}


@pytest.fixture(scope="module")
def held(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(data=tmp_path_factory.mktemp("held"))
    restore(made / "kho.backup", settings)
    return settings


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_whole_backup_changes_nothing(made: Path, held: Settings, tmp_path: Path, name: str) -> None:
    content, message = BAD[name]
    (tmp_path / "bad").write_bytes(content(made))
    with pytest.raises(CollectionError, match=message):
        restore(tmp_path / "bad", held, replace=True)
    with opened(held) as collection, opened(Settings(data=made / "kho")) as expected:
        assert state(collection) == state(expected)
    assert not (held.data / "evil").exists()
    assert not list(held.data.glob("restore-*"))


def test_a_missing_file_is_named(other: Settings, tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="none"):
        restore(tmp_path / "none", other)
