import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "count_misreadings.py"
_spec = importlib.util.spec_from_file_location("count_misreadings", SCRIPT)
assert _spec is not None
assert _spec.loader is not None
count_misreadings = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(count_misreadings)


@pytest.mark.parametrize(
    ("printed", "read", "endings"),
    [
        (["Thưởng", "Nước"], ["Thuéng", "Nudc"], [("uong", "ueng"), ("uoc", "udc")]),
        (["Thưởng", "Nước"], ["Thuéng"], []),  # words ran together: nothing stands opposite
        (["Thưởng"], ["Fhuéng"], []),  # its beginning was misread too
        (["Mười"], ["Mu0i"], []),
    ],
)
def test_endings_stand_opposite(printed: list[str], read: list[str], endings: list[tuple[str, str]]) -> None:
    assert list(count_misreadings.misread(printed, read)) == endings
