import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "search_api" / "web"
PERMISSIVE = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "CC0-1.0", "CC-BY-4.0", "OFL-1.1"}
LISTED = re.compile(r"^\| (@?[\w./-]+) \| [\d.]+ \| (.+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def lock() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    return found


def test_the_page_is_what_the_lock_file_says() -> None:
    script = [sys.executable, str(ROOT / "tools" / "third_party.py")]
    made = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    assert made == (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")


def test_all_that_is_installed_is_permissive() -> None:
    used, _, tools = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8").partition("These build")
    found = LISTED.findall(used)
    assert len(found) > 20
    for name, licence in found:
        every = re.findall(r"[\w.-]+", licence)
        free = [one in PERMISSIVE for one in every if one not in ("AND", "OR")]
        assert all(free) if "AND" in every else any(free), name
    assert {name for name, _ in LISTED.findall(tools)} == {"axe-core", "esbuild"}


def test_the_lock_file_fixes_hashes_and_names_no_place(lock: dict[str, Any]) -> None:
    entries = {folder: entry for folder, entry in lock["packages"].items() if folder}
    assert all(entry["integrity"].startswith("sha512-") for entry in entries.values())
    assert not any("resolved" in entry for entry in entries.values())


def test_versions_are_exact() -> None:
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    for version in (wanted["dependencies"] | wanted["devDependencies"]).values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
