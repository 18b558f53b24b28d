from pathlib import Path

import pytest

from search_api.storage.sources import Sources
from tests.search_api.storage.holding import DOCUMENT, PIECES, file


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    made = Sources(tmp_path)
    made.put(file(), "program", [DOCUMENT], PIECES)
    return made
