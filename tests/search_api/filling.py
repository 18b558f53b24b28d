"""An ingest into a collection on a disk that is full, and again when there is room.

Run as ``unshare --map-root-user --mount python -m tests.search_api.filling BEFORE FOLDER KILOBYTES...``: for each size,
the collection BEFORE is copied to a disk in memory of its own that has so much room left, the files below FOLDER are
taken in by the command, and again after the disk has grown. Prints a line of JSON for each size.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import search_api.collection
from search_api.cli import main

from .conftest import SyllableEncoder
from .test_killed import opened, state

ENOUGH = 200_000


def ingest(data: Path, folder: str) -> tuple[int, str]:
    ran = CliRunner().invoke(main, ["--data", str(data), "ingest", "--workers", "1", folder])
    return ran.exit_code, f"{ran.stderr}{ran.exception if ran.exit_code == 1 else ''}"


def seen(data: Path) -> dict[str, Any]:
    with opened(data) as collection:
        return state(collection)


def fill(before: Path, folder: str, room: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "kho"
        data.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ENOUGH}k", "tmpfs", str(data)], check=True)
        try:
            shutil.copytree(before, data, dirs_exist_ok=True)
            old = seen(data)
            size = shutil.disk_usage(data).used // 1024 + room
            subprocess.run(["mount", "-o", f"remount,size={size}k", str(data)], check=True)
            code, told = ingest(data, folder)
            subprocess.run(["mount", "-o", f"remount,size={ENOUGH}k", str(data)], check=True)
            kept = seen(data) == old  # on a disk without any room, SQLite cannot even read
            again, _ = ingest(data, folder)
            new = seen(data)
            return {"code": code, "told": told, "kept": kept, "again": again, "files": len(new["files"])}
        finally:
            subprocess.run(["umount", str(data)], check=True)


if __name__ == "__main__":
    search_api.collection.SentenceEncoder = lambda _: SyllableEncoder()  # type: ignore[assignment,misc]
    for room in sys.argv[3:]:
        print(json.dumps(fill(Path(sys.argv[1]), sys.argv[2], int(room))), flush=True)
