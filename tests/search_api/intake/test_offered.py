from pathlib import Path

import pytest
from pebble import ProcessExpired

from ingest.reading import UnreadableFileError
from search_api.intake.offered import failure, inside


@pytest.mark.parametrize(
    ("error", "why", "parts"),
    [
        (UnreadableFileError("a.txt: không phải UTF-8", "encoding"), "encoding", ("a.txt: không phải UTF-8",)),
        (ProcessExpired("Abnormal termination", code=-9), "died", ("a.txt", "-9", "--workers 1")),
        (ValueError("x"), "extract", ("a.txt", "ValueError('x')")),
    ],
)
def test_a_failure_names_file_and_reason(error: Exception, why: str, parts: tuple[str, ...]) -> None:
    told = failure("a.txt", error)
    assert (told.path, told.why) == ("a.txt", why)
    assert all(part in told.reason for part in parts)


def test_what_lies_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    (tmp_path / "tệp.txt").touch()
    places = [str(tmp_path / name) for name in ("kho/a.txt", "kho/b/c.txt", "kho-2/a.txt", "tệp.txt")]
    assert list(inside([tmp_path / "kho", tmp_path / "tệp.txt"], places)) == places[:2]
    assert list(inside([tmp_path / "tệp.txt"], places)) == []
    assert list(inside([Path("/")], places)) == places
