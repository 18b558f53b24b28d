"""A disk without room, for real: a small file system in memory that only a process of this test sees."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.commands.session import MISSING
from search_api.settings import Settings

from .conftest import ROOT, SyllableEncoder

ALONE = ("unshare", "--map-root-user", "--mount")
ROOM = (0, 250, 700, 1_500)
"""Kilobytes: too few to open the rows; to stage a file; to copy the graph; to link it anew."""


def test_on_a_full_disk_the_old_edition_stays_and_the_next_run_goes_on(tmp_path: Path) -> None:
    try:
        subprocess.run([*ALONE, "mount", "-t", "tmpfs", "tmpfs", str(tmp_path)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"this system lets no process mount a file system of its own: {error}")
    first, *others = sorted(SAMPLES.glob("*.txt"))[:3]
    before, files = tmp_path / "before", tmp_path / "files"
    with Collection.open(Settings(data=before), SyllableEncoder()) as collection:
        collection.ingest([first])
    files.mkdir()
    for file in others:
        (files / file.name).write_bytes(file.read_bytes())
    command = [*ALONE, sys.executable, "-m", "tests.search_api.filling", before, files, *map(str, ROOM)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    found = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(found) == len(ROOM)
    for room, one in zip(ROOM, found, strict=True):
        assert one["code"] == MISSING, (room, one)
        assert "dung lượng đĩa" in one["told"], (room, one)
        assert one["kept"], room
        assert (one["again"], one["files"]) == (0, 3), room
