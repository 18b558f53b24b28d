import json
import logging
import sys

import pytest

from search_api.server.logs import KINDS, REQUESTS, JsonLines, Kind, PlainLines, configuration


def failed(secret: str) -> logging.LogRecord:
    try:
        int(secret)
    except ValueError:
        info = sys.exc_info()
    return logging.LogRecord("uvicorn.error", logging.ERROR, __file__, 1, f"Exception\n{secret}", (), info)


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()])
def test_an_exception_is_told_without_its_message(formatter: logging.Formatter) -> None:
    line = formatter.format(failed("câu hỏi của tôi"))
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "câu hỏi" not in line


def test_json_lines_are_objects() -> None:
    record = logging.LogRecord(REQUESTS, logging.INFO, __file__, 1, "request", (), None)
    record.fields = {"route": "/api/v1/search", "status": 200}
    told = json.loads(JsonLines().format(record))
    assert (told["level"], told["event"], told["route"], told["status"]) == ("info", "request", "/api/v1/search", 200)
    assert told["time"].endswith("+00:00")


@pytest.mark.parametrize("kind", KINDS)
def test_requests_are_written_for_programs_only(kind: Kind) -> None:
    assert (configuration(kind)["loggers"][REQUESTS]["level"] == "INFO") is (kind == "json")
