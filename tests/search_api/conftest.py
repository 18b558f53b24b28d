"""Fixtures of the search tests."""

from pathlib import Path

import pytest

from search_api.encoder import SentenceEncoder
from search_api.settings import Settings


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> SentenceEncoder:
    """The default model, taken from where ``make demo`` puts it, else converted for this run."""
    installed = Settings().models
    models = installed if installed.is_dir() else tmp_path_factory.mktemp("models")
    return SentenceEncoder(Settings(models=Path(models)))
