"""The load of ``benchmarks/load.py``, short: nobody is refused but those who ask what never ends."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_under_load_only_what_is_meant_is_refused() -> None:
    arguments = ["--clients", "12", "--seconds", "4", "--runaways", "2", "--deadline", "1", "--words", "--json"]
    command = [sys.executable, "-m", "benchmarks.load", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    found = json.loads(done.stdout)
    assert found["not meant"] == {}, done.stderr
    assert all(found["load"][kind]["answers"] > 0 for kind in ("search", "trace", "sparql"))
    assert found["load"]["runaway"]["answers"] == 0
    assert found["load"]["runaway"]["refused"].keys() <= {"timeout", "memory"}
    assert found["load"]["runaway"]["refused"]["timeout"] >= 2
