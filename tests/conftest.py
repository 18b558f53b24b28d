"""Fixtures that every test module shares."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold answers beside the checkout; absent outside CI, the test is skipped."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{folder} must be there in CI")
        pytest.skip(f"no real documents at {folder}")
    return folder
