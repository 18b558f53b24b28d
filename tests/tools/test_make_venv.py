import importlib.util
import subprocess
import urllib.error
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "make_venv.py"


@pytest.fixture
def make_venv(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script on a system without ensurepip."""
    spec = importlib.util.spec_from_file_location("make_venv", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    return module


def test_without_ensurepip_the_pip_of_the_system_is_used(
    make_venv: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, **_: commands.append(command))
    make_venv.make(tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    assert python.exists()
    assert commands[0][1:] == ["-m", "pip", "-q", "--python", str(python), "install", "pip"]


def test_without_any_pip_and_network_the_fix_is_told(
    make_venv: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def offline(*_: Any) -> None:
        raise urllib.error.URLError("offline")

    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr("urllib.request.urlretrieve", offline)
    with pytest.raises(SystemExit, match="python3-venv"):
        make_venv.make(tmp_path / "venv")
