"""The OpenAPI description held against the server: requests made from it, valid and not, the same ones in every run."""

from collections.abc import Iterator
from contextlib import closing, suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.specs.openapi.checks import positive_data_acceptance

from search_api.cli import SAMPLES
from search_api.collection import Collection
from search_api.server.api import create_app
from search_api.server.editions import Editions
from search_api.settings import Settings

from .conftest import SyllableEncoder


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    configuration = Settings(data=tmp_path_factory.mktemp("collection"), query_seconds=2, rate_limit="off")
    with Collection.open(configuration, SyllableEncoder()) as collection:
        collection.ingest(sorted(SAMPLES.glob("*.txt"))[:1])
    with closing(Editions(configuration, SyllableEncoder())) as editions:
        yield schemathesis.openapi.from_asgi("/openapi.json", create_app(editions))


@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
def test_the_server_does_what_its_description_says(
    described: schemathesis.BaseSchema, mode: schemathesis.GenerationMode
) -> None:
    for found in described.get_all_operations():
        operation = found.ok()

        @given(operation.as_strategy(generation_mode=mode))
        @settings(max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=HealthCheck)
        def check(case: schemathesis.Case) -> None:
            # What is no query, or names no graph, has the right form and is refused all the same.
            case.call_and_validate(excluded_checks=[positive_data_acceptance], timeout=120)

        with suppress(Unsatisfiable):  # there is nothing that the description forbids
            check()


def test_every_route_is_described_with_an_example(described: schemathesis.BaseSchema) -> None:
    raw = described.raw_schema
    for path, methods in raw["paths"].items():
        for method, told in methods.items():
            assert told["summary"], (method, path)
            assert told["description"], (method, path)
            good = [one for status, one in told["responses"].items() if status in ("200", "201", "202", "204")]
            assert good, (method, path)
            for status, answer in told["responses"].items():
                for kind, content in answer.get("content", {}).items():
                    assert has_example(content, raw), (method, path, status, kind)
            for kind, content in told.get("requestBody", {}).get("content", {}).items():
                assert has_example(content, raw), (method, path, kind)
            for parameter in told.get("parameters", ()):
                assert parameter["description"], (path, parameter["name"])
                assert has_example(parameter, raw), (method, path, parameter["name"])


def has_example(told: object, raw: dict[str, Any]) -> bool:
    """Whether an example stands in a part of the description, or in a schema that it names."""
    if isinstance(told, list):
        return any(has_example(one, raw) for one in told)
    if not isinstance(told, dict):
        return False
    if "$ref" in told:
        return has_example(raw["components"]["schemas"][told["$ref"].rpartition("/")[2]], raw)
    return "example" in told or "examples" in told or any(has_example(one, raw) for one in told.values())
