"""Fixtures that every test module shares."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# In CI the examples are the same in every run, so that only a change of the code can change the outcome; elsewhere each
# run draws new ones. Cold patterns and models make the first example slow, so none has a deadline.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "search")

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
