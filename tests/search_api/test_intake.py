import pytest
from pebble import ProcessExpired

from ingest.reading import UnreadableFileError
from search_api.intake import failure


@pytest.mark.parametrize(
    ("error", "parts"),
    [
        (UnreadableFileError("a.txt: không phải UTF-8"), ("a.txt: không phải UTF-8",)),
        (ProcessExpired("Abnormal termination", code=-9), ("a.txt", "-9", "--workers 1")),
        (ValueError("x"), ("a.txt", "ValueError('x')")),
    ],
)
def test_a_failure_names_file_and_reason(error: Exception, parts: tuple[str, ...]) -> None:
    told = failure("a.txt", error)
    assert told.path == "a.txt"
    assert all(part in told.reason for part in parts)
