"""The commands that the README files tell, run one after another as a reader would."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.vi.md")


def _blocks(name: str) -> list[str]:
    return re.findall(r"```sh\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL)


def _commands(block: str) -> list[str]:
    lines = (line.split("  #")[0].strip() for line in block.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def test_the_two_commands_are_there() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for name in READMES:
        assert [re.sub(r"\s+#.*", "", line) for line in _commands(_blocks(name)[0])] == ["make demo", "make test"]
    assert {"demo", "test"} <= set(targets)


def test_both_languages_tell_the_same_commands() -> None:
    first, second = (_commands(_blocks(name)[1]) for name in READMES)
    assert first == second


def test_the_next_five_things_work(tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    activate = tmp_path / ".venv" / "bin" / "activate"
    activate.parent.mkdir(parents=True)
    activate.write_text(f'PATH="{Path(sys.executable).parent}:$PATH"\n', encoding="utf-8")
    script = _blocks("README.md")[1]
    result = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "DANCHIEU_LANG": "vi"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "sáng kiến" in result.stdout
    assert "52/VKS-VP" in result.stdout
    assert len(list((tmp_path / "facts").glob("*.json"))) == len(list((ROOT / "samples").glob("*.txt")))


@pytest.mark.parametrize("name", READMES)
def test_links_lead_to_files(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_picture_is_light() -> None:
    assert 20_000 < (ROOT / "docs" / "images" / "search.webp").stat().st_size < 300_000
